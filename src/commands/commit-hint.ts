import type { Context, Opened } from '../context.ts'
import { safe } from '../render/safe.ts'
import { isInGit } from '../repository/find.ts'

/** What a shell would act on, in any shell that people use. */
const acting = /["'`$\\!%^&|<>\r\n]/g

/** Says how what was written is committed: what is not committed is not recorded. */
export async function commitHint(
  files: readonly string[],
  message: string,
  { repository }: Opened,
  context: Context,
): Promise<void> {
  if (!isInGit(repository.root)) return
  const { prefix } = repository
  const [first = ''] = files
  const path = files.length === 1 ? prefix + first : `${prefix}records`
  const quoted = /^[\w./-]+$/.test(path) ? path : `"${path.replaceAll(acting, '?')}"`
  const line = `git add ${quoted} && git commit -m "${safe(message).replaceAll(acting, ' ').slice(0, 100)}"`
  context.talk({
    zh: `尚未提交，提交后才算登记：\n  ${line}`,
    en: `Not committed yet; it counts once it is:\n  ${line}`,
  })
}
