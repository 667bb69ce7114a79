import type { Clause } from '../../model/clause.ts'
import type { Plan } from '../../model/plan.ts'
import type { OfficialText } from '../../official/official-text.ts'
import type { TraceFinding } from './finding.ts'
import { isInside } from './missing.ts'
import { compareOwners } from './owners.ts'

/** Every owner line against the owners of its task, name by name and in order. */
export function compareOwnerLines(plan: Plan, official: OfficialText, silenced: (clause: Clause) => boolean) {
  const differences: TraceFinding[] = []
  let lines = 0
  let names = 0
  for (const task of plan.tasks) {
    const line = official.ownerLines.find(({ clause }) => clause === task.clause)
    if (line) {
      lines++
      names += line.leads.length + line.participants.length
      differences.push(...compareOwners(task, line))
    } else if (official.clause(task.clause) || !silenced(task.clause)) {
      differences.push({
        kind: 'owner-line-missing',
        clause: task.clause,
        id: task.id,
        text: null,
        data: [...task.leads, ...task.participants].map(({ printed }) => printed).join('、'),
        offset: official.clauses.findLast(({ path }) => isInside(path, task.clause))?.end ?? 0,
      })
    }
  }
  for (const { clause, leads, participants, start } of official.ownerLines) {
    if (plan.tasks.some(task => task.clause === clause)) continue
    const text = [...leads, ...participants].map(printed => printed.text).join('、')
    differences.push({ kind: 'owner-line-extra', clause, id: null, text, data: null, offset: start })
  }
  return { lines, names, differences }
}
