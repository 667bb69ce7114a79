import { amendmentUnfit } from './amendment-unfit.ts'
import { bytesRules } from './bytes-rules.ts'
import { closedPeriod } from './closed-period.ts'
import { coverUnneeded } from './cover-unneeded.ts'
import { coverageNoDenominator } from './coverage-no-denominator.ts'
import { dateOutsidePlan } from './date-outside-plan.ts'
import { datesReversed } from './dates-reversed.ts'
import { dueOutsidePlan } from './due-outside-plan.ts'
import { dutyNoDate } from './duty-no-date.ts'
import { dutyNoOwner } from './duty-no-owner.ts'
import { evidenceChanged } from './evidence-changed.ts'
import { evidenceMissing } from './evidence-missing.ts'
import { fileMissing } from './file-missing.ts'
import { futureDate } from './future-date.ts'
import { groupMembersRule } from './group-members.ts'
import { groupPartlyNamed } from './group-partly-named.ts'
import { idTaken } from './id-taken.ts'
import { issuedPlan } from './issued-plan.ts'
import { kindRules } from './kind-rules.ts'
import { leadAndParticipant } from './lead-and-participant.ts'
import { measureMisnumbered } from './measure-misnumbered.ts'
import { milestoneNoStart } from './milestone-no-start.ts'
import { misplacedFile } from './misplaced-file.ts'
import { nameTaken } from './name-taken.ts'
import { notCanonical } from './not-canonical.ts'
import { ownerListOpen } from './owner-list-open.ts'
import { ownerMisprint } from './owner-misprint.ts'
import { ownerRepeated } from './owner-repeated.ts'
import { ownerUnknown } from './owner-unknown.ts'
import { ownerVariant } from './owner-variant.ts'
import { periodUnknown } from './period-unknown.ts'
import { planUnread } from './plan-unread.ts'
import { programmeMisprint } from './programme-misprint.ts'
import { programmeUnused } from './programme-unused.ts'
import { recordDeleted } from './record-deleted.ts'
import { referenceUnknown } from './reference-unknown.ts'
import type { ChangeRule, FileRule, RecordRule, RecordSheetRule, Rule, RulePage, SheetRule } from './rule.ts'
import { rulingSigned } from './ruling-signed.ts'
import { schemaRules } from './schema-rules.ts'
import { sourceChanged } from './source-changed.ts'
import { targetNoDate } from './target-no-date.ts'
import { targetNoOwner } from './target-no-owner.ts'
import { targetValue } from './target-value.ts'
import { timeZoneUnknown } from './time-zone-unknown.ts'
import { unitNotThere } from './unit-not-there.ts'
import { unitOtherName } from './unit-other-name.ts'
import { unitUnknown } from './unit-unknown.ts'
import { yamlRules } from './yaml-rules.ts'
import { zeroAndRecord } from './zero-and-record.ts'

/** The rules over the plan, in the order in which they speak of one place. */
export const rules: readonly (Rule | SheetRule | RecordRule | RecordSheetRule | FileRule)[] = [
  idTaken,
  misplacedFile,
  fileMissing,
  referenceUnknown,
  ownerUnknown,
  unitUnknown,
  nameTaken,
  groupMembersRule,
  ownerRepeated,
  leadAndParticipant,
  ownerMisprint,
  ownerVariant,
  ownerListOpen,
  groupPartlyNamed,
  measureMisnumbered,
  programmeMisprint,
  programmeUnused,
  dutyNoOwner,
  dutyNoDate,
  targetValue,
  targetNoDate,
  targetNoOwner,
  coverageNoDenominator,
  milestoneNoStart,
  dueOutsidePlan,
  timeZoneUnknown,
  sourceChanged,
  datesReversed,
  dateOutsidePlan,
  futureDate,
  periodUnknown,
  unitNotThere,
  unitOtherName,
  zeroAndRecord,
  amendmentUnfit,
  rulingSigned,
  evidenceMissing,
  evidenceChanged,
  notCanonical,
]

/** The rules about what changed since a revision. */
export const changeRules: readonly ChangeRule[] = [recordDeleted, closedPeriod, issuedPlan]

/** Every rule that can speak, whoever finds it out: what `explain` tells and the docs list. */
export const rulePages: readonly RulePage[] = [
  ...bytesRules,
  ...yamlRules,
  ...schemaRules,
  ...kindRules,
  planUnread,
  ...rules,
  ...changeRules,
  coverUnneeded,
]
