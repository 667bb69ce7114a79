import type { Command } from 'commander'
import type { Context } from '../context.ts'
import type { Plan } from '../model/plan.ts'
import { allEntities, entitiesOfClause, type FoundEntity } from '../reports/find.ts'
import { resolveName } from '../reports/names.ts'
import { officialClause, officialTextOf } from '../reports/official-clause.ts'
import { showAnswer } from '../reports/show.ts'

export function addShow(program: Command, context: Context): void {
  program
    .command('show')
    .argument('<id...>', context.say({ zh: '编号、名称或条款号', en: 'ids, names or clause numbers' }))
    .summary(context.say({ zh: '显示一个条目的全部内容', en: 'show one thing, whole' }))
    .action(async (written: string[]) => {
      const opened = await context.open()
      const { plan } = opened.asked
      const official = officialTextOf(plan)
      const clauses = written.flatMap(text => officialClause(plan, official, text))
      const found: FoundEntity[] = []
      for (const text of written) {
        const printed = clauses.some(clause => clause.written === text)
        found.push(...(printed ? entitiesOfClause(plan, text) : await findEntities(plan, text)))
      }
      await context.print(showAnswer(found, clauses, opened.asked), opened)
    })
    .addHelpText(
      'after',
      context.say({
        zh: '\n例：\n  kepu show T1\n  kepu show 区科协\n  kepu show 三（八）4        也可写 三(八)4、3.8.4\n',
        en: '\nExamples:\n  kepu show T1\n  kepu show kexie\n  kepu show 3.8.4           or 三（八）4\n',
      }),
    )
}

/**
 * What a person means by an id, a name, a part of it, pinyin, or a clause number (which may stand for several).
 * @throws UserError (2) where it is nothing, or more than one thing
 */
async function findEntities(plan: Plan, written: string): Promise<FoundEntity[]> {
  const ofClause = entitiesOfClause(plan, written)
  if (ofClause.length > 0) return ofClause
  return [await resolveName(written, [...allEntities(plan)], { zh: '条目', en: 'entity' })]
}
