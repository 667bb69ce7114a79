import type { Context } from '../context.ts'
import { plural } from '../model/text.ts'
import { UserError } from '../model/user-error.ts'
import { safe, uncommanded } from '../render/safe.ts'

/** One line on the repository around here, below the help of a bare `kepu`; nothing where there is none. */
export async function stateLine(context: Context): Promise<void> {
  try {
    const { repository, asked, errors } = await context.openPlan()
    const files = [
      ...repository.files.filter(({ kind }) => kind.startsWith('records/')).map(({ file }) => file),
      ...repository.unread.flatMap(({ path, names }) => names.map(name => `${path}/${name}`)),
    ]
    const { isInGit } = await import('../repository/find.ts')
    const { uncommitted } = await import('../repository/uncommitted.ts')
    const open = isInGit(repository.root) ? await uncommitted(repository, files) : null
    const faults = await errors()
    const title = safe(asked.plan.sheet?.title ?? repository.root)
    const parts = [
      { zh: `${files.length} 条记录`, en: plural(files.length, 'record') },
      ...(open === null
        ? []
        : open === 0
          ? [{ zh: '都已提交', en: 'all committed' }]
          : [{ zh: `${open} 条尚未提交（提交后才算登记）`, en: `${open} not committed yet` }]),
      ...(faults > 0
        ? [{ zh: `${faults} 个错误（kepu validate）`, en: `${plural(faults, 'error')} (kepu validate)` }]
        : []),
    ]
    const line = `\n${title}${context.say({ zh: '：', en: ': ' })}${parts.map(context.say).join(context.say({ zh: '，', en: ', ' }))}\n`
    context.write(uncommanded(line))
  } catch (error) {
    // Outside of a repository there is nothing to say.
    if (!(error instanceof UserError)) throw error
  }
}
