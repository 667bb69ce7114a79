import type { PlainDate } from './dates.ts'
import type { Group, Name, Role, Unit } from './entities.ts'

/** A unit, or a group of units: whoever may be named as an owner. */
export type Party = Unit | Group

export const isUnit = (party: Party): party is Unit => 'kind' in party

/** Who stands where in the owner lines; groups that are queries ask for it. */
export type RolesOf = (unit: string) => readonly { readonly task: string; readonly role: Role }[]

const within = (span: { readonly from?: PlainDate; readonly to?: PlainDate }, day: PlainDate): boolean =>
  (span.from === undefined || span.from <= day) && (span.to === undefined || day <= span.to)

/** Every unit and group of the plan, by id and by name. */
export class Units {
  readonly all: readonly Unit[]
  readonly groups: readonly Group[]
  readonly #byId = new Map<string, Party>()
  readonly #byName = new Map<string, Party[]>()

  constructor(units: readonly Unit[], groups: readonly Group[]) {
    this.all = units
    this.groups = groups
    for (const party of [...units, ...groups]) {
      if (!this.#byId.has(party.id)) this.#byId.set(party.id, party)
      for (const { name } of party.names) {
        const sharing = this.#byName.get(name)
        if (!sharing) this.#byName.set(name, [party])
        else if (!sharing.includes(party)) sharing.push(party)
      }
    }
  }

  byId(id: string): Party | undefined {
    return this.#byId.get(id)
  }

  /**
   * Whoever bears exactly this name, misprints and former names too; undefined where nobody or more than one does.
   * @param day where several bear it one after another, the day tells which is meant
   */
  named(name: string, day?: PlainDate): Party | undefined {
    const sharing = this.allNamed(name)
    if (sharing.length < 2 || day === undefined) return sharing.length === 1 ? sharing[0] : undefined
    const then = sharing.filter(party => bears(party, name, day))
    return then.length === 1 ? then[0] : undefined
  }

  /** All that bear exactly this name. */
  allNamed(name: string): readonly Party[] {
    return this.#byName.get(name) ?? []
  }

  /** Every name that is understood. */
  names(): Iterable<string> {
    return this.#byName.keys()
  }
}

/** True where the party exists on the day and goes by this name. */
function bears(party: Party, name: string, day: PlainDate): boolean {
  if (isUnit(party) && !existsOn(party, day)) return false
  return party.names.some(entry => entry.name === name && within(entry, day))
}

/** How a name entry of this party reads that is written exactly so; undefined where it bears no such name. */
export function nameEntry(party: Party, name: string): Name | undefined {
  return party.names.find(entry => entry.name === name)
}

/**
 * The name of a unit or group on a day: the official one dated for it, else a former one that was still used, else the
 * official one without days, else, of a unit that is gone, its last one, else the first.
 */
export function nameOn(party: Party, day: PlainDate): string {
  const [only, ...others] = party.names
  if (only && others.length === 0) return only.name
  const official = party.names.filter(entry => (entry.as ?? 'official') === 'official')
  const isDated = ({ from, to }: Name) => from !== undefined || to !== undefined
  const then = party.names.filter(entry => within(entry, day))
  const named =
    then.find(entry => official.includes(entry) && isDated(entry)) ??
    then.filter(({ as, to }) => as === 'former' && to !== undefined).sort(byEnd)[0] ??
    then.find(entry => official.includes(entry)) ??
    official
      .filter(({ to }) => to !== undefined && to < day)
      .sort(byEnd)
      .at(-1) ??
    official[0] ??
    party.names[0]
  return named?.name ?? party.id
}

const byEnd = (a: Name, b: Name): number => ((a.to ?? '') < (b.to ?? '') ? -1 : 1)

/** True while the unit exists; a unit without days has always existed. */
export const existsOn = (unit: Unit, day: PlainDate): boolean => within(unit, day)

/** What became of units by a day. */
export interface Lives {
  /** The units that had become part of this one. */
  predecessors(unit: string): readonly string[]
  /** True where others have taken over from it. */
  isReplaced(unit: string): boolean
}

/**
 * The units of a group on a day, in the order of units.yaml; null where nothing says who they are. A unit that took over
 * from a member stands in its place.
 */
export function membersOn(
  group: Group,
  day: PlainDate,
  units: Units,
  rolesOf: RolesOf,
  lives: Lives,
): readonly Unit[] | null {
  const { members, query } = group
  const isThere = (unit: Unit) => existsOn(unit, day) && !lives.isReplaced(unit.id)
  if (members) {
    const ids = new Set(members.filter(member => within(member, day)).map(member => member.unit))
    return units.all.filter(
      unit => isThere(unit) && [unit.id, ...lives.predecessors(unit.id)].some(id => ids.has(id)),
    )
  }
  if (!query) return null
  return units.all.filter(unit => {
    if (!isThere(unit)) return false
    if (query.kinds && !query.kinds.includes(unit.kind)) return false
    if (!query.roles && !query.tasks) return true
    return [unit.id, ...lives.predecessors(unit.id)].some(id =>
      rolesOf(id).some(
        ({ task, role }) =>
          (!query.roles || query.roles.includes(role)) && (!query.tasks || query.tasks.includes(task)),
      ),
    )
  })
}
