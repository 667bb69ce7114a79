import type { PlainDate } from './dates.ts'
import type { UnitEvent } from './entities.ts'

/** Events by which one unit takes over what another owed; a rename counts where it makes a new identity. */
const succession = new Set<UnitEvent['kind']>(['rename', 'merge', 'split', 'transfer', 'abolish'])

/** Events by which a unit goes on as another: it owes the running period. A part that was split off begins anew. */
const continuation = new Set<UnitEvent['kind']>(['rename', 'merge', 'transfer', 'abolish'])

/**
 * The ids of the units that had become part of this one by a day, nearest first. One that goes on beside it, as a town does
 * of which another was split off, has not: its records stay its own.
 */
export function predecessorsOf(events: readonly UnitEvent[], unit: string, day: PlainDate): string[] {
  return follow(events, unit, day, 'to', 'from', succession)
}

/** The ids of the units that go on as this one by a day, so that it owes what they owed from the first day on. */
export function continuedBy(events: readonly UnitEvent[], unit: string, day: PlainDate): string[] {
  return follow(events, unit, day, 'to', 'from', continuation)
}

/** The ids of the units that had taken over from this one by a day; empty while it goes on. */
export function successorsOf(events: readonly UnitEvent[], unit: string, day: PlainDate): string[] {
  if (!isReplaced(events, unit, day)) return []
  return follow(events, unit, day, 'from', 'to', succession).filter(other => !isReplaced(events, other, day))
}

/** True where others had taken over from the unit by a day, and it is none of them. */
export function isReplaced(events: readonly UnitEvent[], unit: string, day: PlainDate): boolean {
  return events.some(
    ({ kind, date, from, to = [] }) =>
      date <= day && succession.has(kind) && from.includes(unit) && to.length > 0 && !to.includes(unit),
  )
}

function follow(
  events: readonly UnitEvent[],
  unit: string,
  day: PlainDate,
  from: 'from' | 'to',
  to: 'from' | 'to',
  kinds: ReadonlySet<UnitEvent['kind']>,
): string[] {
  const found = new Set<string>()
  const waiting = [unit]
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    for (const event of events) {
      if (event.date > day || !kinds.has(event.kind) || !event[from]?.includes(next)) continue
      for (const other of event[to] ?? []) {
        if (other === unit || found.has(other) || event[from]?.includes(other)) continue
        found.add(other)
        waiting.push(other)
      }
    }
  }
  return [...found]
}
