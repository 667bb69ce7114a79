import { join, relative } from 'node:path'
import type { Context, Opened } from '../context.ts'
import { safe } from '../render/safe.ts'
import { gitTop } from '../repository/find.ts'

/** What a shell would act on, in any shell that people use; to PowerShell curly quotes end what straight ones begin. */
const acting = /["'`$\\!%^&|<>\r\n“”„‘’‚‛]/g

/** Says how what was written is committed: what is not committed is not recorded. */
export async function commitHint(
  files: readonly string[],
  message: string,
  { repository }: Opened,
  context: Context,
): Promise<void> {
  const { root } = repository
  const top = gitTop(root)
  if (top === undefined) return
  const isHere = gitTop(context.cwd) === top
  const [first = ''] = files
  const path = relative(isHere ? context.cwd : root, join(root, files.length === 1 ? first : 'records'))
  const git = isHere ? 'git' : `git -C ${quoted(root)}`
  const words = [...safe(message).replaceAll(/[“„]/g, '「').replaceAll('”', '」').replaceAll(acting, ' ')]
    .slice(0, 100)
    .join('')
  const line = `${git} add ${quoted(path.replaceAll('\\', '/'))} && ${git} commit -m "${words}"`
  context.talk({
    zh: `尚未提交，提交后才算登记：\n  ${line}`,
    en: `Not committed yet; it counts once it is:\n  ${line}`,
  })
}

/** A path as one word of a shell; what would act within double quotes is taken by single ones, which cmd.exe lacks. */
function quoted(path: string): string {
  const shown = safe(path)
  if (/^[\w./-]+$/.test(shown)) return shown
  if (shown.search(acting) < 0) return `"${shown}"`
  return process.platform === 'win32' ? `"${shown}"` : `'${shown.replaceAll("'", "'\\''")}'`
}
