import type { ComparedEntity } from '../changes/entities.ts'
import { type ClosedChange, closedChange } from '../changes/marks.ts'
import { closingsOf } from '../model/closed.ts'
import type { PlanRecord } from '../model/entities.ts'
import type { Place } from '../model/place.ts'
import { evidenceFiles } from '../repository/evidence.ts'
import type { OtherFile, Sides } from '../repository/sides.ts'

/** A file that changed and shows what a record says. */
export interface EvidenceChange extends OtherFile {
  readonly record: ComparedEntity
  /** Where the record names it, and on which side. */
  readonly side: 'before' | 'after'
  readonly place: Place
  /** Of a record in a closed period, what is shown of it is closed too. */
  readonly closed: ClosedChange | undefined
}

/** The files beside those of the plan that changed: what records name as evidence, and the rest. */
export function evidenceChanges({ before, after, otherFiles }: Sides): {
  readonly evidence: readonly EvidenceChange[]
  readonly others: readonly OtherFile[]
} {
  const closings = closingsOf(before.plan)
  const named = { after: namedBy(after.plan.records), before: namedBy(before.plan.records) }
  const evidence: EvidenceChange[] = []
  const others: OtherFile[] = []
  for (const other of otherFiles) {
    // What nobody names any more was evidence before.
    const side = named.after.has(other.file) ? 'after' : 'before'
    const naming = named[side].get(other.file) ?? []
    if (naming.length === 0) others.push(other)
    for (const { record, place } of naming) {
      const entity = comparedRecord(record)
      const change = {
        kind: entity.kind,
        id: entity.id,
        change: 'changed' as const,
        before: entity,
        after: entity,
        fields: [],
      }
      const closed = closedChange(change, before.plan, after.plan, closings)
      evidence.push({ ...other, record: entity, side, place, closed })
    }
  }
  return { evidence, others }
}

interface Naming {
  readonly record: PlanRecord
  readonly place: Place
}

function namedBy(records: readonly PlanRecord[]): ReadonlyMap<string, readonly Naming[]> {
  const files = new Map<string, Naming[]>()
  for (const { record, at: place, file } of evidenceFiles(records)) {
    files.set(file, [...(files.get(file) ?? []), { record, place }])
  }
  return files
}

const comparedRecord = ({ id, kind, fields, place }: PlanRecord): ComparedEntity => ({
  kind: 'record',
  id,
  recordKind: kind,
  fields,
  place,
})
