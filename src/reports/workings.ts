import type { DutyVerdict } from '../judge/duties.ts'
import type { TargetVerdict } from '../judge/targets.ts'
import { dutyVerdictCard } from './duty-verdict.ts'
import type { Asked } from './entities.ts'
import type { ReportOptions } from './report-filters.ts'
import { targetVerdictCard } from './target-verdict.ts'
import type { Section } from './view.ts'

/** With `--explain`, the working of each verdict that a report tells of, each once. */
export function workings(
  asked: Asked,
  { explain }: ReportOptions,
  {
    duties = [],
    targets = [],
  }: { readonly duties?: readonly DutyVerdict[]; readonly targets?: readonly TargetVerdict[] },
): Section[] {
  if (!explain) return []
  return [
    ...[...new Set(targets)].map(verdict => ({ card: targetVerdictCard(verdict, asked) })),
    ...[...new Set(duties)].map(verdict => ({ card: dutyVerdictCard(verdict, asked) })),
  ]
}
