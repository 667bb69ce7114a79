import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { nearest } from '../model/nearest.ts'
import { UserError } from '../model/user-error.ts'
import { type ListName, listAnswer, lists } from '../reports/list.ts'

export function addList(program: Command, context: Context): void {
  const names = Object.keys(lists)
  program
    .command('list')
    .argument(
      '<kind>',
      context.say({ zh: `列什么：${names.join('、')}`, en: `what to list: ${names.join(', ')}` }),
    )
    .summary(context.say({ zh: '列出一类条目', en: 'list the entities of a kind' }))
    .action(async (name: string) => {
      if (!Object.hasOwn(lists, name)) throw unknownList(name, names)
      const opened = await context.open()
      await context.print(listAnswer(name as ListName, opened.asked), opened)
    })
    .addHelpText(
      'after',
      context.say({
        zh: '\n例：\n  kepu list tasks\n  kepu list duties --format json\n  kepu list units --format csv\n',
        en: '\nExamples:\n  kepu list tasks\n  kepu list duties --format json\n  kepu list units --format csv\n',
      }),
    )
}

function unknownList(name: string, names: readonly string[]): UserError {
  const near = nearest(name, names)
  return new UserError(
    2,
    { zh: `不能列“${name}”`, en: `"${name}" cannot be listed` },
    near[0]
      ? { zh: `最接近的是 ${near.join('、')}`, en: `the nearest is ${near.join(', ')}` }
      : { zh: `可以列：${names.join('、')}`, en: `there are: ${names.join(', ')}` },
  )
}
