import { appendFileSync } from 'node:fs'
import type { Command } from 'commander'
import type { Comparison } from '../changes/marks.ts'
import type { Context } from '../context.ts'
import type { Severity } from '../model/problem.ts'
import { UserError } from '../model/user-error.ts'
import type { FindingFormat } from '../render/findings/findings.ts'
import { validationOf } from '../render/findings/validation.ts'

export function addValidate(program: Command, context: Context): void {
  program
    .command('validate')
    .summary(context.say({ zh: '检查全部数据', en: 'check all the data' }))
    .description(
      context.say({
        zh: '检查全部数据：编码、YAML 语法、字段、引用和各条规则。有错误时退出码为 1。',
        en: 'Checks all the data: bytes, YAML, fields, references and rules. Exits with 1 where there are errors.',
      }),
    )
    .option(
      '--since <rev>',
      context.say({
        zh: '再检查从这个版本以来的改动：封账、印发的方案、删除（main... 指从 main 分出以来）',
        en: 'check, too, what changed since this revision: closed periods, the issued plan, deletion (main...: since it parted from main)',
      }),
    )
    .option('--strict', context.say({ zh: '有警告也算不通过', en: 'warnings fail too' }))
    .option(
      '--notes',
      context.say({ zh: '逐条显示已由口径解释的问题', en: 'show each problem that a ruling explains' }),
    )
    .action(async ({ since, strict, notes }: { since?: string; strict?: boolean; notes?: boolean }) => {
      const { findingFormats } = await import('../render/findings/findings.ts')
      const format = formatOf(context, findingFormats)
      const opened = await context.openPlan()
      const problems = await opened.problems(await comparisonSince(since, opened.commit, context))
      const failing: Severity[] = strict ? ['error', 'warning'] : ['error']
      if (problems.some(({ severity }) => failing.includes(severity))) context.exitCode = 1
      const validation = validationOf(opened, problems, failing, notes === true)
      if (format === 'github') summarize(context, await findingFormats.markdown(validation, context.screen))
      await context.give(await findingFormats[format](validation, context.screen))
    })
    .addHelpText(
      'after',
      context.say({
        zh: '\n例：\n  kepu validate\n  kepu validate --strict --format json\n  kepu validate --since main...    合并前的检查\n  kepu validate --format sarif -o kepu.sarif    另有 github、gitlab、junit、markdown、auto\n  kepu explain owner-unknown    某条规则是什么意思\n',
        en: '\nExamples:\n  kepu validate\n  kepu validate --strict --format json\n  kepu validate --since main...    the gate before a merge\n  kepu validate --format sarif -o kepu.sarif    also: github, gitlab, junit, markdown, auto\n  kepu explain owner-unknown    what a rule means\n',
      }),
    )
}

/** What changed since a revision: up to the revision that is validated, else up to the work tree. */
async function comparisonSince(
  since: string | undefined,
  head: string | null,
  context: Context,
): Promise<Comparison | undefined> {
  if (since === undefined) return undefined
  const fromFork = since.endsWith('...')
  const { sides } = await context.compare({ base: fromFork ? since.slice(0, -3) : since, head, fromFork })
  return (await import('../changes/compared-sides.ts')).comparedSides(sides)
}

/** The page of the job shows what is appended to this file. */
function summarize({ env }: Context, markdown: string): void {
  if (env.GITHUB_STEP_SUMMARY) appendFileSync(env.GITHUB_STEP_SUMMARY, markdown)
}

/** `--format auto`: annotations where the platform shows them, text anywhere else. */
function formatOf(
  { format, env, options }: Context,
  formats: Readonly<Record<FindingFormat, unknown>>,
): FindingFormat {
  if (format === 'auto') {
    if (env.GITHUB_ACTIONS === 'true' && options.output === undefined) return 'github'
    if (env.GITLAB_CI === 'true' && options.output !== undefined) return 'gitlab'
    return 'text'
  }
  if (Object.hasOwn(formats, format)) return format as FindingFormat
  const names = [...Object.keys(formats), 'auto']
  throw new UserError(2, {
    zh: `validate 没有“${format}”这种格式；可用：${names.join('、')}`,
    en: `validate has no format "${format}"; there are: ${names.join(', ')}`,
  })
}
