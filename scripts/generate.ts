// Writes what is derived and stands in git.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { ownSetup, workflows } from '../src/skeleton/workflows.ts'
import { commandsPage } from './docs/commands.ts'
import { dataPage } from './docs/data.ts'
import { rulesPage } from './docs/rules.ts'
import { terminalPicture } from './docs/terminal-picture.ts'
import { writeRobustness } from './figures.ts'
import { writtenTypes } from './written-types.ts'

writeFileSync('src/model/written.ts', writtenTypes())

// The project checks itself with the workflows that `kepu init` writes.
for (const [file, text] of Object.entries(workflows(ownSetup))) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

// Pages that say what the code says.
for (const [language, ending] of [
  ['zh', '.zh-CN.md'],
  ['en', '.md'],
] as const) {
  writeFileSync(`docs/rules${ending}`, `${rulesPage(language)}\n`)
  writeFileSync(`docs/commands${ending}`, `${await commandsPage(language)}\n`)
  writeFileSync(`docs/data${ending}`, `${dataPage(language)}\n`)
}

writeRobustness()

mkdirSync('docs/images', { recursive: true })
for (const language of ['zh', 'en'] as const) {
  const picture = await terminalPicture(
    ['-C', 'examples/huiji', 'report', 'overview'],
    'kepu report overview',
    language,
    32,
  )
  writeFileSync(`docs/images/overview.${language}.svg`, picture)
}
