import type { Field, Form } from '../forms/form.ts'
import type { Text } from '../model/text.ts'
import { isUnit, nameOn } from '../model/units.ts'
import { UserError } from '../model/user-error.ts'
import type { Repository } from '../repository/open.ts'
import { assertOpen, findingsOfOne } from './admission.ts'
import { candidateOf } from './candidate.ts'
import { type ReadingBase, readContent, type WrittenFields } from './read-content.ts'

/**
 * Why the answer to one question would be refused in the end: it is held against the rules as part of a record in which
 * what is not yet answered is made up. Only what is told of this very field counts.
 * @param written the answers so far, this one among them
 * @returns null where nothing stands against it, as far as can be told by now
 */
export async function foreseenRefusal(
  form: Form,
  field: Field,
  written: WrittenFields,
  amendment: string | undefined,
  base: ReadingBase,
  repository: Repository,
): Promise<{ readonly text: Text; readonly hint: Text | undefined } | null> {
  const { plan } = repository
  const answered = Object.fromEntries(Object.entries(written).filter(([, texts = []]) => texts.length > 0))
  const known = Object.keys(answered)
  const madeUp = Object.fromEntries(
    form.fields
      .filter(({ isRequired, key }) => isRequired && key !== 'id' && !known.includes(key))
      .map(other => [other.key, [standIn(other, base)]]),
  )
  try {
    const content = await readContent(form, { ...madeUp, ...answered }, base)
    const named = amendment === undefined ? content : { ...content, amendment }
    const { file, text, fields } = candidateOf(repository, plan, form.kind, named)
    const isDay = ['date', 'period', 'year'].includes(field.key)
    // Of made-up days none can lie in a closed period.
    if (isDay) assertOpen(plan, Object.fromEntries(known.map(key => [key, fields[key]])) as typeof fields)
    const found = await findingsOfOne(repository, form.kind, file, text, base.today)
    const finding = found.find(({ at }) => at.path[0] === field.path[0])
    return finding ? { text: finding.message, hint: finding.hint } : null
  } catch (error) {
    // A stand-in that will not do is no fault of the answer.
    return error instanceof UserError && error.exitCode === 1 ? error : null
  }
}

/** What is written into a field that nobody has been asked about yet. */
function standIn({ type, choices, refers }: Field, { plan, today }: ReadingBase): string {
  const [choice] = choices
  if (choice) return choice[0]
  if (type === 'date') return today
  if (type === 'integer' || type === 'number') return '1'
  if (type === 'boolean') return 'true'
  const named: Readonly<Record<string, readonly { readonly id: string }[]>> = {
    measure: plan.measures,
    task: plan.tasks,
    target: plan.targets,
    duty: plan.duties,
    programme: plan.programmes,
  }
  const unit = plan.units.all.find(isUnit)
  if (refers?.startsWith('unit-name') && unit) return nameOn(unit, today)
  return (refers && named[refers]?.[0]?.id) ?? '…'
}
