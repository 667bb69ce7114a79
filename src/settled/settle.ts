import type { PlainDate } from '../model/dates.ts'
import type { PlanRecord } from '../model/entities.ts'
import type { Place } from '../model/place.ts'
import { evidenceFiles } from '../repository/evidence.ts'
import { type Repository, soundRecord, type UnreadFolder } from '../repository/open.ts'
import { recordFindings } from '../rules/check.ts'

/** So many records are judged at a time: enough that a rule is soon through its own beginnings, few enough to be forgotten. */
export const batchSize = 1000

/**
 * Says of record files whether they are settled: written in the one canonical form, accepted by their schema, naming no
 * file as evidence, and no rule has a word to say of them. What depends on them alone, on the plan and on the telling
 * records need not be asked again while none of these changes.
 */
export class Settler {
  readonly #repository: Repository
  readonly #today: PlainDate

  /** @param repository the plan, with the records that tell of others */
  constructor(repository: Repository, today: PlainDate) {
    this.#repository = repository
    this.#today = today
  }

  /** The names of those that are not settled. */
  unsettled({ path, kind }: Omit<UnreadFolder, 'names'>, names: readonly string[]): ReadonlySet<string> {
    const { tree, plan } = this.#repository
    const unsettled = new Set<string>()
    const records: PlanRecord[] = []
    for (const name of names) {
      const record = soundRecord(tree, `${path}/${name}`, kind)
      if (record) records.push(record)
      else unsettled.add(name)
    }
    const doubt = ({ file }: Place) => void unsettled.add(file.slice(path.length + 1))
    for (const { at, related = [] } of recordFindings(records, plan, this.#today)) {
      doubt(at)
      for (const other of related) doubt(other.at)
    }
    for (const { record } of evidenceFiles(records)) doubt(record.place)
    return unsettled
  }
}
