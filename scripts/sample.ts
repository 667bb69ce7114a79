// Writes examples/huiji/: the plan of data/ with an invented history. The README there is written by hand.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { sampleFolder, sampleRepository } from './sample/sample-repository.ts'

const files = await sampleRepository()
for (const folder of ['records', 'evidence', 'tasks']) {
  rmSync(join(sampleFolder, folder), { recursive: true, force: true })
}
for (const [path, content] of files) {
  mkdirSync(dirname(join(sampleFolder, path)), { recursive: true })
  writeFileSync(join(sampleFolder, path), content)
}
