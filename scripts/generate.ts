// Writes what is derived and stands in git.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { ownSetup, workflows } from '../src/skeleton/workflows.ts'
import { writtenTypes } from './written-types.ts'

writeFileSync('src/model/written.ts', writtenTypes())

// The project checks itself with the workflows that `kepu init` writes.
for (const [file, text] of Object.entries(workflows(ownSetup))) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
