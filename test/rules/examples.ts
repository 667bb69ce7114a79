import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { examplePlan } from '../../src/rules/example-plan.ts'
import type { Example } from '../../src/rules/rule.ts'
import { scratch } from '../scratch.ts'

/** The example plan with the edit of an example made; `text` is the wrong file as it then reads. */
export function wrongRepository(example: Example): {
  readonly folder: string
  readonly text: string | Uint8Array
} {
  const files = new Map<string, string>(Object.entries(examplePlan))
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
  const text = example.bytes ?? files.get(example.file) ?? files.get(example.movedTo ?? '') ?? ''
  const folder = scratch({
    ...Object.fromEntries(files),
    ...(example.bytes && { [example.file]: example.bytes }),
  })
  if (example.entry === 'folder') {
    rmSync(join(folder, example.file))
    mkdirSync(join(folder, example.file))
  }
  return { folder, text }
}
