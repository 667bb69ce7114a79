import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { nearest } from '../model/nearest.ts'
import type { Plan } from '../model/plan.ts'
import { UserError } from '../model/user-error.ts'
import { type FoundEntity, findable, findEntities } from '../reports/find.ts'
import { showAnswer } from '../reports/show.ts'

export function addShow(program: Command, context: Context): void {
  program
    .command('show')
    .argument('<id...>', context.say({ zh: '编号、名称或条款号', en: 'ids, names or clause numbers' }))
    .summary(context.say({ zh: '显示一个条目的全部内容', en: 'show one thing, whole' }))
    .action(async (written: string[]) => {
      const opened = await context.open()
      const found = written.flatMap(text => findOrThrow(opened.asked.plan, text))
      await context.print(showAnswer(found, opened.asked), opened)
    })
    .addHelpText(
      'after',
      context.say({
        zh: '\n例：\n  kepu show T1\n  kepu show 区科协\n  kepu show 三（八）4\n',
        en: '\nExamples:\n  kepu show T1\n  kepu show 区科协\n  kepu show 3.8.4\n',
      }),
    )
}

/** @throws UserError (2) where nothing is called so */
export function findOrThrow(plan: Plan, written: string): FoundEntity[] {
  const found = findEntities(plan, written)
  if (found.length > 0) return found
  const near = nearest(written, findable(plan))
  throw new UserError(
    2,
    { zh: `找不到“${written}”`, en: `nothing is called "${written}"` },
    near[0]
      ? { zh: `最接近的是 ${near.join('、')}`, en: `the nearest is ${near.join(', ')}` }
      : { zh: '用 kepu list 查看有哪些编号', en: 'kepu list shows the ids there are' },
  )
}
