import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Context, Opened } from '../context.ts'
import { type Field, fieldsAt } from '../forms/form.ts'
import type { RecordFields } from '../model/entities.ts'
import type { Step } from '../model/place.ts'
import { UserError } from '../model/user-error.ts'
import { amendmentOf, assertOpen, assertValid } from '../records/admission.ts'
import { type Editable, editableOf, readEditable, recordKindOf } from '../records/editable.ts'
import { evidenceValue } from '../records/evidence-value.ts'
import { readField, readingOf } from '../records/read-content.ts'
import { recordPath } from '../records/record-file.ts'
import { CannotSplice, spliced } from '../records/splice.ts'
import { safe, uncommanded } from '../render/safe.ts'
import type { KeyOrder } from '../repository/canonical-text.ts'
import { locked } from '../repository/lock.ts'
import { wordsOf } from '../repository/words.ts'
import { createWhole, patiently, syncFolder, writeWhole } from '../repository/write.ts'
import { parseYaml } from '../repository/yaml.ts'
import { commitHint } from './commit-hint.ts'
import { type Assignment, type EditOptions, fieldNamed } from './edit.ts'
import { showProblems } from './show-problems.ts'
import { talkSample } from './talk-sample.ts'

interface Change {
  readonly path: readonly Step[]
  readonly value: unknown
}

/** Puts values into fields. */
export async function editFields(
  id: string,
  assignments: readonly Assignment[],
  options: EditOptions,
  opened: Opened,
  context: Context,
): Promise<void> {
  const { repository, today } = opened
  const editable = editableOf(repository, id)
  const fields = fieldsOf(editable, opened)
  const named = assignments.map(({ name, text }) => ({ field: fieldNamed(name, fields), text }))
  const date = named.find(({ field }) => field.key === 'date')?.text ?? editable.fields.date
  const reading = readingOf(
    {
      plan: repository.plan,
      today,
      evidence: text => evidenceValue(text, repository.root, context.cwd),
    },
    typeof date === 'string' ? { date: [date] } : {},
  )
  const changes: Change[] = []
  for (const { field, text } of named) {
    assertEditable(field, text)
    changes.push({ path: field.path, value: await readField(field, [text], reading) })
  }
  await write('edit', editable, changed(editable, changes, options, opened), options, opened, context)
}

/** Takes a record out of all counts. */
export async function withdraw(
  id: string,
  reason: string,
  options: EditOptions,
  opened: Opened,
  context: Context,
): Promise<void> {
  const editable = editableOf(opened.repository, id)
  if (recordKindOf(editable) === undefined) {
    throw new UserError(
      2,
      { zh: `“${id}”不是记录，不能撤回`, en: `"${id}" is no record and cannot be withdrawn` },
      {
        zh: '方案条目的改动，登记修订：kepu record amendment',
        en: 'changes of the plan are recorded: kepu record amendment',
      },
    )
  }
  if (editable.fields.withdrawn) {
    throw new UserError(1, { zh: `“${id}”早已撤回`, en: `"${id}" is withdrawn already` })
  }
  const value = { on: opened.today, reason: reason.trim() }
  const text = changed(editable, [{ path: ['withdrawn'], value }], options, opened)
  await write('withdraw', editable, text, options, opened, context)
}

/** Opens the file in the person's editor, and again where they want to put right what was refused. */
export async function editInEditor(
  id: string,
  options: EditOptions,
  opened: Opened,
  context: Context,
): Promise<void> {
  const editable = editableOf(opened.repository, id)
  const { editorCopy } = await import('./editor.ts')
  const copy = editorCopy(editable, context)
  for (;;) {
    try {
      const text = await copy.edited()
      if (text === editable.text) context.talk({ zh: '没有改动', en: 'nothing was changed' })
      else
        await write(
          'edit',
          editable,
          withAmendment(editable, text, options, opened),
          options,
          opened,
          context,
        )
      copy.discard()
      return
    } catch (error) {
      if (await isTriedAgain(error, context).catch(() => false)) continue
      if (copy.isChanged()) {
        context.talk({
          zh: `改过的内容留在 ${safe(copy.file)}`,
          en: `what you wrote is kept in ${safe(copy.file)}`,
        })
      } else copy.discard()
      throw error
    }
  }
}

/** What the person wrote may be put right; what the disk or somebody else did may not. */
async function isTriedAgain(error: unknown, context: Context): Promise<boolean> {
  if (!context.isInteractive || !(error instanceof UserError) || error.exitCode !== 1) return false
  const { zh, en } = error.text
  const { askYes } = await import('./ask.ts')
  return askYes(context, { zh: `${zh}。回编辑器接着改吗？`, en: `${en}; back to the editor?` })
}

const fieldsOf = ({ kind, path }: Editable, { repository }: Opened): readonly Field[] =>
  fieldsAt(wordsOf(repository.plan), kind, path)

function assertEditable({ key, isRequired, word }: Field, text: string): void {
  if (key === 'id' || key === 'amendment') {
    throw new UserError(
      2,
      { zh: `${word.zh}不能改`, en: `${key} cannot be edited` },
      key === 'id'
        ? { zh: '编号写入后不变，日期更正后也不变', en: 'an id never changes, not even with the date' }
        : { zh: '用 --amendment 写明', en: 'give it with --amendment' },
    )
  }
  if (isRequired && text.trim() === '') {
    throw new UserError(2, {
      zh: `${word.zh}必填，不能去掉`,
      en: `${key} is required and cannot be taken away`,
    })
  }
}

function changed(
  editable: Editable,
  changes: readonly Change[],
  options: EditOptions,
  opened: Opened,
): string {
  const order = orderOf(editable, opened)
  const text = changes.reduce(
    (before, { path, value }) => splice(before, [...editable.path, ...path], value, order, editable, opened),
    editable.text,
  )
  return withAmendment(editable, text, options, opened)
}

const orderOf = ({ kind }: Editable, { repository }: Opened): KeyOrder => ({
  schemas: wordsOf(repository.plan).schemas,
  kind,
})

function splice(
  text: string,
  path: readonly Step[],
  value: unknown,
  order: KeyOrder,
  { file }: Editable,
  { repository }: Opened,
): string {
  try {
    return spliced(text, path, value, order)
  } catch (error) {
    if (!(error instanceof CannotSplice)) throw error
    const shown = repository.prefix + file
    throw new UserError(
      1,
      {
        zh: `“${shown}”的写法特殊，不能就地修改`,
        en: `"${shown}" is written in a way that cannot be edited in place`,
      },
      { zh: '先运行 kepu fmt 统一写法，再修改', en: 'run kepu fmt first' },
    )
  }
}

/** A record in a closed period, before or after the change, needs an amendment for this very change. */
function withAmendment(editable: Editable, text: string, { amendment }: EditOptions, opened: Opened): string {
  const { plan } = opened.repository
  if (recordKindOf(editable) === undefined) return text
  const named = amendment === undefined ? undefined : amendmentOf(plan, amendment).id
  const after = parseYaml(text, editable.file).value as RecordFields | undefined
  for (const fields of [editable.fields as RecordFields, after]) {
    if (!fields) continue
    // The amendment that let an earlier change in does not let this one in.
    const { amendment: _, ...without } = fields
    assertOpen(plan, named === undefined ? without : { ...without, amendment: named })
  }
  return named === undefined
    ? text
    : splice(text, ['amendment'], named, orderOf(editable, opened), editable, opened)
}

/** Validates, then replaces the file, unless somebody has changed it since it was read. */
async function write(
  command: 'edit' | 'withdraw',
  editable: Editable,
  text: string,
  { dryRun }: EditOptions,
  opened: Opened,
  context: Context,
): Promise<void> {
  const { repository, today } = opened
  const kind = recordKindOf(editable)
  const target = kind === undefined ? editable.file : targetOf(kind, editable, text)
  const files = new Map([
    ...(target === editable.file ? [] : [[editable.file, null] as const]),
    [target, text] as const,
  ])
  showProblems(
    await assertValid(repository, kind ?? 'closing', files, today, problems =>
      showProblems(problems, context),
    ),
    context,
  )
  const { root, prefix } = repository
  const shown = prefix + target
  if (dryRun) {
    talkSample(opened, context)
    if (context.format !== 'json') context.write(uncommanded(text))
    else await context.print({ kind: command, data: { id: editable.id, file: shown }, view: [] }, opened)
    return
  }
  await locked(join(root, editable.file), prefix + editable.file, async () => {
    const now = readEditable(repository, editable.file, editable.path)
    if (now.hash !== editable.hash) throw changedMeanwhile(prefix + editable.file)
    if (target === editable.file) writeWhole(join(root, target), text, prefix + target)
    else move(root, prefix, editable.file, target, text)
  })
  const title = String((editable.fields as { title?: unknown }).title ?? editable.id)
  await context.print(
    {
      kind: command,
      data: { id: editable.id, file: shown },
      view: [
        {
          text:
            command === 'edit'
              ? { zh: `${shown}\n已更正：${title}`, en: `${shown}\nedited: ${title}` }
              : { zh: `${shown}\n已撤回：${title}`, en: `${shown}\nwithdrawn: ${title}` },
        },
      ],
    },
    opened,
  )
  const message = command === 'edit' ? `更正：${title}` : `撤回：${title}`
  await commitHint(target === editable.file ? [target] : [editable.file, target], message, opened, context)
}

/** A record lies in the folder of its year. */
function targetOf(kind: string, { id, file }: Editable, text: string): string {
  const fields = parseYaml(text, file).value as RecordFields | undefined
  return typeof fields?.date === 'string' ? recordPath(kind, { date: fields.date, id }) : file
}

/** The new file is safe before the old one goes: a crash in between leaves two, and `validate` says so. */
function move(root: string, prefix: string, from: string, to: string, text: string): void {
  if (!createWhole(join(root, to), text, prefix + to)) throw changedMeanwhile(prefix + to)
  patiently(() => rmSync(join(root, from)))
  syncFolder(join(root, from, '..'))
}

const changedMeanwhile = (shown: string): UserError =>
  new UserError(
    3,
    {
      zh: `“${shown}”在读取之后被别人改过，没有写入`,
      en: `"${shown}" was changed by somebody else since it was read; nothing was written`,
    },
    { zh: '看看现在的内容，再改一次', en: 'look at what it says now and edit it again' },
  )
