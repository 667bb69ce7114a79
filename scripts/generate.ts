// Writes what is derived and stands in git.
import { writeFileSync } from 'node:fs'
import { writtenTypes } from './written-types.ts'

writeFileSync('src/model/written.ts', writtenTypes())
