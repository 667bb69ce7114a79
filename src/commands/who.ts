import type { Command } from 'commander'
import type { Context } from '../context.ts'
import type { Task } from '../model/entities.ts'
import type { Plan } from '../model/plan.ts'
import { UserError } from '../model/user-error.ts'
import { whoAnswer } from '../reports/who.ts'
import { findOrThrow } from './show.ts'

export function addWho(program: Command, context: Context): void {
  program
    .command('who')
    .argument(
      '<task>',
      context.say({ zh: '任务或措施的编号、名称', en: 'the id or name of a task or measure' }),
    )
    .summary(context.say({ zh: '谁牵头、谁参与', en: 'who leads and who takes part' }))
    .action(async (written: string) => {
      const opened = await context.open()
      await context.print(whoAnswer(taskOf(opened.asked.plan, written), opened.asked), opened)
    })
    .addHelpText(
      'after',
      context.say({
        zh: '\n例：\n  kepu who T1\n  kepu who 青少年科学素质行动\n  kepu who T8.4 --format json\n',
        en: '\nExamples:\n  kepu who T1\n  kepu who 青少年科学素质行动\n  kepu who T8.4 --format json\n',
      }),
    )
}

/** The task that is meant; a measure means its task. */
function taskOf(plan: Plan, written: string): Task {
  const ids = findOrThrow(plan, written).map(({ kind, entity }) =>
    kind === 'measure' ? plan.measures.find(({ id }) => id === entity.id)?.task : entity.id,
  )
  const task = plan.tasks.find(({ id }) => ids.includes(id))
  if (task) return task
  throw new UserError(
    2,
    { zh: `“${written}”不是任务`, en: `"${written}" is not a task` },
    { zh: '任务是 T1、T2……，见 kepu list tasks', en: 'tasks are T1, T2 …; see kepu list tasks' },
  )
}
