import type { Context } from '../context.ts'
import type { Problem } from '../model/problem.ts'
import { renderProblems } from '../render/problems.ts'

/** Problems of what is being written, to stderr; notes are not worth stopping for. */
export function showProblems(problems: readonly Problem[], context: Context): void {
  const told = problems.filter(({ severity }) => severity !== 'note')
  if (told.length === 0) return
  const shown = renderProblems(told, context.errorScreen)
  context.talk({ zh: shown, en: shown })
}
