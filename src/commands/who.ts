import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { allEntities, entitiesOfClause, type FoundEntity } from '../reports/find.ts'
import { matching, onlyOne, resolveName } from '../reports/names.ts'
import { whoAnswer } from '../reports/who.ts'

export function addWho(program: Command, context: Context): void {
  program
    .command('who')
    .argument(
      '<task>',
      context.say({
        zh: '任务、措施、责任或目标的编号、名称或条款',
        en: 'the id, name or clause of a task, measure, duty or target',
      }),
    )
    .summary(context.say({ zh: '谁牵头、谁参与', en: 'who leads and who takes part' }))
    .option(
      '--expand',
      context.say({ zh: '把组展开成当天的成员', en: 'spell out the members of groups on the day' }),
    )
    .action(async (written: string, { expand }: { expand?: boolean }) => {
      const opened = await context.openPlan()
      const { plan } = opened.asked
      const ofClause = entitiesOfClause(plan, written)
      const { kind, id } = await findOwned(
        ofClause.length > 0 ? ofClause : [...allEntities(plan)],
        written,
        ofClause.length > 0,
      )
      await context.print(whoAnswer(kind, id, opened.asked, expand === true), opened)
    })
    .addHelpText(
      'after',
      context.say({
        zh: '\n例：\n  kepu who T1\n  kepu who 青少年              名称的一部分\n  kepu who T6 --expand         展开 各镇（街道）\n  kepu who town-plan           一项责任归谁\n',
        en: '\nExamples:\n  kepu who T1\n  kepu who 青少年              part of a title\n  kepu who T6 --expand         spell out 各镇（街道）\n  kepu who town-plan           who owes a duty\n',
      }),
    )
}

/** A part of a name rather means a task than a measure, and a measure than a duty. */
const tiers = [['task'], ['measure'], ['duty', 'target']]

/**
 * @param isClause all candidates stand under the clause that was written
 * @throws UserError (2) where the word means nothing that has owners, or more than one
 */
async function findOwned(
  all: readonly FoundEntity[],
  written: string,
  isClause: boolean,
): Promise<FoundEntity> {
  const word = { zh: '任务或责任', en: 'task or duty' }
  const owned = all.filter(({ kind }) => tiers.flat().includes(kind))
  const meant = isClause ? owned : await matching(written, owned)
  const tier = tiers
    .map(kinds => meant.filter(({ kind }) => kinds.includes(kind)))
    .find(found => found.length > 0)
  return isClause && tier ? onlyOne(written, tier, word) : resolveName(written, tier ?? owned, word)
}
