import type { PlainDate } from '../../model/dates.ts'
import type { Plan } from '../../model/plan.ts'
import type { Problem, Severity } from '../../model/problem.ts'
import { plural, type Text } from '../../model/text.ts'
import type { Repository } from '../../repository/open.ts'
import type { Envelope } from '../json.ts'

/** What a validation found. */
export interface Validation {
  readonly problems: readonly Problem[]
  readonly files: number
  readonly records: number
  /** The severities that fail the run. */
  readonly failing: readonly Severity[]
  /** Notes that a ruling explains are told one by one, too. */
  readonly everyNote: boolean
  readonly envelope: Omit<Envelope, 'kind'>
}

/** What was validated. */
interface Opened {
  readonly repository: Pick<Repository, 'files' | 'unread'>
  readonly asked: { readonly plan: Plan; readonly day: PlainDate }
  readonly commit: string | null
}

/** 通过：18 个文件，其中 6 条记录；0 个错误，0 个警告，46 个说明。 */
export function verdict({ problems, files, records }: Validation): Text {
  const count = (severity: Severity) => problems.filter(problem => problem.severity === severity).length
  const [errors, warnings, notes] = [count('error'), count('warning'), count('note')]
  return {
    zh: `${errors === 0 ? '通过' : '不通过'}：${files} 个文件，其中 ${records} 条记录；${errors} 个错误，${warnings} 个警告，${notes} 个说明。`,
    en: `${errors === 0 ? 'Passed' : 'Failed'}: ${plural(files, 'file')}, ${plural(records, 'record')} among them; ${plural(errors, 'error')}, ${plural(warnings, 'warning')}, ${plural(notes, 'note')}.`,
  }
}

/** A validation of what was opened. */
export function validationOf(
  { repository, asked: { plan, day }, commit }: Opened,
  problems: readonly Problem[],
  failing: readonly Severity[],
  everyNote: boolean,
): Validation {
  const envelope = {
    plan: plan.sheet?.id ?? null,
    asOf: day,
    rev: commit,
    ...(plan.sheet?.sample && { sample: true as const }),
  }
  const unread = repository.unread.reduce((sum, { count }) => sum + count, 0)
  const records = unread + repository.files.filter(({ kind }) => kind.startsWith('records/')).length
  return { problems, files: unread + repository.files.length, records, failing, everyNote, envelope }
}
