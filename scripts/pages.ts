// Writes the pages and pictures that say what the program says; it has to be built.
import { mkdirSync, writeFileSync } from 'node:fs'
import { commandsPage } from './docs/commands.ts'
import { dataPage } from './docs/data.ts'
import { diagnosticsPage } from './docs/diagnostics.ts'
import { packagesPage } from './docs/packages.ts'
import { rulesPage } from './docs/rules.ts'
import { terminalPicture } from './docs/terminal-picture.ts'
import { writeRobustness } from './figures.ts'

for (const [language, ending] of [
  ['zh', '.zh-CN.md'],
  ['en', '.md'],
] as const) {
  writeFileSync(`docs/rules${ending}`, `${rulesPage(language)}\n`)
  writeFileSync(`docs/commands${ending}`, `${await commandsPage(language)}\n`)
  writeFileSync(`docs/data${ending}`, `${dataPage(language)}\n`)
  writeFileSync(`docs/diagnostics${ending}`, `${diagnosticsPage(language)}\n`)
}

writeFileSync('docs/packages.md', `${packagesPage()}\n`)
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
