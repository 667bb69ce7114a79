import type { PlainDate } from '../model/dates.ts'
import type { Role } from '../model/entities.ts'
import { forgiven } from '../model/forgiven.ts'
import { listed, type Text } from '../model/text.ts'
import { UserError } from '../model/user-error.ts'
import type { FileKind } from '../repository/kinds.ts'
import { choicesAt, wordsOf } from '../repository/words.ts'
import { hasEvidence } from './duty-verdict.ts'
import type { Asked } from './entities.ts'
import { entitiesOfClause } from './find.ts'
import type { ListName } from './list.ts'
import { resolveName } from './names.ts'
import { ownedBy } from './owns.ts'
import { resolveParty } from './parties.ts'

/** What a list may be narrowed to, as written on the command line. */
export interface WrittenFilters {
  readonly unit?: string
  readonly lead?: string
  readonly participant?: string
  readonly task?: string
  readonly kind?: string
  readonly clause?: string
  readonly year?: string
  readonly modality?: string
  readonly status?: string
  readonly programme?: string
  readonly unowned?: boolean
  readonly unevidenced?: boolean
}

type FilterName = keyof WrittenFilters
type Row = Readonly<Record<string, unknown>> & { readonly id: string }
type Keeps = (row: Row) => boolean

/** Which filters mean something for which list. */
const applicable: Readonly<Record<ListName, readonly FilterName[]>> = {
  units: ['kind', 'task', 'lead', 'participant'],
  groups: [],
  tasks: ['unit', 'lead', 'participant', 'kind', 'clause'],
  measures: ['unit', 'lead', 'participant', 'task', 'clause'],
  objectives: ['clause'],
  targets: ['unit', 'task', 'clause', 'modality', 'unowned'],
  duties: ['unit', 'task', 'clause', 'modality', 'unowned'],
  milestones: ['unit', 'clause', 'year'],
  programmes: ['task', 'unit'],
  rulings: ['status', 'clause'],
  records: ['unit', 'task', 'programme', 'kind', 'year', 'unevidenced'],
}

/** The word of each filter in the help. */
export const filterWords: Readonly<Record<FilterName, Text>> = {
  unit: { zh: '与这个单位有关的', en: 'that concern this unit' },
  lead: { zh: '由它牵头的', en: 'that it leads' },
  participant: { zh: '由它参与的', en: 'that it takes part in' },
  task: { zh: '属于这项任务的', en: 'that belong to this task' },
  kind: { zh: '这一类的', en: 'of this kind' },
  clause: { zh: '这一条或这一节的', en: 'of this clause or section' },
  year: { zh: '这一年的', en: 'of this year' },
  modality: {
    zh: '这种约束力的：must、strive、gradual、encourage',
    en: 'of this modality: must, strive, gradual, encourage',
  },
  status: { zh: '这种状态的', en: 'of this status' },
  programme: { zh: '属于这个项目的', en: 'of this programme' },
  unowned: { zh: '没有写明单位的', en: 'for which nobody is named' },
  unevidenced: { zh: '还缺佐证的', en: 'that still lack evidence' },
}

/** The filters that stand alone, without a value. */
export const bareFilters: ReadonlySet<string> = new Set<FilterName>(['unowned', 'unevidenced'])

/**
 * The rows that meet every filter.
 * @throws UserError (2) where a filter does not apply to the list, or names nothing
 */
export async function filtered<Entity extends Row>(
  list: ListName,
  rows: readonly Entity[],
  filters: WrittenFilters,
  asked: Asked,
): Promise<readonly Entity[]> {
  let kept = rows
  for (const [name, value] of Object.entries(filters) as [FilterName, string | boolean | undefined][]) {
    if (value === undefined || value === false) continue
    if (!applicable[list].includes(name)) throw notApplicable(list, name)
    const keeps = await keepers[name](String(value), list, asked)
    kept = kept.filter(keeps)
  }
  return kept
}

function notApplicable(list: ListName, name: FilterName): UserError {
  const others = applicable[list].map(filter => `--${filter}`)
  return new UserError(
    2,
    { zh: `list ${list} 不能用 --${name}`, en: `list ${list} does not take --${name}` },
    others.length > 0
      ? { zh: `可以用 ${others.join('、')}`, en: `it takes ${others.join(', ')}` }
      : { zh: '它没有筛选条件', en: 'it takes no filter' },
  )
}

type Keeper = (written: string, list: ListName, asked: Asked) => Promise<Keeps> | Keeps

const keepers: Readonly<Record<FilterName, Keeper>> = {
  async unit(written, list, asked) {
    const party = await resolveParty(asked.plan, written)
    if (list === 'records') {
      return row => row.unit === party.id || hostIds(row, asked).includes(party.id)
    }
    const owned = ownedBy(party, asked)
    const tasks = new Set([...owned.leads, ...owned.participates])
    return (
      inTasks(list, tasks, asked) ??
      (row => [...owned.duties, ...owned.targets, ...owned.milestones].includes(row.id))
    )
  },
  lead: (written, list, asked) => byRole('lead', written, list, asked),
  participant: (written, list, asked) => byRole('participant', written, list, asked),
  async task(written, list, asked) {
    const { plan } = asked
    const tasks = plan.tasks.map(task => ({ id: task.id, names: [task.title], task }))
    const { task } = await resolveName(written, tasks, { zh: '任务', en: 'task' })
    const byTask = inTasks(list, new Set([task.id]), asked)
    if (byTask) return byTask
    const measures = new Set(task.measures.map(({ id }) => id))
    if (list === 'records')
      return row => ((row.measures ?? []) as readonly string[]).some(id => measures.has(id))
    if (list === 'units') {
      const owners = new Set(
        [...task.leads, ...task.participants].map(({ printed }) => plan.units.named(printed)?.id),
      )
      return row => owners.has(row.id)
    }
    return row => within(String(row.clause), task.clause)
  },
  kind: (written, list, { plan }) => {
    const known =
      list === 'records'
        ? plan.recordKinds.map(kind => [kind, wordsOf(plan).recordKind(kind)] as const)
        : choicesAt(...(kindPaths[list] ?? ['units']))
    return chosen('kind', written, known)
  },
  clause(written, list, asked) {
    const clause = clauseOf(written, asked)
    if (list === 'rulings')
      return row => ((row.about ?? []) as readonly string[]).some(about => within(about, clause))
    return row => within(String(row.clause), clause)
  },
  year(written, list) {
    if (!/^\d{4}$/.test(written.normalize('NFKC'))) {
      throw new UserError(
        2,
        { zh: `“${written}”不是年份`, en: `"${written}" is not a year` },
        { zh: '写四位数，如 2018', en: 'write four digits, such as 2018' },
      )
    }
    const year = written.normalize('NFKC')
    if (list === 'records') return row => String(row.date).startsWith(year)
    return row => overlaps(row.from as PlainDate | null, row.to as PlainDate, year)
  },
  modality: written => chosen('modality', written, choicesAt('duties', 'duties', 0, 'modality')),
  status: written => chosen('status', written, choicesAt('rulings', 'rulings', 0, 'status')),
  async programme(written, _list, { plan }) {
    const known = plan.programmes.map(({ id, names }) => ({ id, names: names.map(({ name }) => name) }))
    const { id } = await resolveName(written, known, { zh: '项目', en: 'programme' })
    return row => row.programme === id
  },
  unowned: () => row => (row.owners as readonly string[]).length === 0,
  unevidenced: () => row =>
    row.withdrawn === undefined && !needless.has(String(row.kind)) && !hasEvidence(row.evidence),
}

/** What says that nothing happened, or only closes the books, has nothing to show. */
const needless: ReadonlySet<string> = new Set(['zero-report', 'closing'])

const kindPaths: Readonly<Record<string, readonly [FileKind, ...(string | number)[]]>> = {
  units: ['units', 'units', 0, 'kind'],
  tasks: ['task', 'kind'],
}

/**
 * Rows whose field has the value that is written, as the id or as the word that answers print: 工程 is project.
 * @throws UserError (2) where it is none of the known ones
 */
function chosen(field: string, written: string, known: readonly (readonly [string, Text])[]): Keeps {
  const word = forgiven(written)
  const found = known.find(([id, { zh, en }]) => [id, zh, en].some(name => forgiven(name) === word))
  if (found) return row => row[field] === found[0]
  const shown = listed(known.map(([id, { zh }]) => ({ zh: `${id}（${zh}）`, en: id })))
  throw new UserError(
    2,
    { zh: `“${written}”不在可选的值里`, en: `"${written}" is not one of the choices` },
    { zh: `可以写 ${shown.zh}`, en: `they are ${shown.en}` },
  )
}

async function byRole(role: Role, written: string, list: ListName, asked: Asked): Promise<Keeps> {
  const { plan } = asked
  if (list === 'units') {
    const tasks = plan.tasks.map(task => ({ id: task.id, names: [task.title], task }))
    const { task } = await resolveName(written, tasks, { zh: '任务', en: 'task' })
    const owners = (role === 'lead' ? task.leads : task.participants).map(
      ({ printed }) => plan.units.named(printed)?.id,
    )
    return row => owners.includes(row.id)
  }
  const owned = ownedBy(await resolveParty(plan, written), asked)
  return inTasks(list, new Set(role === 'lead' ? owned.leads : owned.participates), asked) ?? (() => false)
}

/** Rows of lists that follow tasks; undefined for the others. */
function inTasks(list: ListName, tasks: ReadonlySet<string>, { plan }: Asked): Keeps | undefined {
  if (list === 'tasks') return row => tasks.has(row.id)
  if (list === 'measures') return row => tasks.has(String(row.task))
  if (list !== 'programmes') return undefined
  const named = new Set(
    plan.measures.filter(({ task }) => tasks.has(task)).flatMap(({ programmes }) => programmes),
  )
  return row => named.has(row.id)
}

function hostIds(row: Row, { plan }: Asked): (string | undefined)[] {
  return ((row.hosts ?? []) as readonly string[]).map(name => plan.units.named(name, String(row.date))?.id)
}

/** The clause as the data writes it; what is none is compared as it is written. */
function clauseOf(written: string, asked: Asked): string {
  return (
    entitiesOfClause(asked.plan, written)[0]?.clause ??
    written.normalize('NFKC').replace('(', '（').replace(')', '）')
  )
}

/** True for the clause itself and what stands in it: 三（八）4 in 三（八）, 三（八） in 三. */
function within(clause: string, outer: string): boolean {
  if (!clause.startsWith(outer)) return false
  return clause === outer || (/^[（—]|^\d/.test(clause.slice(outer.length)) && !/\d$/.test(outer))
}

function overlaps(from: PlainDate | null, to: PlainDate, year: string): boolean {
  return (from === null || from.slice(0, 4) <= year) && year <= to.slice(0, 4)
}
