import type { PlainDate } from './dates.ts'
import type { UnitEvent } from './entities.ts'

/** Events by which one unit takes over what another owed. */
const succession = new Set<UnitEvent['kind']>(['merge', 'split', 'transfer', 'abolish'])

/** The ids of the units that had become part of this one by a day, nearest first. */
export function predecessorsOf(events: readonly UnitEvent[], unit: string, day: PlainDate): string[] {
  return follow(events, unit, day, 'to', 'from')
}

/** The ids of the units that had taken over from this one by a day; empty while it goes on. */
export function successorsOf(events: readonly UnitEvent[], unit: string, day: PlainDate): string[] {
  return follow(events, unit, day, 'from', 'to')
}

function follow(
  events: readonly UnitEvent[],
  unit: string,
  day: PlainDate,
  from: 'from' | 'to',
  to: 'from' | 'to',
): string[] {
  const found = new Set<string>()
  const waiting = [unit]
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    for (const event of events) {
      if (event.date > day || !succession.has(event.kind) || !event[from]?.includes(next)) continue
      for (const other of event[to] ?? []) {
        if (other === unit || found.has(other)) continue
        found.add(other)
        waiting.push(other)
      }
    }
  }
  return [...found]
}
