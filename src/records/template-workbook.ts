import { cellValue, fieldValue } from '../forms/cells.ts'
import { type Field, type Form, formOf, isAsked } from '../forms/form.ts'
import type { PlainDate } from '../model/dates.ts'
import type { PlanRecord } from '../model/entities.ts'
import type { Plan } from '../model/plan.ts'
import type { Language, Text } from '../model/text.ts'
import { isUnit, nameOn } from '../model/units.ts'
import { UserError } from '../model/user-error.ts'
import type { Asked } from '../reports/entities.ts'
import { resolveParty } from '../reports/parties.ts'
import { wordsOf } from '../repository/words.ts'
import type { ColumnKind, WrittenCell, WrittenColumn } from '../sheets/workbook-spec.ts'
import { writeWorkbook } from '../sheets/write-workbook.ts'

/** Rows prepared to be filled in. */
const blanks = 300

/**
 * A workbook to be filled in for a kind of record: heads in the first row, drop-down lists, formats, what the unit has
 * reported in the year of the day, and a sheet that says how. `import` takes it back as it is.
 * @param unit as a person names it; undefined for any unit
 * @throws UserError (2) where it is no unit
 */
export async function templateWorkbook(
  kind: string,
  unit: string | undefined,
  { asked }: { readonly asked: Asked },
  language: Language,
): Promise<Uint8Array> {
  const { plan, day } = asked
  const form = formOf(wordsOf(plan), kind)
  const name = unit === undefined ? undefined : await unitName(plan, unit, day)
  const fields = form.fields.filter(field => isAsked(field) || field.key === 'id')
  const say = (text: Text): string => text[language]
  const reported = plan.records.filter(record => isReported(record, kind, name, plan, day))
  return writeWorkbook({
    title: `${name ?? ''}${say(form.word)}`,
    language,
    created: day,
    sheets: [
      {
        name: say(form.word),
        columns: fields.map(field => columnOf(field, plan, day, name, say)),
        rows: reported.map(record => fields.map(field => cellOf(record, field, language))),
        blanks,
        frozenColumns: 0,
      },
      instructions(form, fields, plan, name, day, say),
    ],
  })
}

async function unitName(plan: Plan, written: string, day: PlainDate): Promise<string> {
  const party = await resolveParty(plan, written)
  if (isUnit(party)) return nameOn(party, day)
  throw new UserError(
    2,
    { zh: `“${written}”是几个单位的统称`, en: `"${written}" means several units` },
    { zh: '写其中的一个单位', en: 'name one of them' },
  )
}

/** Reported this year by this unit; nothing where no unit is named, for the list would be everybody's. */
function isReported(
  { kind, unit, date, fields }: PlanRecord,
  wanted: string,
  name: string | undefined,
  plan: Plan,
  day: PlainDate,
): boolean {
  if (kind !== wanted || name === undefined || unit === undefined || fields.withdrawn) return false
  const party = plan.units.named(unit, date)
  return party !== undefined && nameOn(party, day) === name && date.slice(0, 4) === day.slice(0, 4)
}

function columnOf(
  field: Field,
  plan: Plan,
  day: PlainDate,
  name: string | undefined,
  say: (text: Text) => string,
): WrittenColumn {
  const { isRequired, key, description } = field
  const choices = choicesOf(field, plan, day, name, say)
  const note = [
    key === 'id'
      ? say({ zh: '已登记的才有；新填的留空', en: 'of what is recorded already; leave it empty in new rows' })
      : '',
    isRequired && key !== 'id' ? say({ zh: '必填', en: 'required' }) : '',
    description ? say(description) : '',
    field.isList && field.type !== 'objects'
      ? say({ zh: '多项用；分开', en: 'several are parted by ;' })
      : '',
  ].filter(part => part !== '')
  return {
    head: say(field.head),
    kind: kindOf(field),
    ...(choices && { choices, isOpen: field.isList }),
    ...(note.length > 0 && { note: note.join(say({ zh: '；', en: '; ' })) }),
  }
}

function kindOf({ type, isList }: Field): ColumnKind {
  if (isList) return 'text'
  return type === 'date' || type === 'integer' || type === 'number' ? type : 'text'
}

function choicesOf(
  { choices, refers, key, type }: Field,
  plan: Plan,
  day: PlainDate,
  name: string | undefined,
  say: (text: Text) => string,
): readonly string[] | undefined {
  if (choices.length > 0) return choices.map(([, word]) => say(word))
  if (type === 'boolean') return [say({ zh: '是', en: 'yes' }), say({ zh: '否', en: 'no' })]
  if (key === 'unit' && name !== undefined) return [name]
  switch (refers) {
    case 'unit-name':
      return plan.units.all.map(unit => nameOn(unit, day))
    case 'measure':
      return plan.measures.map(({ id }) => id)
    case 'programme':
      return plan.programmes.map(({ names, id }) => names[0]?.name ?? id)
    case 'target':
      return plan.targets.map(({ id }) => id)
    case 'duty':
      return plan.duties.map(({ id }) => id)
    default:
      return undefined
  }
}

function cellOf({ fields }: PlanRecord, field: Field, language: Language): WrittenCell {
  const value = cellValue(fieldValue(fields, field), field)
  if (value === null || typeof value === 'number') return { value }
  return { value: kindOf(field) === 'date' ? { date: value[language] } : value[language] }
}

/** How to fill it in, field by field, with an example that is not taken for data. */
function instructions(
  form: Form,
  fields: readonly Field[],
  plan: Plan,
  name: string | undefined,
  day: PlainDate,
  say: (text: Text) => string,
) {
  const head = (zh: string, en: string, width: number) => ({
    head: say({ zh, en }),
    kind: 'text' as const,
    width,
  })
  return {
    name: say({ zh: '填写说明', en: 'How to fill it in' }),
    lead: [
      {
        value: say({ zh: `${form.word.zh}填报说明`, en: `How to report: ${form.word.en}` }),
        tone: 'strong' as const,
      },
      {
        value: say({
          zh: '在前一张表里一行填一条；表头不要改，列可以调换次序。已列出的是今年报过的，不用再填。',
          en: 'One row for each in the sheet before; leave the heads as they are. What is listed there was reported this year already.',
        }),
      },
      {
        value: say({
          zh: '不写个人姓名、身份证号和电话；数字只写阿拉伯数字，不写“约”“余”。',
          en: 'No names of persons, no ID or telephone numbers; write numbers alone, without "about".',
        }),
      },
    ],
    columns: [
      head('字段', 'Field', 18),
      head('必填', 'Required', 8),
      head('怎么填', 'How', 46),
      head('样例', 'Example', 36),
    ],
    rows: fields
      .filter(({ key }) => key !== 'id')
      .map(field => [
        { value: say(field.head), tone: 'strong' as const },
        { value: field.isRequired ? say({ zh: '是', en: 'yes' }) : '' },
        { value: field.description ? say(field.description) : '' },
        { value: example(field, plan, name, day, say), tone: 'faint' as const },
      ]),
  }
}

function example(
  field: Field,
  plan: Plan,
  name: string | undefined,
  day: PlainDate,
  say: (text: Text) => string,
): string {
  const { type, key, refers } = field
  if (type === 'date') return day
  if (type === 'integer' || type === 'number') return '320'
  if (key === 'title') return say({ zh: '科普日主场活动', en: 'Science day' })
  if (type === 'evidence') return 'https://www.example.cn/2018/kepuri'
  if (type === 'objects')
    return field.soleRequired ? say({ zh: '活动记录不全', en: 'records incomplete' }) : '[{"…": "…"}]'
  const [first, second] = choicesOf(field, plan, day, name, say) ?? []
  if (first !== undefined) return field.isList && second !== undefined ? `${first}；${second}` : first
  return refers ?? ''
}
