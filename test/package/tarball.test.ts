import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import vm from 'node:vm'
import { execaSync } from 'execa'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'kepu-package-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** `unshare -n` leaves a program without any network; where that is not allowed, npm alone is told to keep off it. */
const cutsOff = execaSync('unshare', ['-rn', 'true'], { reject: false }).exitCode === 0
const apart = (program: string, args: readonly string[]) =>
  execaSync(cutsOff ? 'unshare' : program, cutsOff ? ['-rn', program, ...args] : args, {
    cwd: folder,
    reject: false,
    env: { npm_config_cache: join(folder, 'cache'), KEPU_LANG: 'zh', PATH: process.env.PATH ?? '' },
    extendEnv: false,
  })

/** This Node.js, and those that `KEPU_NODES` names (paths, parted as PATH is). */
const nodes = [process.execPath, ...(process.env.KEPU_NODES?.split(delimiter) ?? [])]

describe(`the tarball, ${cutsOff ? 'without any network' : 'off-line (a network is there)'}`, () => {
  beforeAll(() => {
    const packed = execaSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder])
    const [{ filename = '' } = {}] = JSON.parse(packed.stdout) as { filename?: string }[]
    writeFileSync(join(folder, 'package.json'), '{"private": true}\n')
    const { exitCode, stderr } = apart('npm', [
      'install',
      '--offline',
      '--no-audit',
      '--no-fund',
      `./${filename}`,
    ])
    expect(exitCode, stderr).toBe(0)
  }, 120_000)

  it('brings nothing but itself', () => {
    const installed = readdirSync(join(folder, 'node_modules')).filter(name => !name.startsWith('.'))
    expect(installed).toEqual(['kepu'])
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, unknown>
    expect(dependencies).toBeUndefined()
  })

  it('carries the licence of every package that it contains', () => {
    const notices = readFileSync(join(folder, 'node_modules/kepu/dist/THIRD-PARTY-NOTICES.txt'), 'utf8')
    for (const name of ['commander', 'yaml', 'ajv', 'hucre', 'docx', '@inquirer/prompts', 'd3-scale']) {
      expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'))
    }
    expect(notices).not.toContain('has no text')
  })

  describe.each(nodes)('%s', node => {
    const kepu = (...args: readonly string[]) => apart(node, ['node_modules/kepu/bin/kepu.js', ...args])

    it('validates, answers and writes the formats that load most', () => {
      const data = 'node_modules/kepu/examples/huiji'
      expect(kepu('-C', 'node_modules/kepu/data', 'validate', '--strict').exitCode).toBe(0)
      expect(kepu('-C', data, 'owns', 'jtj').stdout).toContain('区教体局（jiaoti）')
      mkdirSync(join(folder, 'out'), { recursive: true })
      for (const ending of ['html', 'docx', 'xlsx']) {
        const { exitCode, stderr } = kepu('-C', data, 'due', '-o', `out/到期.${ending}`)
        expect(exitCode, stderr).toBe(0)
      }
    })

    it('begins a repository and records in it', () => {
      const plan = `plan-${nodes.indexOf(node)}`
      expect(kepu('init', plan).exitCode).toBe(0)
      expect(kepu('-C', plan, 'validate').exitCode).toBe(0)
      const sheet = kepu('-C', plan, 'template', 'activity', '-o', `${plan}.xlsx`)
      expect(sheet.exitCode, sheet.stderr).toBe(0)
      const imported = kepu('-C', plan, 'import', `${plan}.xlsx`, '--kind', 'activity', '--dry-run')
      expect(imported.stderr).not.toContain('程序内部出错')
    })
  })
})

describe('the first file that Node.js reads', () => {
  const source = readFileSync('bin/kepu.js', 'utf8')

  it('is one that a Node.js without modules can read', () => {
    expect(() => new vm.Script(source)).not.toThrow()
  })

  it('refuses a Node.js that is too old, in one line and both languages', () => {
    const old = join(folder, 'old.cjs')
    writeFileSync(
      old,
      "for (const [key, value] of Object.entries({ version: 'v20.16.1', versions: { node: '20.16.1' } })) Object.defineProperty(process, key, { value })\n",
    )
    const { exitCode, stdout, stderr } = execaSync(
      process.execPath,
      ['-r', old, 'bin/kepu.js', 'list', 'tasks'],
      {
        reject: false,
      },
    )
    expect([exitCode, stdout]).toEqual([3, ''])
    expect(stderr).toBe(
      'kepu 需要 Node.js 20.17 或更高版本，这里是 v20.16.1 / kepu needs Node.js 20.17 or newer; this is v20.16.1',
    )
  })

  it('asks for what package.json asks for', () => {
    const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } }
    const [, needed] = /needed = \[(.*)\]/.exec(source) ?? []
    expect(engines.node).toBe(`>=${needed?.replace(', ', '.')}`)
  })
})
