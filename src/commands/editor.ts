import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Context, Opened } from '../context.ts'
import { UserError } from '../model/user-error.ts'
import type { Editable } from '../records/editable.ts'

/**
 * What a person makes of a text in `$VISUAL` or `$EDITOR`. It works on a copy: the file itself is only replaced when the
 * result is valid.
 * @throws UserError (2) where no editor is set; (3) where it fails
 */
export async function editedText({ text, id }: Editable, _opened: Opened, { env }: Context): Promise<string> {
  const editor = env.VISUAL || env.EDITOR
  if (!editor) {
    throw new UserError(
      2,
      { zh: '没有写明改什么，也没有设 EDITOR', en: 'nothing to change was given, and EDITOR is not set' },
      { zh: `例如 kepu edit ${id} attendance=350`, en: `for example kepu edit ${id} attendance=350` },
    )
  }
  const folder = mkdtempSync(join(tmpdir(), 'kepu-edit-'))
  try {
    const file = join(folder, `${id}.yaml`)
    writeFileSync(file, text)
    const [program = '', ...args] = editor.split(' ').filter(part => part !== '')
    const { execa } = await import('execa')
    const { failed } = await execa(program, [...args, file], { stdio: 'inherit', reject: false })
    if (failed) {
      throw new UserError(
        3,
        {
          zh: `编辑器“${program}”没有正常结束，没有写入`,
          en: `the editor "${program}" failed; nothing was written`,
        },
        { zh: '检查 EDITOR 的设置', en: 'check EDITOR' },
      )
    }
    return readFileSync(file, 'utf8')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
