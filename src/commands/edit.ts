import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { isNamed } from '../forms/field-named.ts'
import type { Field } from '../forms/form.ts'
import { nearest } from '../model/nearest.ts'
import { UserError } from '../model/user-error.ts'
import { openToWrite } from './record.ts'

export interface EditOptions {
  readonly amendment?: string
  readonly dryRun?: boolean
}

/** A field and what is to be written into it; an empty text takes it away. */
export interface Assignment {
  readonly name: string
  readonly text: string
}

export function addEdit(program: Command, context: Context): void {
  const { say } = context
  program
    .command('edit')
    .argument(
      '<id>',
      say({ zh: '记录编号，或方案条目的编号', en: 'the id of a record, or of an entity of the plan' }),
    )
    .argument(
      '[field=value...]',
      say({ zh: '字段=新值；“字段=”去掉该字段', en: 'field=value; "field=" takes the field away' }),
    )
    .summary(say({ zh: '更正一条记录', en: 'correct a record' }))
    .description(
      say({
        zh: '就地修改：除了被改的值，文件里一个字节都不动。不写“字段=值”时用 $EDITOR 打开。改后的内容先通过校验才写入；期间被别人改过的会告知。',
        en: 'Edits in place: no byte outside the edited value changes. Without field=value it opens $EDITOR. The result is validated before it is written; if somebody else changed the file meanwhile, you are told.',
      }),
    )
    .option(
      '--amendment <id>',
      say({ zh: '时段已封账时，准许更正的修订记录', en: 'the amendment that allows it in a closed period' }),
    )
    .option('--dry-run', say({ zh: '只显示改后的内容，不写入', en: 'show the result, and write nothing' }))
    .action(async (id: string, written: readonly string[], options: EditOptions) => {
      const assignments = written.map(assignmentOf)
      const opened = await openToWrite(context)
      const { editFields, editInEditor } = await import('./edit-one.ts')
      if (assignments.length > 0) await editFields(id, assignments, options, opened, context)
      else await editInEditor(id, options, opened, context)
    })
    .addHelpText(
      'after',
      say({
        zh: '\n例：\n  kepu edit 2018-09-15-kexie-x7f3q attendance=350\n  kepu edit 2018-09-15-kexie-x7f3q 人次=350 备注=\n  kepu edit jiaoyuju status=decided decidedBy=惠济区科协 decidedOn=2018-03-01\n',
        en: '\nExamples:\n  kepu edit 2018-09-15-kexie-x7f3q attendance=350\n  kepu edit 2018-09-15-kexie-x7f3q attendance=350 notes=\n',
      }),
    )
}

export function addWithdraw(program: Command, context: Context): void {
  const { say } = context
  program
    .command('withdraw')
    .argument('<id>', say({ zh: '记录编号', en: 'the id of the record' }))
    .requiredOption('--reason <text>', say({ zh: '撤回原因', en: 'why it is withdrawn' }))
    .summary(say({ zh: '撤回一条记录', en: 'withdraw a record' }))
    .description(
      say({
        zh: '撤回后，这条记录在任何一天都不再计入；文件保留，不删除。',
        en: 'A withdrawn record counts on no day any more; its file stays.',
      }),
    )
    .option(
      '--amendment <id>',
      say({ zh: '时段已封账时，准许撤回的修订记录', en: 'the amendment that allows it in a closed period' }),
    )
    .option('--dry-run', say({ zh: '只显示改后的内容，不写入', en: 'show the result, and write nothing' }))
    .action(async (id: string, { reason, ...options }: EditOptions & { readonly reason: string }) => {
      const opened = await openToWrite(context)
      const { withdraw } = await import('./edit-one.ts')
      await withdraw(id, reason, options, opened, context)
    })
    .addHelpText(
      'after',
      say({
        zh: '\n例：\n  kepu withdraw 2018-09-15-kexie-x7f3q --reason 重复登记\n',
        en: '\nExample:\n  kepu withdraw 2018-09-15-kexie-x7f3q --reason "recorded twice"\n',
      }),
    )
}

function assignmentOf(written: string): Assignment {
  const match = /^([^=＝]+)[=＝](.*)$/su.exec(written)
  if (match) return { name: (match[1] ?? '').trim(), text: match[2] ?? '' }
  throw new UserError(
    2,
    { zh: `“${written}”不是“字段=值”`, en: `"${written}" is not field=value` },
    {
      zh: '例如 attendance=350 或 人次=350；值里有空格的加引号',
      en: 'such as attendance=350; quote values with spaces',
    },
  )
}

/** The field that a person means by its key or its word. @throws UserError (2) where there is none */
export function fieldNamed(name: string, fields: readonly Field[]): Field {
  const found = fields.find(field => isNamed(field, name))
  if (found) return found
  const near = nearest(
    name,
    fields.flatMap(({ key, word: { zh } }) => [key, zh]),
  )
  throw new UserError(
    2,
    { zh: `没有“${name}”这个字段`, en: `there is no field "${name}"` },
    near[0]
      ? { zh: `最接近的是 ${near.join('、')}`, en: `the nearest is ${near.join(', ')}` }
      : {
          zh: `可用：${fields.map(({ key, word: { zh } }) => `${key}（${zh}）`).join('、')}`,
          en: `there are: ${fields.map(({ key }) => key).join(', ')}`,
        },
  )
}
