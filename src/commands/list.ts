import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { nearest } from '../model/nearest.ts'
import { UserError } from '../model/user-error.ts'
import { bareFilters, filterWords, type WrittenFilters } from '../reports/filters.ts'
import { type ListName, listAnswer, lists } from '../reports/list.ts'

interface Options extends WrittenFilters {
  readonly sort?: string
  readonly limit?: string
}

export function addList(program: Command, context: Context): void {
  const { say } = context
  const names = Object.keys(lists)
  const command = program
    .command('list')
    .argument('<kind>', say({ zh: `列什么：${names.join('、')}`, en: `what to list: ${names.join(', ')}` }))
    .summary(say({ zh: '列出一类条目，可筛选', en: 'list the entities of a kind' }))
  for (const [name, word] of Object.entries(filterWords)) {
    command.option(bareFilters.has(name) ? `--${name}` : `--${name} <${name}>`, say(word))
  }
  command
    .option(
      '--sort <field>',
      say({ zh: '按字段排序；前面加 - 为倒序', en: 'sort by a field; with - in front, backwards' }),
    )
    .option('--limit <n>', say({ zh: '只列前几条', en: 'only the first so many' }))
    .action(async (name: string, { sort, limit, ...filters }: Options) => {
      if (!Object.hasOwn(lists, name)) throw unknownList(name, names)
      const opened = await (name === 'records' ? context.open() : context.openPlan())
      const answer = await listAnswer(name as ListName, opened.asked, filters, sort, countOf(limit))
      await context.print(answer, opened)
    })
    .addHelpText(
      'after',
      say({
        zh: '\n例：\n  kepu list tasks --lead 区科协\n  kepu list duties --unowned           没有写明单位的责任\n  kepu list duties --unit 古荥镇 --modality must\n  kepu list records --year 2018 --sort date\n  kepu list records --year 2018 --unevidenced     还缺佐证的记录\n  kepu list units --format csv\n',
        en: '\nExamples:\n  kepu list tasks --lead kexie\n  kepu list duties --unowned           duties for which nobody is named\n  kepu list duties --unit guxing --modality must\n  kepu list records --year 2018 --sort date\n  kepu list records --year 2018 --unevidenced     records that lack evidence\n  kepu list units --format csv\n',
      }),
    )
}

function countOf(limit: string | undefined): number {
  if (limit === undefined) return Number.POSITIVE_INFINITY
  const count = Number(limit.normalize('NFKC'))
  if (Number.isInteger(count) && count > 0) return count
  throw new UserError(
    2,
    { zh: `“${limit}”不是条数`, en: `"${limit}" is not a count` },
    { zh: '写正整数，如 20', en: 'write a whole number, such as 20' },
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
