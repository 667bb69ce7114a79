import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { examplePlan } from '../../src/rules/example-plan.ts'
import type { Example } from '../../src/rules/rule.ts'
import { committed } from '../git.ts'
import { exampleRepository, scratch } from '../scratch.ts'

/** The example plan with the edit of an example made; `text` is the wrong file as it then reads. */
export function wrongRepository(example: Example): {
  readonly folder: string
  readonly text: string | Uint8Array
} {
  const files = wrongFiles(example)
  const text = example.bytes ?? files.get(example.file) ?? files.get(example.movedTo ?? '') ?? ''
  const folder = scratch({
    ...Object.fromEntries(files),
    ...(example.bytes && { [example.file]: example.bytes }),
  })
  if (example.entry === 'folder' || example.entry === 'gone') rmSync(join(folder, example.file))
  if (example.entry === 'folder') mkdirSync(join(folder, example.file))
  return { folder, text }
}

/** The example plan committed as it is, and then the edit of an example made to it. */
export function changedRepository(example: Example): {
  readonly folder: string
  readonly text: string
} {
  const folder = exampleRepository(example.beside)
  committed(folder)
  const files = wrongFiles(example)
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  if (example.entry === 'gone') rmSync(join(folder, example.file))
  return { folder, text: files.get(example.file) ?? '' }
}

function wrongFiles(example: Example): Map<string, string> {
  const files = new Map<string, string>(Object.entries({ ...examplePlan, ...example.beside }))
  const edits = [example, ...(example.also ? [example.also] : [])]
  for (const { file, right, wrong } of edits) {
    const before = files.get(file) ?? ''
    if (!before.includes(right)) throw new Error(`${file} does not hold ${JSON.stringify(right)}`)
    files.set(file, right === '' ? wrong : before.replace(right, () => wrong))
  }
  if (example.movedTo) {
    files.set(example.movedTo, files.get(example.file) ?? '')
    files.delete(example.file)
  }
  return files
}
