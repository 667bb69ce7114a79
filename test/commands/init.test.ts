import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { skeleton } from '../../src/skeleton/files.ts'
import { ownSetup, packaged, workflows } from '../../src/skeleton/workflows.ts'
import { run } from '../run.ts'
import { scratch } from '../scratch.ts'

const now = '2027-03-01T09:00:00+08:00'

async function initialized(...flags: string[]): Promise<string> {
  const folder = join(scratch({ 'x.txt': '' }), '方案 数据')
  const { code, err } = await run(['init', folder, ...flags])
  expect(err).toBe('')
  expect(code).toBe(0)
  return folder
}

describe('init', () => {
  it('writes a repository that validates without a word', async () => {
    const folder = await initialized()
    const { code, out } = await run(['validate', '--strict', '--format', 'json'], { cwd: folder, now })
    expect(JSON.parse(out)).toMatchObject({ sample: true, data: { ok: true, problems: [] } })
    expect(code).toBe(0)
    for (const [path, text] of Object.entries(skeleton())) {
      expect(readFileSync(join(folder, path), 'utf8')).toBe(text)
    }
    expect(existsSync(join(folder, '.git'))).toBe(false)
  })

  it('names a schema in each file of data, and it is there', async () => {
    const folder = await initialized()
    const files = Object.keys(skeleton()).filter(path => /^data\/.*\.yaml$/.test(path))
    expect(files.length).toBeGreaterThan(8)
    for (const file of files) {
      const [, schema = ''] =
        /^# yaml-language-server: \$schema=(.+)$/m.exec(readFileSync(join(folder, file), 'utf8')) ?? []
      expect(existsSync(join(folder, file, '..', schema)), file).toBe(true)
    }
    const settings = JSON.parse(readFileSync(join(folder, '.vscode/settings.json'), 'utf8'))
    const schemas = Object.keys(settings['yaml.schemas'])
    expect(schemas.length).toBeGreaterThan(15)
    for (const schema of schemas) expect(existsSync(join(folder, schema)), schema).toBe(true)
  })

  it('tells a first day that works', async () => {
    const folder = await initialized()
    const readme = readFileSync(join(folder, 'README.md'), 'utf8')
    const commands = [...readme.matchAll(/^ +kepu (.+?)(?: +#.*)?$/gm)].map(([, command = '']) =>
      command.split(' '),
    )
    expect(commands.length).toBeGreaterThan(3)
    for (const argv of commands.filter(([name]) => name !== 'hook')) {
      expect(await run(argv, { cwd: folder, now }), argv.join(' ')).toMatchObject({ code: 0, err: '' })
    }
    for (const [, file = ''] of readme.matchAll(/`(data\/[\w/.]+\.yaml)`/g)) {
      expect(existsSync(join(folder, file)), file).toBe(true)
    }
  })

  it('installs the check before commits where that is asked for', async () => {
    const folder = await initialized('--hook')
    expect(statSync(join(folder, '.git/hooks/pre-commit')).mode & 0o111).toBe(0o111)
    expect(readdirSync(join(folder, '.git/hooks'))).toEqual(['pre-commit'])
  })

  it('writes over nothing', async () => {
    const folder = scratch({ 'README.md': '已有\n' })
    const { code, err } = await run(['init', '.'], { cwd: folder })
    expect(code).toBe(2)
    expect(err).toContain('已有文件')
    expect(readdirSync(folder)).toEqual(['README.md'])
    const clone = scratch({ '.git/HEAD': 'ref: refs/heads/main\n' })
    expect((await run(['init', '.'], { cwd: clone })).code).toBe(0)
    const file = join(scratch({ 'x.txt': '' }), 'x.txt')
    expect((await run(['init', file])).code).toBe(2)
    expect((await run(['init', join(file, 'below')])).code).toBe(3)
  })
})

describe('the workflows', () => {
  const platforms = Object.keys(workflows(packaged))

  it('of the project are those that init writes', () => {
    expect(platforms).toEqual(['.github/workflows/kepu.yml', '.gitlab-ci.yml', '.workflow/kepu.yml'])
    for (const [file, text] of Object.entries(workflows(ownSetup)))
      expect(readFileSync(file, 'utf8')).toBe(text)
  })

  it.each(platforms)('of %s can be read, validate with --since, and comment with the diff', file => {
    const text = workflows(packaged)[file] ?? ''
    expect(() => parse(text)).not.toThrow()
    const scripts = scriptsIn(parse(text))
    expect(scripts).toMatch(/kepu validate .*--since/)
    expect(scripts).toMatch(/kepu diff .*--format markdown/)
    expect(scripts).toMatch(/gh pr comment|curl .*kepu-diff\.md/)
    // What an event says is never part of a script's text.
    expect(scripts).not.toContain('${{')
  })

  it('stop where nobody has said which package to install', async () => {
    const { execaSync } = await import('execa')
    const folder = scratch({ 'x.txt': '' })
    mkdirSync(join(folder, 'bin'))
    writeFileSync(join(folder, 'bin/npm'), '#!/bin/sh\necho "$@" > installed\n', { mode: 0o755 })
    const env = { PATH: `${join(folder, 'bin')}:${process.env.PATH}` }
    const install = (more: Record<string, string>) =>
      execaSync('sh', ['-e', '-c', packaged.install.join('\n')], {
        cwd: folder,
        env: { ...env, ...more },
        reject: false,
      }).exitCode
    expect(install({ KEPU_PACKAGE: '' })).toBe(1)
    expect(existsSync(join(folder, 'installed'))).toBe(false)
    expect(install({ KEPU_PACKAGE: 'https://example.org/a b.tgz' })).toBe(0)
    expect(readFileSync(join(folder, 'installed'), 'utf8')).toBe(
      'install --global https://example.org/a b.tgz\n',
    )
  })
})

/** Every text that a platform hands to a shell. */
function scriptsIn(value: unknown, key = ''): string {
  if (typeof value === 'string') return ['run', 'script', 'commands'].includes(key) ? `${value}\n` : ''
  if (Array.isArray(value)) return value.map(item => scriptsIn(item, key)).join('')
  if (typeof value !== 'object' || value === null) return ''
  return Object.entries(value)
    .map(([name, inner]) => scriptsIn(inner, name))
    .join('')
}
