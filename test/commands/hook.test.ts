import { chmodSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { execaSync } from 'execa'
import { describe, expect, it } from 'vitest'
import { examplePlan } from '../../src/rules/example-plan.ts'
import { committed, testGit } from '../git.ts'
import { run } from '../run.ts'
import { exampleRepository, scratch } from '../scratch.ts'

const now = '2019-07-01T10:00:00+08:00'
const hook = (cwd: string, env: Record<string, string> = {}) => run(['hook', 'run'], { cwd, now, env })
const lowered = (examplePlan['targets.yaml'] ?? '').replace('value: 12', 'value: 10')
const broken = (examplePlan['units.yaml'] ?? '').replace('kind: town', 'kind: city')

describe('hook run', () => {
  it('checks what is staged, not what lies in the work tree', async () => {
    const folder = exampleRepository()
    const { git } = committed(folder)
    expect(await hook(folder)).toMatchObject({ code: 0, out: '' })
    writeFileSync(join(folder, 'units.yaml'), broken)
    // Not staged: of no concern to the commit.
    expect(await hook(folder)).toMatchObject({ code: 0, out: '' })
    git('add', 'units.yaml')
    writeFileSync(join(folder, 'units.yaml'), examplePlan['units.yaml'] ?? '')
    const { code, out } = await hook(folder)
    expect(code).toBe(1)
    expect(out).toContain('[not-listed]')
    expect(out).toContain('    kind: city')
  })

  it('holds back what a rule about change refuses, and lets data alone pass that was broken before', async () => {
    const folder = exampleRepository()
    const { git, commit } = committed(folder)
    writeFileSync(join(folder, 'targets.yaml'), lowered)
    git('add', '-A')
    const { code, out } = await hook(folder)
    expect(code).toBe(1)
    expect(out).toContain('[issued-plan]')
    git('checkout', '-q', 'HEAD', '--', 'targets.yaml')
    writeFileSync(join(folder, 'units.yaml'), broken)
    commit('坏的也提交了')
    writeFileSync(join(folder, 'notes.txt'), '随记')
    git('add', '-A')
    expect(await hook(folder)).toMatchObject({ code: 0, out: '' })
  })

  it('checks the first commit, a conflict, and the index that git names', async () => {
    const folder = exampleRepository({ 'units.yaml': broken })
    const { git } = testGit(folder)
    git('init', '-q')
    git('add', '-A')
    expect((await hook(folder)).code).toBe(1)
    writeFileSync(join(folder, 'units.yaml'), examplePlan['units.yaml'] ?? '')
    execaSync('git', ['add', '-A'], { cwd: folder, env: { GIT_INDEX_FILE: join(folder, '.git/other') } })
    expect((await hook(folder)).code).toBe(1)
    expect((await hook(folder, { GIT_INDEX_FILE: '.git/other' })).code).toBe(0)
  })
})

describe('hook run in a merge', () => {
  it('takes no side of a conflict for what is staged', async () => {
    const folder = exampleRepository()
    const { git, commit } = committed(folder)
    const units = examplePlan['units.yaml'] ?? ''
    git('switch', '-qc', 'work')
    writeFileSync(join(folder, 'units.yaml'), units.replace('name: 区科协', 'name: 区科学技术协会'))
    commit('一边')
    git('switch', '-q', 'main')
    writeFileSync(join(folder, 'units.yaml'), units.replace('name: 区科协', 'name: 科协'))
    commit('另一边')
    expect(() => git('merge', '-q', 'work')).toThrow()
    const { code, out } = await hook(folder)
    expect(code).toBe(1)
    expect(out).toContain('[file-missing]')
  })
})

describe('hook install', () => {
  /** The built program as `kepu` in the path. */
  const withKepu = () => {
    const bin = scratch({ kepu: `#!/bin/sh\nexec '${process.execPath}' '${resolve('bin/kepu.js')}' "$@"\n` })
    chmodSync(join(bin, 'kepu'), 0o755)
    return `${bin}:${process.env.PATH}`
  }

  it('writes a hook that git runs, once', async () => {
    const folder = exampleRepository()
    const { git } = committed(folder)
    const first = await run(['hook', 'install', '--format', 'json'], { cwd: folder })
    expect(JSON.parse(first.out)).toMatchObject({
      kind: 'kepu/hook-install',
      data: { file: '.git/hooks/pre-commit', installed: true },
    })
    expect(statSync(join(folder, '.git/hooks/pre-commit')).mode & 0o777).toBe(0o755)
    const second = await run(['hook', 'install', '--format', 'json'], { cwd: folder })
    expect(JSON.parse(second.out).data.installed).toBe(false)
    writeFileSync(join(folder, 'targets.yaml'), lowered)
    git('add', '-A')
    const commit = execaSync(
      'git',
      ['-c', 'user.name=x', '-c', 'user.email=x@y', 'commit', '-m', '降低目标'],
      {
        cwd: folder,
        env: { PATH: withKepu() },
        reject: false,
      },
    )
    expect(commit.exitCode).toBe(1)
    expect(commit.stdout + commit.stderr).toContain('[issued-plan]')
  })

  it('names data that does not lie at the top, whatever the folder is called', async () => {
    const folder = scratch(
      Object.fromEntries(
        Object.entries(examplePlan).map(([path, text]) => [`方案 '一'/$(touch x)/${path}`, text]),
      ),
    )
    committed(folder)
    const data = join(folder, "方案 '一'/$(touch x)")
    expect((await run(['hook', 'install'], { cwd: data })).code).toBe(0)
    writeFileSync(join(data, 'targets.yaml'), lowered)
    const commit = execaSync(
      'git',
      ['-c', 'user.name=x', '-c', 'user.email=x@y', 'commit', '-qam', '降低目标'],
      {
        cwd: folder,
        env: { PATH: withKepu() },
        reject: false,
      },
    )
    expect(commit.exitCode).toBe(1)
    expect(commit.stdout + commit.stderr).toContain('[issued-plan]')
    expect(existsSync(join(folder, 'x'))).toBe(false)
  })

  it('checks the commits of a linked work tree, by what is staged there', async () => {
    const folder = exampleRepository()
    const { git } = committed(folder)
    const tree = join(scratch({}), '另一 处')
    git('worktree', 'add', '-q', '-b', 'work', tree)
    expect((await run(['hook', 'install'], { cwd: tree })).code).toBe(0)
    writeFileSync(join(tree, 'targets.yaml'), lowered)
    // Where the hook lies, nothing is wrong.
    expect((await run(['hook', 'run'], { cwd: folder })).code).toBe(0)
    const commit = execaSync(
      'git',
      ['-c', 'user.name=x', '-c', 'user.email=x@y', 'commit', '-qam', '降低目标'],
      { cwd: tree, env: { PATH: withKepu() }, reject: false },
    )
    expect(commit.exitCode).toBe(1)
    expect(commit.stdout + commit.stderr).toContain('[issued-plan]')
  })

  it('leaves alone what is not its own', async () => {
    const folder = exampleRepository()
    expect((await run(['hook', 'install'], { cwd: folder })).code).toBe(2)
    const { git } = committed(folder)
    writeFileSync(join(folder, '.git/hooks/pre-commit'), '#!/bin/sh\nexit 0\n')
    const taken = await run(['hook', 'install'], { cwd: folder })
    expect(taken.code).toBe(2)
    expect(taken.err).toContain('kepu hook run')
    expect(readFileSync(join(folder, '.git/hooks/pre-commit'), 'utf8')).toBe('#!/bin/sh\nexit 0\n')
    rmSync(join(folder, '.git/hooks/pre-commit'))
    git('config', 'core.hooksPath', '/tmp/somewhere-else')
    expect((await run(['hook', 'install'], { cwd: folder })).err).toContain('core.hooksPath')
    git('config', 'core.hooksPath', '.githooks')
    expect((await run(['hook', 'install'], { cwd: folder })).out).toContain('.githooks/pre-commit')
    expect(existsSync(join(folder, '.githooks/pre-commit'))).toBe(true)
    writeFileSync(join(folder, '.pre-commit-config.yaml'), 'repos: []\n')
    expect((await run(['hook', 'install'], { cwd: folder })).err).toContain('entry: kepu hook run')
  })
})
