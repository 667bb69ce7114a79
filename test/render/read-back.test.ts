import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { run } from '../run.ts'
import {
  type ReadDay,
  type ReadSheet,
  type ReadTable,
  type ReadValue,
  readCalendar,
  readDocument,
  readPage,
  readWorkbook,
} from './readers.ts'

// biome-ignore lint/suspicious/noExplicitAny: the JSON of each report has a shape of its own, held by schemas/output
type Data = any

/** A line that every format must show in one row of a table: its name, and its numbers in their order; null is an empty cell. */
type Line = readonly [name: string, ...numbers: readonly (number | null)[]]

const duty = (row: Data): Line => [row.title, row.required, row.actual, row.unevidenced]
const reach = (row: Data): Line => [row.name, row.activities, row.attendance, row.spend]

/** What each report says in numbers, from its JSON. */
const linesOf: Readonly<Record<string, (data: Data) => Line[]>> = {
  overview: data => [
    ...data.years.map((row: Data): Line => [row.year, row.activities, row.attendance, row.spend]),
    ...data.months.map((row: Data): Line => [row.year, ...row.activities]),
    ...data.units.map(
      (row: Data): Line => [row.name, ...row.years.map(({ activities }: Data) => activities)],
    ),
    ...Object.values(data.duties.summary as Record<string, number>).map((count): Line => ['', count]),
    ...Object.values(data.targets.summary as Record<string, number>).map((count): Line => ['', count]),
    ...data.undetermined.map((row: Data): Line => ['', row.duties, row.targets]),
  ],
  compliance: data => data.rows.map(duty),
  progress: data => [
    ...data.targets
      .filter((row: Data) => row.attainment !== null)
      .map(
        (row: Data): Line => [
          row.title,
          row.attainment,
          row.pace === null ? null : Number(row.pace.toFixed(4)),
        ],
      ),
    ...data.tasks.map((row: Data): Line => [row.title, row.activities, row.attendance, row.spend]),
  ],
  ledger: data => data.rows.map((row: Data): Line => [`${row.clause} ${row.title}`]),
  notice: () => [],
  'unit 古荥镇': data => data.duties.rows.map(duty),
  'annual 2019': data => [
    // A year without activities is told in a sentence, not in rows of naught.
    ...(data.all.activities > 0
      ? [...data.months, ...data.tasks, ...data.units, ...data.programmes].map(reach)
      : []),
    ...data.funding.map((row: Data): Line => [row.name, row.planned, row.spent, row.before]),
    ...data.awards.map((row: Data): Line => [row.title, row.recipients]),
  ],
  due: data => [...data.late, ...data.falling, ...data.silent].map(duty),
}

/** The numbers in words, where a report says them in sentences: what they are, and how often the text must hold them. */
const sentencesOf: Readonly<Record<string, (data: Data) => string[]>> = {
  notice: ({ overall, units, underway }) => [
    `活动记录 ${overall.activities} 条、参加 ${overall.attendance} 人次`,
    `责任 ${overall.duties.rows} 项次`,
    `目标 ${overall.targets.rows} 个`,
    `计入的 ${overall.records} 条记录中，${overall.unevidenced} 条没有佐证`,
    ...units.flatMap(({ name, red }: Data) => [
      `${name}：`,
      ...red.map(({ required, actual }: Data) => `应办 ${required}、已办 ${actual}`),
    ]),
    ...(underway > 0 ? [`进行中的 ${underway} 项次`] : []),
  ],
  'unit 古荥镇': ({ done, records }) =>
    records.length === 0
      ? ['没有记录']
      : [`参加 ${done.attendance} 人次，经费 ${done.spend} 元；${done.unevidenced} 条没有佐证`],
  ledger: ({ rows }) =>
    rows
      .filter((row: Data) => row.duties > 0)
      .map((row: Data) => `责任 ${row.duties} 行，完成 ${row.done} 行`),
}

/** True where a cell shows the number: exactly, or rounded as eyes get it. */
function shows(cell: ReadValue | undefined, value: number | null): boolean {
  if (value === null) return cell === null || cell === '' || cell === undefined
  if (typeof cell === 'number') return cell === value
  if (typeof cell !== 'string' || cell === '') return false
  if (cell.endsWith('%')) return cell === `${Number((value * 100).toFixed(1))}%`
  return Number(cell.replaceAll(',', '')) === value
}

/** True where a cell of a workbook is the number itself, and no text that looks like it. */
const holds = (cell: ReadValue | undefined, value: number | null): boolean =>
  typeof cell === 'number' ? cell === value : value === null && shows(cell, value)

/** The lines that no row of the tables shows; each row serves one line. */
function missing(lines: readonly Line[], tables: readonly ReadTable[], isShown = shows): Line[] {
  const rows = tables.flatMap(table => table.slice(1))
  return lines.filter(([name, ...numbers]) => {
    const found = rows.findIndex(row => {
      const at = name === '' ? 0 : row.findIndex(cell => typeof cell === 'string' && cell.includes(name))
      if (at < 0) return false
      let from = at + (name === '' ? 0 : 1)
      return numbers.every(value => {
        const next = row.findIndex((cell, index) => index >= from && isShown(cell, value))
        from = next + 1
        return next >= 0
      })
    })
    if (found >= 0) rows.splice(found, 1)
    return found < 0
  })
}

/** Every ruling that the verdicts of a report name, wherever they stand. */
function rulingsOf(data: Data): string[] {
  if (Array.isArray(data)) return data.flatMap(rulingsOf)
  if (data === null || typeof data !== 'object') return []
  return Object.entries(data).flatMap(([key, value]) =>
    key === 'rulings' ? (value as string[]) : rulingsOf(value),
  )
}

interface Printed {
  readonly data: Data
  readonly page: string
  readonly document: Uint8Array
  readonly workbook: Uint8Array
  readonly calendar: string | null
}

async function printed(data: string, question: string, day: string): Promise<Printed> {
  const folder = mkdtempSync(join(tmpdir(), 'kepu-read-back-'))
  const made = async (format: string, allowed = [0]) => {
    const file = join(folder, `out.${format}`)
    const argv = [...question.split(' '), '-C', data, '--as-of', day, '-o', file]
    const { code, err } = await run(argv)
    expect(allowed, `${argv.join(' ')}\n${err}`).toContain(code)
    return code === 0 ? readFileSync(file) : null
  }
  const [json, page, document, workbook, calendar] = [
    await made('json'),
    await made('html'),
    await made('docx'),
    await made('xlsx'),
    await made('ics', [0, 2]),
  ]
  rmSync(folder, { recursive: true, force: true })
  return {
    data: JSON.parse(String(json)).data,
    page: String(page),
    document: new Uint8Array(document ?? []),
    workbook: new Uint8Array(workbook ?? []),
    calendar: calendar && String(calendar),
  }
}

const isNoDate = (value: ReadValue): boolean => !(value instanceof Date)

/** What holds of every workbook, whatever is in it. */
function expectPrintable(sheets: readonly ReadSheet[]): void {
  for (const { name, rows, alive, frozenRows, filter, page, widths } of sheets) {
    expect(alive, name).toEqual([])
    expect(page.paper, name).toBe(9)
    if (frozenRows === 0) continue
    expect(page.across, name).toBe(true)
    expect(page.repeated, name).toBe(`${frozenRows}:${frozenRows}`)
    expect(String(filter), name).toMatch(new RegExp(`^A${frozenRows}:`))
    // A head is as wide as its characters ask, Chinese ones counting two.
    for (const [column, head] of (rows[frozenRows - 1] ?? []).entries()) {
      const asked = [...String(head ?? '')].length
      expect(widths[column], `${name} ${head}`).toBeGreaterThanOrEqual(Math.min(60, asked))
    }
  }
}

describe.each([
  ['the sample at its end', 'examples/huiji', '2020-12-31'],
  ['the sample while it runs', 'examples/huiji', '2018-09-30'],
  ['what is shipped', 'data', '2020-12-31'],
])('%s', (_, data, day) => {
  describe.each(Object.keys(linesOf))('report %s, read back by others than its writers', name => {
    let printedReport: Printed
    let lines: Line[]
    let sentences: string[]
    beforeAll(async () => {
      printedReport = await printed(data, `report ${name}`, day)
      lines = linesOf[name]?.(printedReport.data) ?? []
      sentences = sentencesOf[name]?.(printedReport.data) ?? []
      if (data !== 'data' && printedReport.data.all?.activities !== 0)
        expect(lines.length + sentences.length).toBeGreaterThan(2)
    }, 60_000)

    it('has the numbers of its JSON on the page', () => {
      expect(missing(lines, readPage(printedReport.page))).toEqual([])
      const said = printedReport.page.replaceAll(/<[^>]*>/g, '')
      for (const sentence of sentences) expect(said).toContain(sentence)
    })

    it('has them in the document', async () => {
      const { tables, words } = await readDocument(printedReport.document)
      expect(missing(lines, tables)).toEqual([])
      for (const sentence of sentences) expect(words).toContain(sentence)
    })

    it('has them in the workbook, as numbers and days', async () => {
      const sheets = await readWorkbook(printedReport.workbook)
      expectPrintable(sheets)
      const tables = sheets.filter(({ frozenRows }) => frozenRows > 0)
      expect(
        missing(
          lines,
          tables.map(({ rows, frozenRows }) => rows.slice(frozenRows - 1)),
          holds,
        ),
      ).toEqual([])
      const said = sheets.flatMap(({ rows }) => rows.flat()).join('\n')
      for (const sentence of sentences) expect(said).toContain(sentence)
      // A column of numbers or days holds nothing that only looks like one.
      for (const { rows, frozenRows, formatOf } of tables) {
        for (const [row, cells] of rows.entries()) {
          if (row < frozenRows) continue
          for (const [column, value] of cells.entries()) {
            if (value instanceof Date) expect(formatOf(row, column)).toBe('yyyy-mm-dd')
            if (typeof value === 'string') expect(value).not.toMatch(/^\d+\.\d+$/)
          }
        }
      }
    })

    it('tells in the workbook how its figures were reached, in texts', async () => {
      const sheets = await readWorkbook(printedReport.workbook)
      const method = sheets.find(sheet => sheet.name === '方法和口径')
      const rows = method?.rows.slice(method.frozenRows) ?? []
      expect(rows.filter(([sort]) => sort === '方法').length).toBeGreaterThanOrEqual(3)
      for (const value of rows.flat()) expect(value === null || typeof value === 'string').toBe(true)
      const told = rows.filter(([sort]) => sort === '口径').map(([, id]) => id)
      const cited = rulingsOf(printedReport.data)
      for (const id of cited) expect(told).toContain(id)
      if (cited.length > 0) expect(rows.some(([sort]) => sort === '状态')).toBe(true)
    })

    it('has its deadlines in the calendar, where it has some', () => {
      const { data, calendar } = printedReport
      if (calendar === null) {
        expect(name).toBe('annual 2019')
        return
      }
      const days = readCalendar(calendar)
      expect(new Set(days.map(({ uid }) => uid)).size).toBe(days.length)
      const rows: Data[] =
        name === 'due' ? [...data.late, ...data.falling] : (data.rows ?? data.duties?.rows ?? [])
      if (!Array.isArray(rows) || name === 'ledger') return
      const byUid = new Map(days.map(entry => [entry.uid.split('@')[0], entry]))
      const owed = rows.filter(({ working }) => working.cadence !== 'standing')
      expect(
        owed.map(({ id }) => [
          id,
          byUid.get(id)?.on,
          (byUid.get(id) as ReadDay | undefined)?.title.slice(-4),
        ]),
      ).toEqual(owed.map(({ id, to, title }) => [id, to, title.slice(-4)]))
    })
  })
})

it('A day is a day in a workbook, and a number a number', async () => {
  const { workbook } = await printed('examples/huiji', 'report annual 2019', '2020-12-31')
  const sheets = await readWorkbook(workbook)
  const awards = sheets.find(({ name }) => name.startsWith('表彰'))
  expect(awards?.rows.slice(awards.frozenRows).map(row => [isNoDate(row[0] ?? null), typeof row[4]])).toEqual(
    awards?.rows.slice(awards.frozenRows).map(() => [false, 'number']),
  )
  expect(awards?.rows.length).toBeGreaterThan(awards?.frozenRows ?? 99)
})
