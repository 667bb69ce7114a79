import type { PlainDate } from '../model/dates.ts'
import { evidenceFiles } from '../repository/evidence.ts'
import type { FileKind } from '../repository/kinds.ts'
import { type Repository, soundRecord } from '../repository/open.ts'
import { ofRecords } from '../rules/check.ts'

/**
 * Says of record files whether they are settled: written in the one canonical form, accepted by their schema, naming no
 * file as evidence, and no rule has a word to say of them. That depends on the file, on the plan and on the telling
 * records, so it need not be asked again while none of these changes.
 * @param repository the plan, with the records that tell of others
 * @returns a test of a file (`records/activity/2018/….yaml`); each is asked for once
 */
export function settling(
  { tree, plan }: Repository,
  today: PlainDate,
): (file: string, kind: FileKind) => boolean {
  const rules = ofRecords(plan, today)
  return (file, kind) => {
    const record = soundRecord(tree, file, kind)
    if (!record || rules.some(({ said }) => said(record).length > 0)) return false
    const [evidence] = evidenceFiles([record])
    return evidence === undefined
  }
}
