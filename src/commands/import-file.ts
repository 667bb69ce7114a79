import { readFileSync } from 'node:fs'
import { extname, posix, resolve } from 'node:path'
import type { Context, Opened } from '../context.ts'
import { type Form, formOf } from '../forms/form.ts'
import { plural, type Text } from '../model/text.ts'
import { UserError } from '../model/user-error.ts'
import { amendmentOf, assertOpen, openForCheck, unreadFiles } from '../records/admission.ts'
import { type Columns, columnsOf, mappingText } from '../records/columns.ts'
import { evidenceValue } from '../records/evidence-value.ts'
import {
  type ImportPlan,
  nearTwins,
  planImport,
  type ReadyRow,
  type RejectedRow,
  type RowProblem,
  rowProblem,
} from '../records/import-rows.ts'
import { cannotRead, recordFolders, recordText } from '../records/record-file.ts'
import { safe, safeLine } from '../render/safe.ts'
import { type Answer, cell, column } from '../reports/view.ts'
import { createAll } from '../repository/transaction.ts'
import { codeOf, workTree } from '../repository/tree.ts'
import { wordsOf } from '../repository/words.ts'
import { findingsIn } from '../rules/check.ts'
import { openSheet } from '../sheets/open-sheet.ts'
import type { Sheet } from '../sheets/sheet.ts'
import { commitHint } from './commit-hint.ts'
import { finishOthers } from './finish-others.ts'
import type { ImportOptions } from './import.ts'
import { kindOf } from './record.ts'

/** Imports a sheet: opened, mapped, read, validated as a whole, written as a whole. */
export async function importFile(file: string, options: ImportOptions, context: Context): Promise<void> {
  const opened = await context.open()
  const { repository } = opened
  finishOthers(repository.root, context)
  const words = wordsOf(repository.plan)
  const kinds = options.kind === undefined ? repository.plan.recordKinds : [kindOf(options.kind, opened)]
  const forms = kinds.map(kind => formOf(words, kind))
  const { sheet, columns } = await chosenSheet(file, forms, options, context)
  const mapping = mappingText(columns)
  context.talk({ zh: safeLine(mapping.zh), en: safeLine(mapping.en) })
  const progress = context.progress({ zh: '读取', en: 'reading' })
  const read = await planImport(sheet, columns, {
    plan: repository.plan,
    today: opened.today,
    location: repository,
    words,
    forms,
    naming: {
      tree: workTree(repository.root),
      folders: recordFolders(repository, repository.plan.recordKinds),
    },
    evidence: text => evidenceValue(text, repository.root, context.cwd),
    progress: done => progress.at(done, sheet.rows.length),
  })
  progress.end()
  const plan = await validated(admitted(read, columns, options, opened), columns, opened)
  tellTwins(plan.ready, opened, context)
  const writes = options.dryRun !== true && (plan.rejected.length === 0 || options.partial === true)
  if (writes) {
    const writing = context.progress({ zh: '写入', en: 'writing' })
    createAll(repository.root, plan.ready, done => writing.at(done, plan.ready.length))
    writing.end()
  }
  if (plan.rejected.length > 0) context.exitCode = 1
  await context.print(answerOf(plan, writes, options, repository.prefix, context.say), opened)
  if (writes && options.partial && plan.rejected.length > 0)
    await saveRejected(file, sheet, columns, plan.rejected, opened.today, context)
  if (writes && plan.ready.length > 0) {
    const files = plan.ready.map(row => row.file)
    await commitHint(files, `记录：导入 ${plan.ready.length} 条`, opened, context)
  }
}

/** The sheet whose heads fit; where several do, the person says which. */
async function chosenSheet(
  file: string,
  forms: readonly Form[],
  { sheet: name, encoding }: ImportOptions,
  context: Context,
): Promise<{ readonly sheet: Sheet; readonly columns: Columns }> {
  const expected = forms.flatMap(form =>
    form.fields.flatMap(({ key, word, also }) => [key, word.zh, ...also]),
  )
  const opened = await openSheet(bytesOf(file, context), file, { encoding, expected })
  if (opened.encoding) {
    context.talk({ zh: `编码：${opened.encoding}`, en: `encoding: ${opened.encoding}` })
  }
  const asked = name === undefined ? opened.sheets : opened.sheets.filter(sheet => sheet.name === name)
  if (asked.length === 0) throw noSheet(name, opened.sheets)
  let refusal: UserError | undefined
  const fitting = asked.flatMap(sheet => {
    try {
      const columns = columnsOf(sheet, forms)
      return columns ? [{ sheet, columns }] : []
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      // A sheet of sums beside the list need not fit.
      refusal ??= error
      return []
    }
  })
  const [first, second] = fitting
  if (!first) {
    if (refusal) throw refusal
    throw new UserError(
      1,
      { zh: `“${file}”里找不到表头`, en: `no row of heads was found in "${file}"` },
      {
        zh: '第一行写字段名称，如 日期、单位、名称；可以先用 kepu template 生成表格',
        en: 'the first row names the fields, such as date, unit, title; kepu template makes such a workbook',
      },
    )
  }
  if (second) {
    throw new UserError(
      2,
      {
        zh: `有 ${fitting.length} 张表都可以导入：${fitting.map(({ sheet }) => sheet.name).join('、')}`,
        en: `${fitting.length} sheets could be imported: ${fitting.map(({ sheet }) => sheet.name).join(', ')}`,
      },
      { zh: '用 --sheet 写明哪一张', en: 'name one with --sheet' },
    )
  }
  return first
}

const noSheet = (name: string | undefined, sheets: readonly Sheet[]): UserError =>
  new UserError(
    2,
    name === undefined
      ? { zh: '文件里没有工作表', en: 'the file holds no sheet' }
      : { zh: `没有叫“${name}”的工作表`, en: `there is no sheet "${name}"` },
    {
      zh: `现有：${sheets.map(sheet => sheet.name).join('、')}`,
      en: `there are: ${sheets.map(sheet => sheet.name).join(', ')}`,
    },
  )

function bytesOf(file: string, { cwd }: Context): Uint8Array {
  try {
    return readFileSync(resolve(cwd, file))
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOENT')
      throw new UserError(2, { zh: `没有“${file}”这个文件`, en: `there is no file "${file}"` })
    if (code === 'EISDIR') throw new UserError(2, { zh: `“${file}”是文件夹`, en: `"${file}" is a folder` })
    if (code === 'EBUSY') {
      throw new UserError(
        3,
        { zh: `“${file}”正在别的程序里开着，读不了`, en: `another program holds "${file}" open` },
        { zh: '在 Excel 或 WPS 里保存并关掉它，再试', en: 'save it and close it there, and try again' },
      )
    }
    if (code === 'EACCES' || code === 'EPERM') {
      throw new UserError(3, { zh: `没有读取“${file}”的权限`, en: `"${file}" may not be read` })
    }
    throw error
  }
}

/** Closed periods bind an import too; an amendment is put into every row. */
function admitted(
  read: ImportPlan,
  columns: Columns,
  { amendment }: ImportOptions,
  opened: Opened,
): ImportPlan {
  const { repository } = opened
  const { plan } = repository
  const id = amendment === undefined ? undefined : amendmentOf(plan, amendment).id
  const ready: ReadyRow[] = []
  const rejected: RejectedRow[] = [...read.rejected]
  for (const row of read.ready) {
    const fields = id === undefined ? row.fields : { ...row.fields, amendment: id }
    try {
      assertOpen(plan, fields)
      ready.push(
        id === undefined
          ? row
          : { ...row, fields, text: recordText(repository, wordsOf(plan), row.kind, fields) },
      )
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      const problem = rowProblem(error.text, error.hint ?? null, 'date', columns, row.kind)
      rejected.push({ row: row.row, problems: [problem] })
    }
  }
  return { ...read, ready, rejected }
}

/** All rows are validated together, as they would lie among the rest. */
async function validated(plan: ImportPlan, columns: Columns, opened: Opened): Promise<ImportPlan> {
  if (plan.ready.length === 0) return sorted(plan)
  const { repository, today } = opened
  const files = new Map(plan.ready.map(({ file, text }) => [file, text]))
  // A folder that cannot be listed is not an empty one.
  for (const folder of new Set([...files.keys()].map(file => posix.dirname(file)))) {
    if (repository.tree.list(folder) === 'denied') throw cannotRead(repository.prefix + folder)
  }
  const kinds = new Set(plan.ready.map(({ kind }) => kind))
  const after = await openForCheck(repository, kinds, files)
  const problems = new Map<string, RowProblem[]>()
  const kindsOf = new Map(plan.ready.map(({ file, kind }) => [file, kind]))
  const found = await findingsIn(after, new Set(files.keys()), today, async () => repository)
  for (const { at, rule, severity, message, hint, related = [] } of found) {
    if (severity !== 'error') continue
    // What a row spoils elsewhere is told of the row.
    const own = files.has(at.file) ? at : related.find(other => files.has(other.at.file))?.at
    if (!own && rule === 'unreadable') throw cannotRead(repository.prefix + at.file)
    if (!own) throw new UserError(1, message, hint)
    const [step] = own.path
    const field = typeof step === 'string' ? step : undefined
    const problem = rowProblem(message, hint ?? null, field, columns, kindsOf.get(own.file) ?? '')
    problems.set(own.file, [...(problems.get(own.file) ?? []), problem])
  }
  for (const file of unreadFiles(after, files)) {
    const message = {
      zh: '这个编号不能用作文件名，或文件夹不是数据文件夹',
      en: 'this id cannot name a file, or its folder is none of data',
    }
    problems.set(file, [rowProblem(message, null, 'id', columns, kindsOf.get(file) ?? '')])
  }
  const wrong = plan.ready.flatMap(({ row, file }) => {
    const own = problems.get(file)
    return own ? [{ row, problems: own }] : []
  })
  return sorted({
    already: plan.already,
    ready: plan.ready.filter(({ file }) => !problems.has(file)),
    rejected: [...plan.rejected, ...wrong],
  })
}

const sorted = (plan: ImportPlan): ImportPlan => ({
  ...plan,
  rejected: [...plan.rejected].sort((a, b) => a.row - b.row),
})

/** So many near twins are named. */
const toldTwins = 10

function tellTwins(rows: readonly ReadyRow[], { repository }: Opened, context: Context): void {
  const twins = nearTwins(rows, repository.plan)
  for (const { row, title, other, otherTitle } of twins.slice(0, toldTwins)) {
    const which: Text =
      'id' in other
        ? { zh: `已登记的 ${other.id}`, en: `the record ${other.id}` }
        : { zh: `第 ${other.row} 行`, en: `row ${other.row}` }
    context.talk({
      zh: `第 ${row} 行“${safe(title)}”与${which.zh}“${safe(otherTitle)}”同一单位、同一天、名称相近，请核对是否重复`,
      en: `row ${row} "${safe(title)}" is like ${which.en} "${safe(otherTitle)}": same unit, same day, a similar title; check that it is not the same`,
    })
  }
  const more = twins.length - toldTwins
  if (more > 0)
    context.talk({ zh: `另有 ${more} 行名称相近`, en: `and ${plural(more, 'more row')} like that` })
}

function answerOf(
  { ready, already, rejected }: ImportPlan,
  writes: boolean,
  { dryRun }: ImportOptions,
  prefix: string,
  say: Context['say'],
): Answer {
  const written = writes ? ready.map(({ id, file }) => ({ id, file: prefix + file })) : []
  const rows = rejected.flatMap(({ row, problems }) =>
    problems.map(problem => [
      cell(row),
      cell(problem.column),
      cell(problem.message, 'bad'),
      cell(problem.hint),
    ]),
  )
  const done: Text = writes
    ? { zh: `写入 ${written.length} 条`, en: `${written.length} written` }
    : dryRun
      ? {
          zh: `可以写入 ${ready.length} 条（没有写入）`,
          en: `${ready.length} could be written (nothing was)`,
        }
      : { zh: '没有写入', en: 'nothing was written' }
  const goodRows: Text =
    ready.length === 0
      ? { zh: '。', en: '.' }
      : {
          zh: `；只要没有错的 ${ready.length} 行，加 --partial。`,
          en: `; for the ${plural(ready.length, 'good row')} alone, add --partial.`,
        }
  const stopped: Text =
    !writes && !dryRun
      ? { zh: `改好后再导入${goodRows.zh}`, en: ` Put them right and import again${goodRows.en}` }
      : { zh: '', en: '' }
  return {
    kind: 'import',
    data: {
      written,
      already,
      rejected: rejected.map(({ row, problems }) => ({
        row,
        problems: problems.map(one => asJson(one, say)),
      })),
    },
    view: [
      ...(rows.length > 0
        ? [
            {
              table: {
                title: { zh: `退回 ${rejected.length} 行`, en: `${plural(rejected.length, 'row')} rejected` },
                columns: [
                  column('行', 'Row', 'right'),
                  column('列', 'Column'),
                  column('问题', 'Problem'),
                  column('做法', 'To do'),
                ],
                rows,
              },
            },
          ]
        : []),
      {
        text: {
          zh: `${done.zh}，已有 ${already.length} 条，退回 ${rejected.length} 行。${stopped.zh}`,
          en: `${done.en}, ${already.length} there already, ${plural(rejected.length, 'row')} rejected.${stopped.en}`,
        },
      },
    ],
  }
}

const asJson = ({ column, field, message, hint }: RowProblem, say: Context['say']) => ({
  column,
  field,
  message: say(message),
  hint: hint && say(hint),
})

/** The wrong rows as a workbook of their own, with the reasons beside them: put right, it can be imported. */
async function saveRejected(
  file: string,
  sheet: Sheet,
  columns: Columns,
  rejected: readonly RejectedRow[],
  today: string,
  context: Context,
): Promise<void> {
  const { rejectedWorkbook } = await import('../records/rejected-workbook.ts')
  const { writeWhole } = await import('../repository/write.ts')
  const name = `${file.slice(0, file.length - extname(file).length)}.退回.xlsx`
  const path = resolve(context.cwd, name)
  writeWhole(path, await rejectedWorkbook(sheet, columns, rejected, context.language, today), name)
  context.talk({
    zh: `退回的 ${rejected.length} 行和原因存到了 ${safe(name)}`,
    en: `the ${plural(rejected.length, 'rejected row')} and the reasons are in ${safe(name)}`,
  })
}
