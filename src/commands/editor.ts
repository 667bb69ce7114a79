import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Context } from '../context.ts'
import { UserError } from '../model/user-error.ts'
import type { Editable } from '../records/editable.ts'

/** A copy of a text for a person to work on: the file itself is only replaced when the result is valid. */
export interface EditorCopy {
  /** Where it lies. */
  readonly file: string
  /**
   * What the person has made of it in the editor.
   * @throws UserError (1) where that is no text; (3) where the editor fails
   */
  edited(): Promise<string>
  /** True where the copy holds what is nowhere else. */
  isChanged(): boolean
  discard(): void
}

/**
 * Lays out a copy for `$VISUAL` or `$EDITOR`.
 * @throws UserError (2) where no editor is set
 */
export function editorCopy({ text, id }: Editable, { env, cwd }: Context): EditorCopy {
  const editor = env.VISUAL || env.EDITOR
  if (!editor) {
    throw new UserError(
      2,
      { zh: '没有写明改什么，也没有设 EDITOR', en: 'nothing to change was given, and EDITOR is not set' },
      { zh: `例如 kepu edit ${id} attendance=350`, en: `for example kepu edit ${id} attendance=350` },
    )
  }
  const folder = mkdtempSync(join(tmpdir(), 'kepu-edit-'))
  const file = join(folder, `${id}.yaml`)
  writeFileSync(file, text)
  return {
    file,
    async edited() {
      const [program = '', ...args] = commandOf(editor)
      const { execa } = await import('execa')
      const { failed } = await execa(program, [...args, file], { cwd, stdio: 'inherit', reject: false })
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
      return strictText(file)
    },
    isChanged() {
      try {
        return !readFileSync(file).equals(Buffer.from(text))
      } catch {
        return false
      }
    },
    discard() {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/**
 * The words of a command: a path with spaces as it is, or in quotes before its arguments. The backslash of a Windows path
 * stays; before a space or a quote it takes their meaning away.
 */
function commandOf(editor: string): readonly string[] {
  if (statSync(editor, { throwIfNoEntry: false })?.isFile()) return [editor]
  const words = editor.match(/(?:"[^"]*"|'[^']*'|\\[\s"']|[^\s"'])+/g) ?? []
  return words.map(word =>
    word.replaceAll(
      /"([^"]*)"|'([^']*)'|\\([\s"'])/g,
      (_, double: string | undefined, single: string | undefined, escaped: string | undefined) =>
        double ?? single ?? escaped ?? '',
    ),
  )
}

/** An editor that saves in another encoding would put wrong characters into the file, and nobody would be told. */
function strictText(file: string): string {
  let bytes: Uint8Array
  try {
    bytes = readFileSync(file)
  } catch {
    throw new UserError(3, {
      zh: '编辑器没有留下文件，没有写入',
      en: 'the editor left no file; nothing was written',
    })
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new UserError(
      1,
      {
        zh: '编辑器没有存成 UTF-8，没有写入',
        en: 'the editor did not save it as UTF-8; nothing was written',
      },
      { zh: '在编辑器里选 UTF-8 编码保存', en: 'save it as UTF-8 there' },
    )
  }
}
