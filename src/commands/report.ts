import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { nearest } from '../model/nearest.ts'
import type { Text } from '../model/text.ts'
import { UserError } from '../model/user-error.ts'
import { type ReportOptions, statusesOf } from '../reports/report-filters.ts'
import { type ReportName, reportNamed, reports } from '../reports/reports.ts'

type Written = ReportOptions & { readonly failOn?: string }

/** The options of reports, with their words; each report says which it takes. */
const optionWords: Readonly<Record<keyof ReportOptions, readonly [flags: string, word: Text]>> = {
  unit: ['--unit <unit>', { zh: '只看这个单位', en: 'only this unit' }],
  duty: [
    '--duty <duty>',
    { zh: '只看这项责任，或这一条款的', en: 'only this duty, or those of this clause' },
  ],
  year: ['--year <year>', { zh: '只看这一年到期的', en: 'only what ends in this year' }],
  status: [
    '--status <status>',
    {
      zh: '只看这些状态的（未报、missed……，可写几个）',
      en: 'only these statuses (unreported, missed …; several with commas)',
    },
  ],
  task: ['--task <task>', { zh: '只看这项任务', en: 'only this task' }],
  target: ['--target <target>', { zh: '只看这个目标', en: 'only this target' }],
  within: [
    '--within <days>',
    { zh: '几天之内到期的（默认 30d）', en: 'due within so many days (default: 30d)' },
  ],
  explain: ['--explain', { zh: '列出每个结论的依据', en: 'with the working of each verdict' }],
}

export function addReport(program: Command, context: Context): void {
  const { say } = context
  const names = Object.keys(reports) as ReportName[]
  const command = program
    .command('report')
    .argument('<name>', say({ zh: `哪一份：${names.join('、')}`, en: `which: ${names.join(', ')}` }))
    .argument(
      '[about]',
      say({ zh: 'unit 的单位，annual 的年份', en: 'the unit of unit, the year of annual' }),
    )
    .summary(say({ zh: '打印一份报告', en: 'print a report' }))
  addOptions(command, context, Object.keys(optionWords) as (keyof ReportOptions)[])
  command
    .action(async (name: string, about: string | undefined, options: Written) => {
      if (!Object.hasOwn(reports, name)) throw unknownReport(name, names)
      await printReport(context, name as ReportName, options, about)
    })
    .addHelpText(
      'after',
      say({
        zh: `\n报告：\n${names.map(name => `  ${name.padEnd(12)}${reports[name].summary.zh}`).join('\n')}\n\n例：\n  kepu report overview\n  kepu report compliance --duty town-activities --year 2018\n  kepu report compliance --unit 古荥镇 --explain\n  kepu report compliance --status 未报,未完成 -o 未完成.csv\n  kepu report unit 区科协\n  kepu report annual 2018\n  kepu report compliance --fail-on missed,unreported    有红的就退出 1，给 CI 用\n`,
        en: `\nReports:\n${names.map(name => `  ${name.padEnd(12)}${reports[name].summary.en}`).join('\n')}\n\nExamples:\n  kepu report overview\n  kepu report compliance --duty town-activities --year 2018\n  kepu report compliance --unit guxing --explain\n  kepu report compliance --status unreported,missed -o red.csv\n  kepu report unit kexie\n  kepu report annual 2018\n  kepu report compliance --fail-on missed,unreported    exits 1 where something is red, for CI\n`,
      }),
    )
}

export function addDue(program: Command, context: Context): void {
  const command = program.command('due').summary(
    context.say({
      zh: '过期、到期和没有报的（即 report due）',
      en: 'late, due, not reported (= report due)',
    }),
  )
  addOptions(command, context, reports.due.takes)
  command
    .action((options: Written) => printReport(context, 'due', options, undefined))
    .addHelpText(
      'after',
      context.say({
        zh: '\n例：\n  kepu due\n  kepu due --within 90天 --unit 古荥镇\n  kepu due --as-of 2018-12-01\n',
        en: '\nExamples:\n  kepu due\n  kepu due --within 90d --unit guxing\n  kepu due --as-of 2018-12-01\n',
      }),
    )
}

function addOptions(command: Command, { say }: Context, names: readonly (keyof ReportOptions)[]): void {
  for (const name of names) {
    const [flags, word] = optionWords[name]
    command.option(flags, say(word))
  }
  command.option(
    '--fail-on <statuses>',
    say({
      zh: '出现这些状态时退出码为 1，如 missed,unreported',
      en: 'exit with 1 where one of these statuses occurs, such as missed,unreported',
    }),
  )
}

async function printReport(
  context: Context,
  name: ReportName,
  { failOn, ...options }: Written,
  about: string | undefined,
): Promise<void> {
  const report = reportNamed(name)
  for (const option of Object.keys(options) as (keyof ReportOptions)[]) {
    if (!report.takes.includes(option)) throw notTaken(name, `--${option}`, report.takes)
  }
  if (failOn !== undefined && !report.fails) throw notTaken(name, '--fail-on', report.takes)
  const fatal = failOn === undefined ? undefined : statusesOf(failOn)
  if (report.argument && about === undefined) {
    throw new UserError(
      2,
      { zh: `report ${name} 要写明${report.argument.zh}`, en: `report ${name} needs ${report.argument.en}` },
      {
        zh: `kepu report ${name} <${report.argument.zh}>`,
        en: `kepu report ${name} <${report.argument.en}>`,
      },
    )
  }
  if (!report.argument && about !== undefined) {
    throw new UserError(2, { zh: `多出了“${about}”`, en: `"${about}" is too much` })
  }
  await context.answered(['report', name, options, about, failOn], async opened => {
    const answer = await report.answer(opened.asked, options, about ?? '')
    await context.print(answer, opened)
    const found = answer.statuses?.some(status => (fatal as ReadonlySet<string> | undefined)?.has(status))
    if (found) context.exitCode = 1
  })
}

function notTaken(name: string, flag: string, takes: readonly string[]): UserError {
  const others = takes.map(option => `--${option}`)
  return new UserError(
    2,
    { zh: `report ${name} 不能用 ${flag}`, en: `report ${name} does not take ${flag}` },
    others.length > 0
      ? { zh: `可以用 ${others.join('、')}`, en: `it takes ${others.join(', ')}` }
      : { zh: '它没有筛选条件', en: 'it takes no filter' },
  )
}

function unknownReport(name: string, names: readonly ReportName[]): UserError {
  const near = nearest(name, names)
  return new UserError(
    2,
    { zh: `没有“${name}”这份报告`, en: `there is no report "${name}"` },
    near[0]
      ? { zh: `最接近的是 ${near.join('、')}`, en: `the nearest is ${near.join(', ')}` }
      : {
          zh: `可以写：${names.map(known => `${known}（${reports[known].summary.zh}）`).join('、')}`,
          en: `there are: ${names.join(', ')}`,
        },
  )
}
