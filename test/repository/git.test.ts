import { appendFileSync, chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execaSync } from 'execa'
import { describe, expect, it } from 'vitest'
import { examplePlan } from '../../src/rules/example-plan.ts'
import { committed } from '../git.ts'
import { run } from '../run.ts'
import { exampleRepository, scratch } from '../scratch.ts'

const id = '2018-09-15-kexie-x7f3q'

/** A repository with two commits and something not committed, whose configuration runs a program wherever git may. */
function trapped(): { readonly folder: string; readonly trap: string; readonly sprung: () => boolean } {
  const folder = exampleRepository({ '.gitattributes': '* diff=trap filter=trap merge=trap\n' })
  const { commit } = committed(folder)
  appendFileSync(join(folder, 'targets.yaml'), '# 注\n')
  writeFileSync(
    join(folder, 'duties.yaml'),
    (examplePlan['duties.yaml'] ?? '').replace('atLeast: 3', 'atLeast: 4'),
  )
  commit('第二次')
  appendFileSync(join(folder, 'duties.yaml'), '# 注\n')
  const traps = scratch({ 'trap.sh': '' })
  const mark = join(traps, 'sprung')
  const trap = join(traps, 'trap.sh')
  writeFileSync(trap, `#!/bin/sh\ntouch '${mark}'\ncat\n`)
  chmodSync(trap, 0o755)
  const hooks = join(folder, '.git/hooks')
  mkdirSync(hooks, { recursive: true })
  for (const hook of [
    'pre-commit',
    'post-checkout',
    'post-index-change',
    'fsmonitor-watchman',
    'reference-transaction',
  ]) {
    writeFileSync(join(hooks, hook), `#!/bin/sh\ntouch '${mark}'\n`)
    chmodSync(join(hooks, hook), 0o755)
  }
  appendFileSync(
    join(folder, '.git/config'),
    `[core]
	fsmonitor = ${trap}
	pager = ${trap}
	editor = ${trap}
	sshCommand = ${trap}
	askPass = ${trap}
	hooksPath = ${hooks}
	gitProxy = ${trap}
	alternateRefsCommand = ${trap}
[pager]
	log = ${trap}
	diff = ${trap}
	cat-file = ${trap}
	rev-list = ${trap}
[diff]
	external = ${trap}
[diff "trap"]
	command = ${trap}
	textconv = ${trap}
[filter "trap"]
	clean = ${trap}
	smudge = ${trap}
	process = ${trap}
	required = true
[merge "trap"]
	driver = ${trap} %O %A %B
[alias]
	cat-file = !${trap}
	rev-parse = !${trap}
	rev-list = !${trap}
	ls-files = !${trap}
	merge-base = !${trap}
[credential]
	helper = !${trap}
[gpg]
	program = ${trap}
[log]
	showSignature = true
[uploadpack]
	packObjectsHook = ${trap}
[remote "origin"]
	url = ext::${trap} %S
	promisor = true
	partialclonefilter = blob:none
`,
  )
  return { folder, trap, sprung: () => existsSync(mark) }
}

describe('a repository whose configuration runs programs', () => {
  it.each([
    ['diff'],
    ['diff', 'HEAD~1', 'HEAD'],
    ['diff', 'HEAD~1...HEAD'],
    ['diff', '2019-06-01'],
    ['diff', '0000000000000000000000000000000000000001'],
    ['validate', '--since', 'HEAD~1'],
    ['validate', '--since', 'HEAD~1...', '--rev', 'HEAD'],
    ['log', 'town-activities'],
    ['log', id],
    ['log', '2018-09-15-kexie-gone1'],
    ['hook', 'run'],
    ['hook', 'install'],
    ['list', 'duties', '--rev', 'HEAD~1'],
    ['list', 'duties', '--rev', '2019-06-01'],
    ['record', 'activity', '--date=2019-06-02', '--unit=区科协', '--title=讲座'],
    ['withdraw', id, '--reason=重复'],
    ['report', 'overview'],
    ['__complete', 'zsh', 'diff'],
    [],
  ])('runs none of them: kepu %s %s %s', async (...argv) => {
    const { folder, sprung } = trapped()
    const { code, err } = await run(argv[0] === '__complete' ? [...argv, ''] : argv.filter(Boolean), {
      cwd: folder,
      now: '2019-07-01T10:00:00+08:00',
    })
    expect(sprung()).toBe(false)
    expect([0, 1, 2], err).toContain(code)
  })

  it('is not made to run them by its surroundings, or by a repository that lies within', async () => {
    const { folder, trap, sprung } = trapped()
    const config = join(scratch({ config: `[core]\n\tfsmonitor = ${trap}\n\tpager = ${trap}\n` }), 'config')
    appendFileSync(
      join(folder, '.git/config'),
      `[include]\n\tpath = ${config}\n[includeIf "gitdir:**"]\n\tpath = ${config}\n`,
    )
    const inner = join(folder, 'records/bare')
    execaSync('git', ['init', '-q', '--bare', inner])
    appendFileSync(join(inner, 'config'), `[core]\n\tfsmonitor = ${trap}\n\tworktree = ..\n`)
    const surroundings = {
      GIT_DIR: inner,
      GIT_WORK_TREE: folder,
      GIT_INDEX_FILE: join(inner, 'index'),
      GIT_EXTERNAL_DIFF: trap,
      GIT_PAGER: trap,
      PAGER: trap,
      GIT_SSH_COMMAND: trap,
      GIT_ASKPASS: trap,
      GIT_EDITOR: trap,
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'core.fsmonitor',
      GIT_CONFIG_VALUE_0: trap,
      GIT_CONFIG_PARAMETERS: `'core.fsmonitor=${trap}'`,
      GIT_CONFIG_GLOBAL: config,
      GIT_EXEC_PATH: join(trap, '..'),
    }
    const before = { ...process.env }
    Object.assign(process.env, surroundings)
    try {
      for (const argv of [
        ['diff'],
        ['diff', 'HEAD~1', 'HEAD'],
        ['validate', '--since', 'HEAD~1'],
        ['log', id],
      ]) {
        const { code, err } = await run(argv, { cwd: folder, now: '2019-07-01T10:00:00+08:00' })
        expect(err).not.toContain('git')
        expect([0, 1]).toContain(code)
      }
      for (const argv of [
        ['hook', 'run'],
        ['diff', '--', '--no-index'],
      ]) {
        await run(argv, { cwd: inner, env: surroundings })
      }
    } finally {
      for (const name of Object.keys(surroundings)) delete process.env[name]
      Object.assign(process.env, before)
    }
    expect(sprung()).toBe(false)
  })

  it('would run them, were git called otherwise', async () => {
    const { folder, sprung } = trapped()
    execaSync('git', ['status'], { cwd: folder, reject: false })
    expect(sprung()).toBe(true)
  })
})

describe('a revision that is none', () => {
  const payloads = [
    '--output=pwned',
    '-o pwned',
    '--exec=touch pwned',
    '--upload-pack=touch pwned',
    '--help',
    '-',
    '--',
    '^HEAD',
    'HEAD^@',
    'HEAD HEAD',
    'HEAD\nHEAD',
    'HEAD\0',
    'HEAD:plan.yaml',
    ':plan.yaml',
    'HEAD; touch pwned',
    '$(touch pwned)',
    '`touch pwned`',
    '| touch pwned',
    '@{-1}',
    'HEAD@{upstream}',
    '../../etc/passwd',
    '\u202eHEAD',
    '一个版本',
    '',
    '...',
    'no...such',
    'a..b..c',
    '--no-index',
    '-O/dev/null',
    '--textconv',
    '--ext-diff',
    'HEAD^{/x}',
    'refs/heads/*',
    '0'.repeat(39),
    'g'.repeat(40),
  ]

  it.each(payloads.map(payload => [payload]))('is refused, and nothing happens: %j', async payload => {
    const folder = exampleRepository()
    committed(folder)
    const before = readdirSync(folder).sort()
    for (const argv of [
      ['diff', '--', payload],
      ['diff', '--', 'HEAD', payload],
      ['validate', `--since=${payload}`],
      ['list', 'duties', `--rev=${payload}`],
    ]) {
      const { code, out, err } = await run(argv, { cwd: folder })
      // `...` and `--` are the commit itself; everything else is no revision.
      if (!['...', '', '--'].includes(payload)) expect([argv, code, out], err).toEqual([argv, 2, ''])
      expect(err).not.toContain('    at ')
    }
    expect(readdirSync(folder).sort()).toEqual(before)
  })
})
