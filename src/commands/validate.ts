import type { Command } from 'commander'
import type { Context, Opened } from '../context.ts'
import type { Problem, Severity } from '../model/problem.ts'
import { plural, type Text } from '../model/text.ts'
import { UserError } from '../model/user-error.ts'
import { renderJson } from '../render/json.ts'
import { renderProblems } from '../render/problems.ts'
import { sampleBanner } from '../render/sample.ts'
import { cell, column, type View } from '../reports/view.ts'

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
    .option('--strict', context.say({ zh: '有警告也算不通过', en: 'warnings fail too' }))
    .option(
      '--notes',
      context.say({ zh: '逐条显示已由口径解释的问题', en: 'show each problem that a ruling explains' }),
    )
    .action(async ({ strict, notes }: { strict?: boolean; notes?: boolean }) => {
      const opened = await context.open()
      const problems = await opened.problems()
      const failing: Severity[] = strict ? ['error', 'warning'] : ['error']
      if (problems.some(({ severity }) => failing.includes(severity))) context.exitCode = 1
      await context.give(await render(context, opened, problems, notes === true))
    })
    .addHelpText(
      'after',
      context.say({
        zh: '\n例：\n  kepu validate\n  kepu validate --strict --format json\n  kepu explain owner-unknown    某条规则是什么意思\n',
        en: '\nExamples:\n  kepu validate\n  kepu validate --strict --format json\n  kepu explain owner-unknown    what a rule means\n',
      }),
    )
}

async function render(
  context: Context,
  opened: Opened,
  problems: readonly Problem[],
  everyNote: boolean,
): Promise<string> {
  const { renderText } = await import('../render/text.ts')
  const {
    repository,
    asked: { plan, day },
  } = opened
  const { format } = context
  if (format === 'json') {
    const envelope = {
      kind: 'validate',
      plan: plan.sheet?.id ?? null,
      asOf: day,
      rev: opened.commit,
      ...(plan.sheet?.sample && { sample: true as const }),
    }
    return renderJson(envelope, {
      ok: !problems.some(({ severity }) => severity === 'error'),
      files: repository.files.length,
      records: recordFiles(repository),
      problems: problems.map(problem => asJson(problem, context.say)),
    })
  }
  if (format !== 'text') {
    throw new UserError(2, {
      zh: `validate 没有“${format}”这种格式；可用：text、json`,
      en: `validate has no format "${format}"; there are: text, json`,
    })
  }
  const told = problems.filter(({ severity, ruling }) => everyNote || severity !== 'note' || !ruling)
  const explained = problems.filter(problem => !told.includes(problem))
  const view: View = [
    ...(explained.length > 0 ? [explainedNotes(explained)] : []),
    { text: summary(problems, opened) },
  ]
  const banner = plan.sheet?.sample ? `${sampleBanner(context.screen)}\n\n` : ''
  const frames = told.length > 0 ? `${renderProblems(told, context.screen)}\n\n` : ''
  return banner + frames + (await renderText(view, context.screen))
}

function asJson(
  { source, message, hint, related, ...problem }: Problem,
  say: (text: Text) => string,
): object {
  const { rule, severity, file, line, column: start, endColumn, ruling } = problem
  return {
    rule,
    severity,
    file,
    line,
    column: start,
    endColumn,
    message: say(message),
    hint: hint && say(hint),
    ruling,
    related: related.map(({ file, line, column, message }) => ({
      file,
      line,
      column,
      message: say(message),
    })),
  }
}

/** The plan's own faults that rulings explain, one line a ruling. */
function explainedNotes(notes: readonly Problem[]): View[number] {
  const groups = new Map<string, Problem[]>()
  for (const note of notes) {
    const key = `${note.ruling} ${note.rule}`
    groups.set(key, [...(groups.get(key) ?? []), note])
  }
  return {
    table: {
      title: {
        zh: '方案自身的问题，均有口径解释',
        en: 'faults of the plan itself, each explained by a ruling',
      },
      columns: [
        column('口径', 'Ruling'),
        column('规则', 'Rule'),
        column('处', 'Places', 'right'),
        column('首处', 'First'),
      ],
      rows: [...groups.values()].map(([first, ...others]) => [
        cell(first?.ruling),
        cell(first?.rule),
        cell(others.length + 1),
        cell(`${first?.file}:${first?.line}`, 'faint'),
      ]),
    },
  }
}

const recordFiles = ({ files }: Opened['repository']): number =>
  files.filter(({ kind }) => kind.startsWith('records/')).length

function summary(problems: readonly Problem[], { repository }: Opened): Text {
  const files = repository.files.length
  const records = recordFiles(repository)
  const count = (severity: Severity) => problems.filter(problem => problem.severity === severity).length
  const [errors, warnings, notes] = [count('error'), count('warning'), count('note')]
  return {
    zh: `${errors === 0 ? '通过' : '不通过'}：${files} 个文件，其中 ${records} 条记录；${errors} 个错误，${warnings} 个警告，${notes} 个说明。`,
    en: `${errors === 0 ? 'Passed' : 'Failed'}: ${plural(files, 'file')}, ${plural(records, 'record')} among them; ${plural(errors, 'error')}, ${plural(warnings, 'warning')}, ${plural(notes, 'note')}.`,
  }
}
