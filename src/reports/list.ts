import { compareClauses } from '../model/clause.ts'
import type { PlanRecord } from '../model/entities.ts'
import type { Text } from '../model/text.ts'
import { nameOn } from '../model/units.ts'
import { UserError } from '../model/user-error.ts'
import { valueWord, wordsOf } from '../repository/words.ts'
import {
  type Asked,
  dutyJson,
  groupJson,
  measureJson,
  milestoneJson,
  objectiveJson,
  programmeJson,
  recordJson,
  rulingJson,
  targetJson,
  taskJson,
  unitJson,
} from './entities.ts'
import { filtered, type WrittenFilters } from './filters.ts'
import { recordSheet } from './record-sheet.ts'
import { type Answer, type Cell, type Column, cell, column } from './view.ts'

/** A kind of thing that can be listed. */
interface List<Row> {
  readonly title: Text
  readonly columns: readonly Column[]
  rows(asked: Asked): readonly Row[]
  cells(row: Row, asked: Asked): readonly Cell[]
}

/** Keeps the type of the rows between `rows` and `cells`. */
const list = <Row>(definition: List<Row>): List<Row> => definition

const id = column('编号', 'Id')
const clause = column('条款', 'Clause')

/** What can be listed, by the word of the command. */
export const lists = {
  units: list({
    title: { zh: '单位', en: 'Units' },
    columns: [
      id,
      column('名称', 'Name'),
      column('类别', 'Kind'),
      column('其他名称', 'Other names'),
      column('区划代码', 'Code'),
    ],
    rows: asked => asked.plan.units.all.map(unit => unitJson(asked, unit)),
    cells: ({ id, name, kind, code, names }) => [
      cell(id),
      cell(name, 'strong'),
      cell(valueWord('units', kind, 'units', 0, 'kind')),
      cell(otherNames(name, names)),
      cell(code),
    ],
  }),
  groups: list({
    title: { zh: '组', en: 'Groups' },
    columns: [id, column('名称', 'Name'), column('成员', 'Members')],
    rows: asked => asked.plan.units.groups.map(group => groupJson(asked, group)),
    cells: ({ id, name, members }, asked) => [
      cell(id),
      cell(name, 'strong'),
      cell(members && partyNames(asked, members)),
    ],
  }),
  tasks: list({
    title: { zh: '任务', en: 'Tasks' },
    columns: [
      id,
      column('任务', 'Task'),
      column('类别', 'Kind'),
      clause,
      column('措施', 'Measures', 'right'),
      column('牵头单位', 'Leads'),
    ],
    rows: asked => asked.plan.tasks.map(task => taskJson(asked, task)),
    cells: ({ id, title, kind, clause, measures, leads }, asked) => [
      cell(id),
      cell(title, 'strong'),
      cell(valueWord('task', kind, 'kind')),
      cell(clause),
      cell(measures.length),
      cell(partyNames(asked, leads)),
    ],
  }),
  measures: list({
    title: { zh: '措施', en: 'Measures' },
    columns: [id, column('措施', 'Measure'), clause, column('项目', 'Programmes', 'right')],
    rows: asked => asked.plan.measures.map(measure => measureJson(asked, measure)),
    cells: ({ id, title, clause, programmes }) => [
      cell(id),
      cell(title, 'strong'),
      cell(clause),
      cell(programmes.length),
    ],
  }),
  objectives: list({
    title: { zh: '目标要求', en: 'Objectives' },
    columns: [id, column('目标要求', 'Objective'), clause],
    rows: asked => asked.plan.objectives.map(objective => objectiveJson(asked, objective)),
    cells: ({ id, title, clause }) => [cell(id), cell(title, 'strong'), cell(clause)],
  }),
  targets: list({
    title: { zh: '目标', en: 'Targets' },
    columns: [
      id,
      column('目标', 'Target'),
      column('要求', 'Promise'),
      column('约束力', 'Modality'),
      column('期限', 'Due'),
      clause,
    ],
    rows: asked => asked.plan.targets.map(target => targetJson(asked, target)),
    cells: ({ id, title, op, value, unit, modality, due, clause }) => [
      cell(id),
      cell(title, 'strong'),
      cell(promise(op, value, unit)),
      cell(valueWord('targets', modality, 'targets', 0, 'modality')),
      cell(due),
      cell(clause),
    ],
  }),
  duties: list({
    title: { zh: '责任', en: 'Duties' },
    columns: [
      id,
      column('责任', 'Duty'),
      column('责任单位', 'Owners'),
      column('约束力', 'Modality'),
      column('频次', 'Cadence'),
      column('期限', 'Due'),
      clause,
    ],
    rows: asked => asked.plan.duties.map(duty => dutyJson(asked, duty)),
    cells: ({ id, title, owners, modality, cadence, due, milestone, clause }, asked) => [
      cell(id),
      cell(title, 'strong'),
      owners.length > 0
        ? cell(partyNames(asked, owners))
        : cell({ zh: '（未写明）', en: '(none printed)' }, 'faint'),
      cell(valueWord('duties', modality, 'duties', 0, 'modality')),
      cell(valueWord('duties', cadence, 'duties', 0, 'cadence')),
      cell(due ?? milestone),
      cell(clause),
    ],
  }),
  milestones: list({
    title: { zh: '阶段', en: 'Milestones' },
    columns: [
      id,
      column('阶段', 'Milestone'),
      column('起', 'From'),
      column('止', 'To'),
      column('应完成', 'Deliverables', 'right'),
      clause,
    ],
    rows: asked => asked.plan.milestones.map(milestone => milestoneJson(asked, milestone)),
    cells: ({ id, title, from, to, deliverables, clause }) => [
      cell(id),
      cell(title, 'strong'),
      cell(from),
      cell(to),
      cell(deliverables.length),
      cell(clause),
    ],
  }),
  programmes: list({
    title: { zh: '项目', en: 'Programmes' },
    columns: [
      id,
      column('项目', 'Programme'),
      column('其他写法', 'Other spellings'),
      column('措施', 'Measures'),
    ],
    rows: asked => asked.plan.programmes.map(programme => programmeJson(asked, programme)),
    cells: ({ id, names, measures }) => [
      cell(id),
      cell(names[0]?.name, 'strong'),
      cell(otherNames(names[0]?.name ?? '', names)),
      cell(measures.join(' ')),
    ],
  }),
  rulings: list({
    title: { zh: '口径', en: 'Rulings' },
    columns: [id, column('口径', 'Reading'), column('状态', 'Status'), column('解释', 'Covers', 'right')],
    rows: asked => asked.plan.rulings.map(ruling => rulingJson(asked, ruling)),
    cells: ({ id, reading, status, covers }) => [
      cell(id),
      cell(reading),
      cell(valueWord('rulings', status, 'rulings', 0, 'status')),
      cell(covers.length),
    ],
  }),
  records: list({
    title: { zh: '记录', en: 'Records' },
    columns: [
      column('日期', 'Date'),
      column('类别', 'Kind'),
      column('名称', 'Title'),
      column('单位', 'Unit'),
      id,
    ],
    rows: asked => asked.plan.records.map(record => recordJson(asked, record)),
    cells: ({ id, date, kind, title, unitName }, { plan }) => [
      cell(date),
      cell(wordsOf(plan).recordKind(kind)),
      cell(title, 'strong'),
      cell(unitName),
      cell(id, 'faint'),
    ],
  }),
} as const

export type ListName = keyof typeof lists

/**
 * The entities of a kind that meet the filters, in the order of their file or sorted by a field.
 * @param sort a key of the JSON rows, with `-` in front for the other direction
 * @throws UserError (2) where a filter or the field does not fit the kind
 */
export async function listAnswer(
  name: ListName,
  asked: Asked,
  filters: WrittenFilters = {},
  sort?: string,
  limit = Number.POSITIVE_INFINITY,
): Promise<Answer> {
  // The registry pairs rows and cells of one type; which one is known only to the entry itself.
  const entry = lists[name] as List<{ readonly id: string }>
  const found = await filtered(name, entry.rows(asked), filters, asked)
  const rows = sorted(found, sort).slice(0, limit)
  const count = rows.length === found.length ? String(found.length) : `${rows.length}/${found.length}`
  const title = { zh: `${entry.title.zh}（${count}）`, en: `${entry.title.en} (${count})` }
  return {
    kind: `list-${name}`,
    data: rows,
    ...(name === 'records' && {
      sheet: () => recordSheet(asked, inOrder(asked.plan.records, rows), entry.title),
    }),
    ...(isDated(name) && {
      days: async () =>
        (await import('./calendar-days.ts')).daysOf(
          rows.map(({ id }) => id),
          asked,
        ),
    }),
    view: [
      {
        table: {
          title,
          columns: entry.columns,
          rows: rows.map(row => entry.cells(row, asked)),
        },
      },
    ],
  }
}

/** True for what has deadlines. */
const isDated = (name: ListName): boolean => name === 'duties' || name === 'targets' || name === 'milestones'

/** The records that rows are of, in the order of the rows. */
function inOrder(
  records: readonly PlanRecord[],
  rows: readonly { readonly id: string }[],
): readonly PlanRecord[] {
  const byId = new Map(records.map(record => [record.id, record]))
  return rows.flatMap(({ id }) => byId.get(id) ?? [])
}

const byText = new Intl.Collator('zh-CN', { numeric: true })

/** Rows in the order of a field, what lacks it last whichever way. @throws UserError (2) where no row has it */
function sorted<Row extends object>(rows: readonly Row[], sort: string | undefined): readonly Row[] {
  if (sort === undefined) return rows
  const field = sort.replace(/^-/, '')
  // Records of other kinds have other fields.
  if (rows.length > 0 && !rows.some(row => Object.hasOwn(row, field))) {
    const fields = [...new Set(rows.flatMap(row => Object.keys(row)))]
    throw new UserError(
      2,
      { zh: `没有“${field}”这个字段`, en: `there is no field "${field}"` },
      { zh: `可以按这些排序：${fields.join('、')}`, en: `sort by one of: ${fields.join(', ')}` },
    )
  }
  const direction = sort.startsWith('-') ? -1 : 1
  const compare = field === 'clause' ? compareAsClauses : compareValues
  const value = (row: Row): unknown => (row as Readonly<Record<string, unknown>>)[field] ?? null
  const given = rows.filter(row => value(row) !== null)
  return [
    ...given.sort((a, b) => direction * compare(value(a), value(b))),
    ...rows.filter(row => value(row) === null),
  ]
}

/** In the order of the document: 三（九） before 三（十）, and all of 三 before 四. */
const compareAsClauses = (a: unknown, b: unknown): number => compareClauses(String(a), String(b))

const compareValues = (a: unknown, b: unknown): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : byText.compare(String(a), String(b))

/** Names of units and groups on the day, in the order of their ids. */
export function partyNames({ plan, day }: Asked, ids: readonly (string | null)[]): Text {
  const names = ids.map(id => {
    const party = id === null ? undefined : plan.units.byId(id)
    return party ? nameOn(party, day) : (id ?? '？')
  })
  return { zh: names.join('、'), en: names.join(', ') }
}

function otherNames(name: string, names: readonly { readonly name: string; readonly as: string }[]): Text {
  const others = names.filter(entry => entry.name !== name)
  const word = (as: string) => valueWord('units', as, 'units', 0, 'names', 0, 'as')
  return {
    zh: others.map(entry => `${entry.name}（${word(entry.as).zh}）`).join('、'),
    en: others.map(entry => `${entry.name} (${word(entry.as).en})`).join(', '),
  }
}

/** `超过 12%`, `提高`: what a target promises. */
export function promise(op: string, value: number | null, unit: string): Text {
  const word = valueWord('targets', op, 'targets', 0, 'op')
  if (value === null) return word
  return {
    zh: `${word.zh} ${value}${unit === '%' ? '%' : ` ${unit}`}`,
    en: `${word.en} ${value}${unit === '%' ? '%' : ` ${unit}`}`,
  }
}
