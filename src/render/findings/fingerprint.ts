import { createHash } from 'node:crypto'
import type { Problem } from '../../model/problem.ts'

/**
 * A name for each problem that stays the same while lines move and languages change: the rule, the file, the words of the
 * line, and which of several alike it is. As long as the list, in its order.
 */
export function fingerprints(problems: readonly Problem[]): string[] {
  const seen = new Map<string, number>()
  return problems.map(({ rule, file, source }) => {
    const content = JSON.stringify([rule, file, source?.trim() ?? ''])
    const count = seen.get(content) ?? 0
    seen.set(content, count + 1)
    return createHash('sha256').update(`${content} ${count}`).digest('hex').slice(0, 32)
  })
}
