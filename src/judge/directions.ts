import type { Target } from '../model/entities.ts'

/** What can be said of a target that promises only a direction. */
export type Direction = 'on-track' | 'slow' | 'reversed'

/**
 * The direction of steps from year to year: the last for the worse is reversed, none is slow, all for the better is
 * on-track, the last for the better after a setback or a standstill is slow.
 * @param steps by how much each year is above the one before, at least one
 */
export function directionOf(op: Target['op'], steps: readonly number[]): Direction {
  const better = op === 'down' ? steps.map(step => -step) : steps
  const last = better.at(-1) ?? 0
  if (last < 0) return 'reversed'
  return better.every(step => step > 0) ? 'on-track' : 'slow'
}
