import type { PlainDate } from '../model/dates.ts'
import type { PlanRecord, WrittenEvidence } from '../model/entities.ts'
import type { Text } from '../model/text.ts'
import { wordsOf } from '../repository/words.ts'
import type { Asked } from './entities.ts'

/** A record as it is cited behind a number. */
export interface RecordLine {
  readonly id: string
  readonly date: PlainDate
  readonly kind: Text
  readonly title: string
  /** Its unit by the name of its day; null where it has none. */
  readonly unit: string | null
  readonly evidence: readonly Evidence[]
  readonly file: string
}

/** What shows a record: a file of the repository, an archive number or, with a `url`, a page. */
interface Evidence {
  readonly words: string
  readonly url: string | null
}

/** Looks up records as they are cited; the index is made when the first is asked for. */
export function recordLines({ plan, prefix }: Asked): (id: string) => RecordLine | undefined {
  const words = wordsOf(plan)
  let records: ReadonlyMap<string, PlanRecord> | undefined
  return id => {
    records ??= new Map(plan.records.map(record => [record.id, record]))
    const record = records.get(id)
    return (
      record && {
        id,
        date: record.date,
        kind: words.recordKind(record.kind),
        title: record.title,
        unit: record.unit ?? null,
        evidence: (record.fields.evidence ?? []).map(evidenceOf),
        file: prefix + record.place.file,
      }
    )
  }
}

/** A bare string may be any of the three. */
function evidenceOf(written: WrittenEvidence): Evidence {
  if (typeof written === 'string') {
    return { words: written, url: /^https?:\/\//.test(written) ? written : null }
  }
  const { title, file, archive, url } = written
  return { words: title ?? file ?? archive ?? url ?? '', url: url ?? null }
}
