import type { PlainDate } from '../model/dates.ts'
import type { Unit } from '../model/entities.ts'
import { continuedBy, isReplaced, predecessorsOf, successorsOf } from '../model/lives.ts'
import { groupMembers, type Plan } from '../model/plan.ts'
import { existsOn, isUnit } from '../model/units.ts'

/** Who the owners of a duty are on a day, in the order of units.yaml. */
interface OwningUnits {
  readonly units: readonly Unit[]
  /** The owners of whom nothing says which units they are. */
  readonly unknown: readonly string[]
}

/** Who owes on a day: groups expanded, and units that were taken over replaced by those that took over. */
export class Owners {
  readonly #plan: Plan
  readonly #known = new Map<string, OwningUnits>()
  readonly #ids = new Map<string, ReadonlySet<string>>()

  constructor(plan: Plan) {
    this.#plan = plan
  }

  on(owners: readonly string[], day: PlainDate): OwningUnits {
    const key = `${day} ${owners.join(' ')}`
    const known = this.#known.get(key) ?? this.#find(owners, day)
    this.#known.set(key, known)
    return known
  }

  /** The ids of the owners on a day, of groups and members, and of those that had become part of them. */
  idsOn(owners: readonly string[], day: PlainDate): ReadonlySet<string> {
    const key = `${day} ${owners.join(' ')}`
    const known = this.#ids.get(key)
    if (known) return known
    const { units } = this.on(owners, day)
    const ids = new Set([...owners, ...units.flatMap(({ id }) => this.withPredecessors(id, day))])
    this.#ids.set(key, ids)
    return ids
  }

  /** The unit, and those whose records count as its own by a day. */
  withPredecessors(unit: string, day: PlainDate): readonly string[] {
    return [unit, ...predecessorsOf(this.#plan.events, unit, day)]
  }

  /** The units that had taken over from a unit by a day. */
  successors(unit: string, day: PlainDate): readonly string[] {
    return successorsOf(this.#plan.events, unit, day)
  }

  /**
   * True where the unit owes a whole period: it was an owner on the first day, or goes on as one that was.
   * @param day the day on which it is an owner
   */
  owesWhole(owners: readonly string[], unit: Unit, from: PlainDate, day: PlainDate): boolean {
    if (day < from) return true
    const before = new Set(this.on(owners, from).units.map(({ id }) => id))
    return [unit.id, ...continuedBy(this.#plan.events, unit.id, day)].some(id => before.has(id))
  }

  #find(owners: readonly string[], day: PlainDate): OwningUnits {
    const plan = this.#plan
    const ids = new Set<string>()
    const unknown: string[] = []
    for (const owner of owners) {
      const party = plan.units.byId(owner)
      if (!party) unknown.push(owner)
      else if (isUnit(party)) {
        const after = successorsOf(plan.events, owner, day)
        for (const id of after.length > 0 ? after : [owner]) ids.add(id)
      } else {
        const members = groupMembers(plan, party, day)
        // With a file broken, nobody found is not the same as nobody there.
        if (!members || (members.length === 0 && !plan.defined.complete)) unknown.push(owner)
        for (const { id } of members ?? []) ids.add(id)
      }
    }
    return {
      units: plan.units.all.filter(
        unit => ids.has(unit.id) && existsOn(unit, day) && !isReplaced(plan.events, unit.id, day),
      ),
      unknown,
    }
  }
}
