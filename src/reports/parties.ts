import { forgiven } from '../model/forgiven.ts'
import type { Plan } from '../model/plan.ts'
import { isUnit, type Party } from '../model/units.ts'
import { matching, resolveName } from './names.ts'

/**
 * The unit or group that a person means.
 * @throws UserError (2) where it is nobody, or more than one
 */
export async function resolveParty(plan: Plan, written: string): Promise<Party> {
  const parties = [...plan.units.all, ...plan.units.groups].map(party => ({
    id: party.id,
    names: party.names.map(({ name }) => name),
    party,
  }))
  // Groups are named after what they hold together; a part of a name rather means a unit.
  const isExact = parties.some(({ id, names }) =>
    [id, ...names].some(name => forgiven(name) === forgiven(written)),
  )
  const units = parties.filter(({ party }) => isUnit(party))
  const word = { zh: '单位', en: 'unit' }
  const candidates = isExact || (await matching(written, units)).length === 0 ? parties : units
  return (await resolveName(written, candidates, word)).party
}
