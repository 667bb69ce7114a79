import type { Step } from '../model/place.ts'
import { isSame } from './same.ts'

/** A field that is not what it was. */
export interface FieldChange {
  /** Its keys; an item of a list goes by its own name: `['names', '区教育局', 'as']`. */
  readonly field: readonly string[]
  /** What stood there; undefined where nothing did. */
  readonly before: unknown
  /** What stands there now; undefined where nothing does. */
  readonly after: unknown
  /** The items of a list are the same and stand in another order; `before` and `after` are the lists. */
  readonly reordered?: true
  /** Where it was written in the entity; null where nothing was. */
  readonly from: readonly Step[] | null
  /** Where it is written in the entity; null where nothing is. */
  readonly to: readonly Step[] | null
}

type Fields = Readonly<Record<string, unknown>>

/** A place in both versions of an entity. */
interface Here {
  readonly field: readonly string[]
  readonly from: readonly Step[] | null
  readonly to: readonly Step[] | null
}

/**
 * Everything in which two versions of an entity differ, in the order of their keys; empty exactly when they are equal.
 * Lists of words are told whole; lists of objects item by item, each by its own name.
 */
export function fieldChanges(before: Fields, after: Fields): FieldChange[] {
  return [...objectChanges(before, after, { field: [], from: [], to: [] })]
}

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isObjectList = (value: unknown): value is readonly Fields[] =>
  Array.isArray(value) && value.length > 0 && value.every(isObject)

function* objectChanges(before: Fields, after: Fields, here: Here): Iterable<FieldChange> {
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    yield* valueChanges(before[key], after[key], {
      field: [...here.field, key],
      from: here.from && Object.hasOwn(before, key) ? [...here.from, key] : null,
      to: here.to && Object.hasOwn(after, key) ? [...here.to, key] : null,
    })
  }
}

function* valueChanges(before: unknown, after: unknown, here: Here): Iterable<FieldChange> {
  if (isSame(before, after)) return
  const objects = [before, after].filter(isObject)
  // Of an object that came or went, each field is told: `baseline` is a value and a day.
  if (objects.length === 2 || (objects.length === 1 && [before, after].includes(undefined))) {
    const inner = [...objectChanges(isObject(before) ? before : {}, isObject(after) ? after : {}, here)]
    if (inner.length > 0) {
      yield* inner
      return
    }
  }
  const lists = [before, after].filter(isObjectList)
  const isEmpty = (value: unknown) => value === undefined || (Array.isArray(value) && value.length === 0)
  if (lists.length === 2 || (lists.length === 1 && [before, after].some(isEmpty))) {
    yield* listChanges(isObjectList(before) ? before : [], isObjectList(after) ? after : [], here)
    return
  }
  yield { ...here, before, after }
}

function* listChanges(
  before: readonly Fields[],
  after: readonly Fields[],
  here: Here,
): Iterable<FieldChange> {
  const old = named(before)
  const now = named(after)
  const at = (name: string): Here => ({
    field: [...here.field, name],
    from: here.from && old.has(name) ? [...here.from, old.get(name) ?? 0] : null,
    to: here.to && now.has(name) ? [...here.to, now.get(name) ?? 0] : null,
  })
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    const item = before[old.get(name) ?? -1]
    const other = after[now.get(name) ?? -1]
    if (item && other) yield* valueChanges(item, other, at(name))
    else yield { ...at(name), before: item, after: other }
  }
  const kept = [...old.keys()].filter(name => now.has(name))
  const order = [...now.keys()].filter(name => old.has(name))
  if (!isSame(kept, order)) {
    yield { ...here, before: kept, after: order, reordered: true }
  }
}

/** What an item of a list goes by, in the order of preference; some need two: what a ruling covers, what is amended. */
const naming = ['rule', 'id', 'field', 'name', 'unit', 'on', 'text', 'title']

/** The items of a list by name, with their index. Items that share a name are told apart by their order. */
function named(list: readonly Fields[]): ReadonlyMap<string, number> {
  const names = new Map<string, number>()
  for (const [index, item] of list.entries()) {
    const own = naming.flatMap(key => (typeof item[key] === 'string' ? [item[key]] : []))
    // A name has more than one line of its own: name, unit and title of an award are one of them.
    const name = (
      item.rule === undefined && item.field === undefined ? own.slice(0, 1) : own.slice(0, 2)
    ).join(' ')
    let unique = name
    for (let count = 2; names.has(unique); count++) unique = `${name} #${count}`
    names.set(unique, index)
  }
  return names
}
