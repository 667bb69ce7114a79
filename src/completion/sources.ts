import type { Opened } from '../context.ts'
import { type Field, isAsked } from '../forms/form.ts'
import { type Text, verbatim } from '../model/text.ts'
import { nameOn } from '../model/units.ts'
import { choicesAt, wordsOf } from '../repository/words.ts'
import type { Asker, Part } from './asker.ts'
import type { Offer, Paths } from './offer.ts'

/** What was typed before the word that is asked for. */
export interface Before {
  /** `list`, `hook install`; '' for `kepu` alone. */
  readonly command: string
  /** The arguments of the command, without its options. */
  readonly given: readonly string[]
}

/** What may stand in one place of the command line. */
export type Source = (asker: Asker, before: Before, typed: string) => Promise<readonly Offer[] | Paths>

const words =
  (...values: readonly string[]): Source =>
  async () =>
    values.map(value => ({ value }))

const paths =
  (what: Paths): Source =>
  async () =>
    what

const nothing: Source = async () => []

/** Values of a choice, with their words. */
const choices =
  (...path: Parameters<typeof choicesAt>): Source =>
  async () =>
    choicesAt(...path).map(([value, summary]) => ({ value, summary }))

/** Asks of a part of the plan. */
const ofPlan =
  (part: Part, offers: (opened: Opened) => readonly Offer[]): Source =>
  async asker => {
    const opened = await asker.opened(part)
    return opened ? offers(opened) : []
  }

const together =
  (...sources: readonly Source[]): Source =>
  async (...asked) => {
    const found = await Promise.all(sources.map(source => source(...asked)))
    return found.flatMap(offers => (typeof offers === 'string' ? [] : offers))
  }

const titled = (entities: readonly { readonly id: string; readonly title: string }[]): Offer[] =>
  entities.map(({ id, title }) => ({ value: id, summary: verbatim(title) }))

/** Ids that the name explains, and the names themselves. */
const parties: Source = ofPlan('units', ({ asked: { plan, day } }) => {
  const all = [...plan.units.all, ...plan.units.groups]
  return [
    ...all.map(party => ({ value: party.id, summary: verbatim(nameOn(party, day)) })),
    ...all.flatMap(party => party.names.map(({ name }) => ({ value: name, summary: verbatim(party.id) }))),
  ]
})

const tasks = ofPlan('tasks', ({ asked: { plan } }) => titled(plan.tasks))
const measures = ofPlan('tasks', ({ asked: { plan } }) => titled(plan.measures))
const duties = ofPlan('duties', ({ asked: { plan } }) => titled(plan.duties))
const targets = ofPlan('targets', ({ asked: { plan } }) => titled(plan.targets))
const milestones = ofPlan('milestones', ({ asked: { plan } }) => titled(plan.milestones))
const programmes = ofPlan('programmes', ({ asked: { plan } }) =>
  plan.programmes.map(({ id, names }) => ({ value: id, summary: verbatim(names[0]?.name ?? '') })),
)
const rest = ofPlan('all', ({ asked: { plan } }) => [
  ...titled(plan.objectives),
  ...plan.rulings.map(({ id, reading }) => ({ value: id, summary: verbatim(reading) })),
])

const years = ofPlan('kinds', ({ asked: { plan } }) => {
  if (!plan.sheet) return []
  const first = Number(plan.sheet.period.from.slice(0, 4))
  const last = Number(plan.sheet.period.to.slice(0, 4))
  // A plan of a thousand years is a slip of the pen.
  const count = Math.min(last - first + 1, 50)
  return Array.from({ length: Math.max(count, 0) }, (_, index) => ({ value: String(first + index) }))
})

const quarters: Source = async (...asked) => {
  const found = await years(...asked)
  if (typeof found === 'string') return []
  return found.flatMap(({ value }) => [1, 2, 3, 4].map(quarter => ({ value: `${value}-Q${quarter}` })))
}

const periods = together(years, quarters, milestones, words('plan'))

const recordKinds: Source = async asker => {
  const opened = await asker.opened('kinds')
  const { recordKind, schemas } = wordsOf(opened?.asked.plan ?? { ownSchemas: {} })
  const kinds = Object.keys(schemas).flatMap(name => /^records\/(.+)$/.exec(name)?.[1] ?? [])
  return kinds.flatMap(kind => {
    const word = recordKind(kind)
    return [
      { value: kind, summary: word },
      { value: word.zh, summary: verbatim(kind) },
    ]
  })
}

/** Records are many: they are offered where a digit was typed, or where nothing else is meant. */
const records: Source = async (asker, _before, typed) => asker.recordIds(typed)
const amendments: Source = async (asker, _before, typed) => asker.recordIds(typed, 'amendment')

const everyPart = together(tasks, measures, targets, duties, milestones, parties, programmes, rest)

const everything: Source = async (asker, before, typed) => {
  // Ids of records alone begin with a digit; a name that does has an id besides.
  if (/^\d/.test(typed)) return asker.recordIds(typed)
  // Read at once, it need not be read part by part.
  await asker.opened('all')
  return everyPart(asker, before, typed)
}

/** Branches, tags and the last commit; behind `A..` and `A...` once more. */
const revisions: Source = async (asker, _before, typed) => {
  const head = /^.*?\.{2,3}/.exec(typed)?.[0] ?? ''
  const last = { value: 'HEAD', summary: { zh: '上一次提交', en: 'the last commit' } }
  return [last, ...(await asker.revisions())].map(({ value, ...rest }) => ({ value: head + value, ...rest }))
}

const reportNames: Source = async () => {
  const { reports } = await import('../reports/reports.ts')
  return Object.entries(reports).map(([value, { summary }]) => ({ value, summary }))
}

const listNames: Source = async () => {
  const { lists } = await import('../reports/list.ts')
  return Object.entries(lists).map(([value, { title }]) => ({ value, summary: title }))
}

const statuses: Source = async () => {
  const { statuses } = await import('../reports/statuses.ts')
  return Object.entries(statuses).flatMap(([value, { word }]) => [
    { value, summary: word },
    { value: word.zh, summary: verbatim(value) },
  ])
}

const ruleIds: Source = async () => {
  const { rulePages } = await import('../rules/index.ts')
  return rulePages.map(({ id, summary }) => ({ value: id, summary }))
}

const formatNames: Source = async (_asker, { command }) => {
  if (command === 'validate') {
    const { findingFormats } = await import('../render/findings/findings.ts')
    return [...Object.keys(findingFormats), 'auto'].map(value => ({ value }))
  }
  const { formats } = await import('../render/formats.ts')
  return Object.keys(formats).map(value => ({ value }))
}

const role: Source = words('lead', 'participant')

/** By which entity a list is narrowed: the tasks of a unit, the units of a task. */
const byRole: Source = (asker, before, typed) =>
  (before.given[0] === 'units' ? tasks : parties)(asker, before, typed)

const listedKinds: Source = (asker, before, typed) => {
  const kinds: Readonly<Record<string, Source>> = {
    units: choices('units', 'units', 0, 'kind'),
    tasks: choices('task', 'kind'),
    records: recordKinds,
  }
  return (kinds[before.given[0] ?? ''] ?? nothing)(asker, before, typed)
}

const aboutReport: Source = (asker, before, typed) => {
  const sources: Readonly<Record<string, Source>> = { unit: parties, annual: years }
  return (sources[before.given[0] ?? ''] ?? nothing)(asker, before, typed)
}

/** `人次=`, `attendance=` of the record that was named. */
const assignments: Source = async (asker, { given }) => {
  const [id = ''] = given
  const kind = asker.recordIds(id).find(({ value }) => value === id)?.summary
  const form = kind && (await asker.form(kind.zh))
  if (!form) return []
  return form.fields.filter(isAsked).flatMap(({ key, word }) => [
    { value: `${key}=`, summary: word },
    { value: `${word.zh}=`, summary: verbatim(key) },
  ])
}

/**
 * What may stand for the word in the brackets of an argument or an option; where one word means different things, the
 * command or the option stands in front.
 */
export const sources: Readonly<Record<string, Source>> = {
  dir: paths('folders'),
  file: paths('files'),
  'zh|en': words('zh', 'en'),
  shell: words('bash', 'zsh', 'fish', 'pwsh'),
  format: formatNames,
  unit: parties,
  lead: byRole,
  participant: byRole,
  role,
  task: tasks,
  'who task': together(tasks, measures, duties, targets),
  duty: duties,
  target: targets,
  programme: programmes,
  kind: recordKinds,
  'list kind': listNames,
  'list --kind': listedKinds,
  modality: choices('duties', 'duties', 0, 'modality'),
  status: statuses,
  'list --status': choices('rulings', 'rulings', 0, 'status'),
  statuses,
  year: years,
  period: periods,
  id: everything,
  'edit id': together(everything, records),
  'withdraw id': records,
  'log id': everything,
  '--amendment id': amendments,
  'edit field=value': assignments,
  what: together(ruleIds, statuses, targets, duties),
  'report name': reportNames,
  'report about': aboutReport,
  rev: revisions,
  base: revisions,
  head: revisions,
  '--encoding name': words('utf-8', 'gb18030', 'utf-16le'),
  // What only the person knows.
  text: nothing,
  name: nothing,
  title: nothing,
  date: nothing,
  days: nothing,
  clause: nothing,
  field: nothing,
  n: nothing,
}

/** Values of the fields of a record, by what the schema says that they name. */
const referred: Readonly<Record<string, Source>> = {
  'unit-name': parties,
  'unit-name-or-task': together(parties, tasks),
  measure: measures,
  programme: programmes,
  duty: duties,
  target: targets,
  task: tasks,
  milestone: milestones,
  amendment: amendments,
  any: everything,
}

/** What a flag of `kepu record KIND` takes. */
export function fieldSource({ key, choices, refers, type }: Field): Source {
  if (choices.length > 0) return async () => choices.flatMap(both)
  if (type === 'evidence') return paths('files')
  if (key === 'period') return periods
  if (key === 'year') return years
  return referred[refers ?? ''] ?? nothing
}

/** A value under its id and under its word: both are understood. */
const both = ([value, summary]: readonly [string, Text]): Offer[] => [
  { value, summary },
  { value: summary.zh, summary: verbatim(value) },
]
