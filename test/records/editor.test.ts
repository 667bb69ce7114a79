import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run } from '../run.ts'
import { exampleRepository } from '../scratch.ts'

const id = '2018-09-15-kexie-x7f3q'
const file = `records/activity/2018/${id}.yaml`

/** An editor in a folder whose name holds a space; `work` is done on `text`, in `copy`. */
function editor(cwd: string, work: string): string {
  const program = join(cwd, 'my tools/editor.mjs')
  mkdirSync(dirname(program), { recursive: true })
  writeFileSync(
    program,
    `import { readFileSync, rmSync, writeFileSync } from 'node:fs'
const copy = process.argv.at(-1)
const text = readFileSync(copy, 'utf8')
const save = content => writeFileSync(copy, content)
${work}
`,
  )
  return `"${process.execPath}" "${program}" --wait`
}

async function edited(work: string) {
  const cwd = exampleRepository()
  const before = readFileSync(join(cwd, file), 'utf8')
  const ran = await run(['edit', id], { cwd, env: { EDITOR: editor(cwd, work) } })
  const after = readFileSync(join(cwd, file), 'utf8')
  // What was refused is kept for the person, and they are told where.
  const kept = /改过的内容留在 (\S+)/.exec(ran.err)?.[1]
  const copy = kept !== undefined && existsSync(kept) ? readFileSync(kept, 'utf8') : undefined
  if (kept !== undefined) rmSync(dirname(kept), { recursive: true, force: true })
  return { ...ran, before, after, copy }
}

describe('edit in an editor', () => {
  it('writes what is valid', async () => {
    const { code, before, after, out, copy } = await edited(
      "save(text.replace(/^attendance: .*/m, 'attendance: 77'))",
    )
    expect(code).toBe(0)
    expect(out).toContain('已更正：')
    expect(after).toBe(before.replace(/^attendance: .*/m, 'attendance: 77'))
    expect(copy).toBeUndefined()
  })

  it('says that nothing was changed', async () => {
    const { code, before, after, err } = await edited('')
    expect(err).toContain('没有改动')
    expect(code).toBe(0)
    expect(after).toBe(before)
  })

  it.each([
    ['is no YAML', "save(text + 'title: [未完\\n')", 1, '没有写入'],
    ['breaks a schema', "save(text.replace(/^attendance: .*/m, 'attendance: 很多'))", 1, '没有写入'],
    ['is empty', "save('')", 1, '没有写入'],
    ['is not UTF-8', 'save(Buffer.from([...Buffer.from(text), 0xc0, 0xd0]))', 1, '没有存成 UTF-8'],
    ['has another id', "save(text.replace(/^id: .*/m, 'id: 2018-09-15-kexie-aaaaa'))", 1, '没有写入'],
    ['is left by a failing editor', "save(text + '# 写到一半\\n'); process.exit(3)", 3, '没有正常结束'],
  ])('keeps what %s out of the repository and in the copy', async (_, work, exit, words) => {
    const { code, before, after, err, copy } = await edited(work)
    expect(err).toContain(words)
    expect(code).toBe(exit)
    expect(after).toBe(before)
    expect(copy, err).toBeDefined()
    expect(copy).not.toBe(before)
  })

  it('keeps nothing where nothing was written', async () => {
    for (const work of ['process.exit(3)', 'rmSync(copy)']) {
      const { code, before, after, err } = await edited(work)
      expect(err).toContain('没有写入')
      expect(err).not.toContain('留在')
      expect(code).toBe(3)
      expect(after).toBe(before)
    }
  })

  it('tells of a change that somebody else made meanwhile, and loses neither', async () => {
    const { code, before, after, err, copy } = await edited(
      `save(text.replace(/^attendance: .*/m, 'attendance: 77'))
writeFileSync('${file}', text + '# 别人的改动\\n')`,
    )
    expect(code).toBe(3)
    expect(err).toContain('被别人改过')
    expect(after).toBe(`${before}# 别人的改动\n`)
    expect(copy).toContain('attendance: 77')
  })

  it('is found where its path holds spaces, with and without quotes', async () => {
    const cwd = exampleRepository()
    editor(cwd, "save(text.replace(/^attendance: .*/m, 'attendance: ' + process.argv.length))")
    const program = join(cwd, 'my tools/editor.mjs')
    writeFileSync(program, `#!${process.execPath}\n${readFileSync(program, 'utf8')}`, { mode: 0o755 })

    chmodSync(program, 0o755)
    const spellings = [
      [program, 3],
      [`'${program}' -n`, 4],
      [`${program.replaceAll(' ', '\\ ')} -n "a b"`, 5],
    ] as const
    for (const [EDITOR, words] of spellings) {
      expect(await run(['edit', id], { cwd, env: { EDITOR } })).toMatchObject({ code: 0 })
      expect(readFileSync(join(cwd, file), 'utf8')).toContain(`attendance: ${words}\n`)
    }
  })
})
