import type { TaskFile } from '../model/written.ts'
import { validators } from './accepts.generated.mjs'
import type { BuiltInKind, FileKind } from './kinds.ts'

type Fields = Readonly<Record<string, unknown>>

/** The lists of each kind of file, with what must stand beside a list for its file to be whole. */
const lists: Readonly<Partial<Record<FileKind, Readonly<Record<string, Fields>>>>> = {
  units: {
    units: {},
    groups: { units: [{ id: 'x', kind: 'office', names: [{ name: 'x' }] }] },
    events: { units: [{ id: 'x', kind: 'office', names: [{ name: 'x' }] }] },
  },
  objectives: { objectives: {} },
  programmes: { programmes: {} },
  targets: { targets: {} },
  duties: { duties: {} },
  milestones: { milestones: {} },
  rulings: { rulings: {} },
}

const taskFields = [
  'id',
  'kind',
  'title',
  'clause',
  'leads',
  'participants',
  'open',
] as const satisfies readonly (keyof TaskFile)[]

/**
 * What is left of a file that its schema refuses when the faulty entries are taken out, so that one slip does not take
 * the whole file from the answers. The others keep their index: a faulty one leaves a hole.
 * @returns undefined where nothing can be kept
 */
export function salvaged(kind: FileKind, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const fields = value as Fields
  if (kind === 'task') return salvagedTask(fields)
  const kept = Object.entries(lists[kind] ?? {}).flatMap(([key, beside]) => {
    const items = fields[key]
    if (!Array.isArray(items)) return []
    return [[key, withHoles(items, item => validators[kind as BuiltInKind]({ ...beside, [key]: [item] }))]]
  })
  return kept.length > 0 ? Object.fromEntries(kept) : undefined
}

function salvagedTask(fields: Fields): Fields | undefined {
  const task = Object.fromEntries(taskFields.filter(key => key in fields).map(key => [key, fields[key]]))
  if (!validators.task({ ...task, measures: [] })) return undefined
  const measures = Array.isArray(fields.measures) ? fields.measures : []
  return {
    ...task,
    measures: withHoles(measures, measure => validators.task({ ...task, measures: [measure] })),
  }
}

const withHoles = (items: readonly unknown[], isGood: (item: unknown) => boolean): unknown[] =>
  items.map(item => (isGood(item) ? item : undefined))
