import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { examplePlan } from '../../src/rules/example-plan.ts'
import { committed, testGit } from '../git.ts'
import { run } from '../run.ts'
import { exampleRepository, scratch } from '../scratch.ts'

const path = process.env.PATH
afterEach(() => {
  process.env.PATH = path
})

/** Objects of a repository that no pack holds. */
const looseObjects = (folder: string): readonly string[] =>
  readdirSync(join(folder, '.git/objects'), { recursive: true, encoding: 'utf8' })
    .filter(name => /^[0-9a-f]{2}.[0-9a-f]{38}$/.test(name))
    .map(name => join(folder, '.git/objects', name))

/** A committed repository, spoilt. */
const spoilt = (spoil: (folder: string, git: (...args: string[]) => string) => void): string => {
  const folder = exampleRepository()
  const { git, commit } = committed(folder)
  commit('第二次')
  spoil(folder, git)
  return folder
}
const write = (file: string, text: string) => (folder: string) => writeFileSync(join(folder, file), text)
const noGit = () => {
  process.env.PATH = scratch({ readme: '' })
}

/** How a repository may be: each with where the plan is, and true where git can still tell of the past. */
const setups: Readonly<Record<string, readonly [make: () => string, hasPast: boolean]>> = {
  'no git repository': [() => exampleRepository(), false],
  'no program git': [() => spoilt(noGit), false],
  'a program git that fails': [
    () =>
      spoilt(() => {
        const folder = scratch({ git: '#!/bin/sh\nexit 127\n' })
        chmodSync(join(folder, 'git'), 0o755)
        process.env.PATH = folder
      }),
    false,
  ],
  'a program git that says nonsense': [
    () =>
      spoilt(() => {
        const folder = scratch({ git: '#!/bin/sh\nprintf "nonsense\\0\\n\\377"\n' })
        chmodSync(join(folder, 'git'), 0o755)
        process.env.PATH = folder
      }),
    false,
  ],
  'no commit yet': [
    () => {
      const folder = exampleRepository()
      testGit(folder).git('init', '-q', '-b', 'main')
      return folder
    },
    false,
  ],
  'a branch that is gone': [() => spoilt(write('.git/HEAD', 'ref: refs/heads/gone\n')), false],
  'a head that is nonsense': [() => spoilt(write('.git/HEAD', 'nonsense')), false],
  'an empty head': [() => spoilt(write('.git/HEAD', '')), false],
  'a head without its commit': [() => spoilt(write('.git/HEAD', `${'1'.repeat(40)}\n`)), false],
  'a detached head': [() => spoilt((_, git) => void git('checkout', '-q', '--detach')), true],
  'an index that is locked': [() => spoilt(write('.git/index.lock', '')), true],
  'a head that is locked': [() => spoilt(write('.git/HEAD.lock', '')), true],
  'an index that is damaged': [() => spoilt(write('.git/index', 'nonsense')), true],
  'no index': [() => spoilt(folder => rmSync(join(folder, '.git/index'))), true],
  'no objects': [() => spoilt(folder => rmSync(join(folder, '.git/objects'), { recursive: true })), false],
  'objects that are damaged': [
    () =>
      spoilt(folder => {
        for (const object of looseObjects(folder)) {
          chmodSync(object, 0o644)
          writeFileSync(object, 'nonsense')
        }
      }),
    false,
  ],
  'objects that are empty': [
    () =>
      spoilt(folder => {
        for (const object of looseObjects(folder)) {
          chmodSync(object, 0o644)
          writeFileSync(object, '')
        }
      }),
    false,
  ],
  'a configuration that is nonsense': [() => spoilt(write('.git/config', '[core\n\u0000')), false],
  'a format of the future': [
    () => spoilt(write('.git/config', '[core]\n\trepositoryformatversion = 99\n')),
    false,
  ],
  'a file .git that leads nowhere': [
    () =>
      spoilt(folder => {
        rmSync(join(folder, '.git'), { recursive: true })
        writeFileSync(join(folder, '.git'), 'gitdir: ../gone\n')
      }),
    false,
  ],
  'a link .git that leads to itself': [
    () =>
      spoilt(folder => {
        rmSync(join(folder, '.git'), { recursive: true })
        symlinkSync('.git', join(folder, '.git'))
      }),
    false,
  ],
  'packs alone': [() => spoilt((_, git) => void git('gc', '-q')), true],
  'a merge that is under way': [() => spoilt(write('.git/MERGE_HEAD', `${'1'.repeat(40)}\n`)), true],
  'files of git-lfs in place of evidence': [
    () => {
      const folder = exampleRepository({
        'evidence/film.mp4': `version https://git-lfs.github.com/spec/v1\noid sha256:${'1'.repeat(64)}\nsize 9\n`,
      })
      committed(folder).commit('第二次')
      return folder
    },
    true,
  ],
  'a submodule': [
    () => {
      const inner = spoilt(() => {})
      const outer = scratch({ readme: '' })
      const { git, commit } = committed(outer)
      git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner, 'plan')
      commit('子模块')
      return join(outer, 'plan')
    },
    true,
  ],
  'names in other letters': [
    () => {
      const top = scratch({ readme: '' })
      const folder = join(top, '空 格\n换行 $(touch pwned)')
      mkdirSync(folder)
      for (const file of Object.keys(examplePlan)) {
        cpSync(join(exampleRepository(), file), join(folder, file), { recursive: true })
      }
      committed(folder).commit('第二次')
      return folder
    },
    true,
  ],
  'objects of another hash': [
    () => {
      const folder = exampleRepository()
      const { git, commit } = testGit(folder)
      git('init', '-q', '-b', 'main', '--object-format=sha256')
      commit('首次')
      commit('第二次')
      return folder
    },
    true,
  ],
}

const now = '2019-07-01T10:00:00+08:00'
const needsNone: readonly (readonly string[])[] = [
  ['validate'],
  ['list', 'records'],
  ['report', 'compliance'],
  ['who', 'T1'],
  ['record', 'activity', '--date=2018-10-09', '--unit=区科协', '--title=讲座'],
]
const needsGit: readonly (readonly string[])[] = [
  ['diff', 'HEAD~1', 'HEAD'],
  ['validate', '--since', 'HEAD~1'],
  ['log', 'T1'],
  ['list', 'duties', '--rev', 'HEAD~1'],
  ['list', 'duties', '--rev', '2019-06-01'],
]

describe.runIf(process.platform === 'linux').each(Object.entries(setups))(
  'where there is %s',
  (_, [make, hasPast]) => {
    it('what asks for the present is answered', async () => {
      const cwd = make()
      for (const argv of needsNone) {
        const { code, err } = await run(argv, { cwd, now })
        expect([argv, code], err).toEqual([argv, 0])
      }
      expect(existsSync(join(cwd, 'pwned'))).toBe(false)
    })

    it(hasPast ? 'the past is told' : 'the past cannot be told, and that is said in words', async () => {
      const cwd = make()
      for (const argv of needsGit) {
        const { code, out, err } = await run(argv, { cwd, now })
        expect([argv, out, err].join('\n')).not.toMatch(/程序内部出错| {4}at |undefined|\[object/)
        if (hasPast) expect([argv, code], err).toEqual([argv, 0])
        else {
          expect([argv, code]).toEqual([argv, expect.toBeOneOf([2, 3])])
          expect(out).toBe('')
          expect(err).toMatch(/\p{Script=Han}/u)
        }
      }
    })
  },
)
