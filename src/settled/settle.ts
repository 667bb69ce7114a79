import type { PlainDate } from '../model/dates.ts'
import type { PlanRecord } from '../model/entities.ts'
import type { FileKind } from '../repository/kinds.ts'
import { type Repository, soundRecord } from '../repository/open.ts'
import { ofRecords } from '../rules/check.ts'

/** The kinds whose records the rules ask for when they judge another. */
export const isTelling = (kind: string): boolean => kind === 'zero-report' || kind === 'amendment'

/**
 * Says of record files whether they are settled: written in the one canonical form, accepted by their schema, and no rule
 * has a word to say of them. That depends on the file, on the plan and on the telling records, so it need not be asked
 * again while none of these changes.
 * @param repository the plan, with the telling records
 * @returns a test of a file (`records/activity/2018/….yaml`); each is asked for once
 */
export function settling(
  { tree, plan }: Repository,
  today: PlainDate,
): (file: string, kind: FileKind) => boolean {
  const rules = ofRecords(plan, today)
  return (file, kind) => {
    const record = soundRecord(tree, file, kind)
    return record !== undefined && isByItself(record) && rules.every(({ said }) => said(record).length === 0)
  }
}

/** It points to no file, which may change, and to no other record, which may go. */
function isByItself({ kind, fields: { evidence, amendment } }: PlanRecord): boolean {
  return (
    kind !== 'amendment' &&
    amendment === undefined &&
    (evidence === undefined || evidence.every(item => typeof item === 'string' || !('file' in item)))
  )
}
