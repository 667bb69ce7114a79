import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, resolve } from 'node:path'
import type { Text } from '../model/text.ts'
import { UserError } from '../model/user-error.ts'
import type { Location } from './find.ts'
import { git } from './git.ts'
import { makeFolder, writeWhole, writingError } from './write.ts'

/** The hook is known by this line. */
const mark = '# kepu hook'

/**
 * Installs the check as the pre-commit hook of the repository. A hook of somebody else's is left alone.
 * @returns the file as it is shown, and whether it was there already
 * @throws UserError (2) where there is no git repository, or another hook or framework is in the way
 */
export async function installHook({ root, prefix }: Location): Promise<{
  readonly file: string
  readonly was: 'new' | 'there'
}> {
  const top = await answer(root, ['rev-parse', '--show-toplevel'])
  const common = await answer(root, ['rev-parse', '--git-common-dir'])
  if (top === null || common === null) {
    throw new UserError(
      2,
      { zh: '这里不是 git 仓库', en: 'this is no git repository' },
      { zh: '先运行 git init', en: 'run git init first' },
    )
  }
  if (existsSync(join(top, '.pre-commit-config.yaml'))) throw framework()
  const hooks = await hooksFolder(root, top, resolve(root, common))
  const path = join(hooks, 'pre-commit')
  const file = relative(top, path).replaceAll('\\', '/')
  const before = existsSync(path) ? readFileSync(path, 'utf8') : undefined
  const script = scriptFor(prefix)
  if (before === script && isExecutable(path)) return { file, was: 'there' }
  if (before !== undefined && !before.includes(mark)) throw taken(file)
  try {
    makeFolder(dirname(path))
  } catch (error) {
    throw writingError(error, file)
  }
  writeWhole(path, script, file, 0o755)
  return { file, was: 'new' }
}

/** git passes over a hook that is not, without a word. */
function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Where git looks for hooks. A folder outside the repository serves others too, and is not ours to write to. */
async function hooksFolder(root: string, top: string, common: string): Promise<string> {
  const configured = await configuredFolder(root)
  if (configured === undefined) return join(common, 'hooks')
  const folder = resolve(top, configured)
  const inside = relative(top, folder)
  if (inside !== '' && !inside.startsWith('..') && !isAbsolute(inside)) return folder
  throw new UserError(
    2,
    {
      zh: `git 的 core.hooksPath 指向仓库以外的“${configured}”`,
      en: `core.hooksPath of git points outside the repository, to "${configured}"`,
    },
    addLine,
  )
}

/** Each file of the configuration is asked by itself: our own calls set the value to nothing. */
async function configuredFolder(root: string): Promise<string | undefined> {
  for (const scope of ['--local', '--global', '--system']) {
    const value = await answer(root, [
      'config',
      scope,
      '--includes',
      '--type=path',
      '--get',
      'core.hooksPath',
    ])
    if (value) return value
  }
  return undefined
}

async function answer(root: string, args: readonly string[]): Promise<string | null> {
  const output = await git(root, args)
  return output && new TextDecoder().decode(output).replace(/\r?\n$/, '')
}

const addLine: Text = {
  zh: '在原有的 pre-commit 钩子里加一行：kepu hook run',
  en: 'add a line to the pre-commit hook that is there: kepu hook run',
}

const taken = (file: string) =>
  new UserError(
    2,
    { zh: `已有别的钩子“${file}”，没有改动它`, en: `there is another hook, "${file}"; it was left alone` },
    addLine,
  )

const framework = () =>
  new UserError(
    2,
    {
      zh: '这个仓库用 pre-commit 框架管理钩子',
      en: 'the hooks of this repository are run by the pre-commit framework',
    },
    {
      zh: '在 .pre-commit-config.yaml 的 repos 下加：\n  - repo: local\n    hooks:\n      - id: kepu\n        name: kepu\n        entry: kepu hook run\n        language: system\n        pass_filenames: false',
      en: 'add to `repos` in .pre-commit-config.yaml:\n  - repo: local\n    hooks:\n      - id: kepu\n        name: kepu\n        entry: kepu hook run\n        language: system\n        pass_filenames: false',
    },
  )

/** The hook runs at the top of the work tree; data that is not found from there is named. */
function scriptFor(prefix: string): string {
  const isFound = prefix === '' || prefix === 'data/'
  const run = isFound ? 'kepu hook run' : `kepu -C ${quoted(prefix)} hook run`
  return `#!/bin/sh
${mark}: 提交前检查已暂存的方案数据；确需跳过时用 git commit --no-verify
if command -v kepu >/dev/null 2>&1; then
  exec ${run}
fi
if [ -x node_modules/.bin/kepu ]; then
  exec node_modules/.bin/${run}
fi
echo '没有找到 kepu，无法检查方案数据（kepu was not found）' >&2
exit 1
`
}

/** A word of the shell, whatever it holds. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`
