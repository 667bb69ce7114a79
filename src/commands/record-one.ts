import { join } from 'node:path'
import type { Context, Opened } from '../context.ts'
import { flagOf } from '../forms/flag.ts'
import { type Form, isAsked } from '../forms/form.ts'
import { nameOn } from '../model/units.ts'
import { UserError } from '../model/user-error.ts'
import { amendmentOf, assertOpen, assertValid } from '../records/admission.ts'
import { type Candidate, type Content, candidateOf } from '../records/candidate.ts'
import { evidenceValue } from '../records/evidence-value.ts'
import { foreseenRefusal } from '../records/foreseen.ts'
import { type ReadingBase, readContent } from '../records/read-content.ts'
import { safe, uncommanded } from '../render/safe.ts'
import type { Answer } from '../reports/view.ts'
import { createWhole } from '../repository/write.ts'
import { commitHint } from './commit-hint.ts'
import type { Switches, Written } from './record.ts'
import { showProblems } from './show-problems.ts'
import { talkSample } from './talk-sample.ts'

/** Records one thing: understood, asked for, checked, shown, written. */
export async function recordOne(
  form: Form,
  written: Written,
  { amendment, again, dryRun, yes }: Switches,
  opened: Opened,
  context: Context,
): Promise<void> {
  const { repository, today } = opened
  const { plan } = repository
  const base: ReadingBase = {
    plan,
    today,
    evidence: text => evidenceValue(text, repository.root, context.cwd),
  }
  const isAsking = context.isInteractive && yes !== true
  const complete = isAsking
    ? await (await import('./ask-record.ts')).askRecord(
        form,
        withDefaults(form, written, opened, context),
        {
          ...base,
          foresee: (field, answers) => foreseenRefusal(form, field, answers, amendment, base, repository),
        },
        context,
      )
    : withDefaults(form, written, opened, context)
  assertComplete(form, complete)
  const read = await readContent(form, complete, base)
  const content: Content =
    amendment === undefined ? read : { ...read, amendment: amendmentOf(plan, amendment).id }
  const candidate = candidateOf(repository, plan, form.kind, content, { again: again ?? false })
  if (candidate.isThere) throw alreadyThere(candidate, opened)
  assertOpen(plan, candidate.fields)
  const files = new Map([[candidate.file, candidate.text]])
  showProblems(
    await assertValid(repository, form.kind, files, today, problems => showProblems(problems, context)),
    context,
  )
  if (dryRun) {
    if (context.format === 'json') await context.print(answerOf(form, candidate, opened), opened)
    else {
      talkSample(opened, context)
      context.write(uncommanded(candidate.text))
    }
    return
  }
  if (isAsking && !(await confirmed(candidate, opened, context))) return
  const saved = create(form.kind, content, candidate, again ?? false, opened)
  await context.print(answerOf(form, saved, opened), opened)
  const { rememberUnit } = await import('./last-unit.ts')
  rememberUnit(context, plan, saved.fields.unit)
  await commitHint([saved.file], `记录：${saved.fields.title}`, opened, context)
}

/** The unit that always works here. */
function withDefaults(
  form: Form,
  written: Written,
  { repository, today }: Opened,
  { env }: Context,
): Written {
  const field = form.fields.find(({ key }) => key === 'unit')
  const unit = env.KEPU_UNIT
  if (!field?.isRequired || written.unit || !unit) return written
  const party = repository.plan.units.byId(unit)
  return { ...written, unit: [party ? nameOn(party, today) : unit] }
}

function assertComplete(form: Form, written: Written): void {
  const missing = form.fields.filter(
    field =>
      isAsked(field) && field.isRequired && (written[field.key] ?? []).every(text => text.trim() === ''),
  )
  if (missing.length === 0) return
  const flags = missing.map(field => `--${flagOf(field)}`).join(' ')
  throw new UserError(
    2,
    {
      zh: `还缺：${missing.map(({ word }) => word.zh).join('、')}`,
      en: `missing: ${missing.map(({ word }) => word.en).join(', ')}`,
    },
    {
      zh: `补上 ${flags}；各选项见 kepu record ${form.kind} --help`,
      en: `give ${flags}; see kepu record ${form.kind} --help`,
    },
  )
}

function alreadyThere({ id, file }: Candidate, { repository }: Opened): UserError {
  const shown = repository.prefix + file
  return new UserError(
    1,
    { zh: `这条已经登记过：${shown}`, en: `this is recorded already: ${shown}` },
    {
      zh: `要改它，用 kepu edit ${id}；确实又办了一次内容相同的，加 --again`,
      en: `to change it, kepu edit ${id}; if it did happen once more, add --again`,
    },
  )
}

async function confirmed({ file, text }: Candidate, opened: Opened, context: Context): Promise<boolean> {
  const { prefix } = opened.repository
  talkSample(opened, context)
  context.talk({
    zh: `\n${prefix}${file}\n${safe(text)}`,
    en: `\n${prefix}${file}\n${safe(text)}`,
  })
  const { askYes } = await import('./ask.ts')
  const isYes = await askYes(context, { zh: '写入吗？', en: 'write it?' })
  if (!isYes) context.talk({ zh: '没有写入', en: 'nothing was written' })
  return isYes
}

/** Another writer may have taken the name a moment ago: then the record gets the next one. */
function create(kind: string, content: Content, first: Candidate, again: boolean, opened: Opened): Candidate {
  const { root, prefix, plan } = opened.repository
  let candidate = first
  while (!createWhole(join(root, candidate.file), candidate.text, prefix + candidate.file)) {
    candidate = candidateOf(opened.repository, plan, kind, content, { again })
    if (candidate.isThere) throw alreadyThere(candidate, opened)
  }
  return candidate
}

function answerOf(form: Form, { id, file, fields }: Candidate, { repository }: Opened): Answer {
  const { date, unit, title } = fields
  const shown = repository.prefix + file
  const by = unit === undefined ? '' : ` ${unit}`
  return {
    kind: 'record',
    data: { id, file: shown },
    view: [
      {
        text: {
          zh: `${shown}\n已登记：${date}${by} ${form.word.zh} ${title}`,
          en: `${shown}\nrecorded: ${date}${by} ${form.word.en} ${title}`,
        },
      },
    ],
  }
}
