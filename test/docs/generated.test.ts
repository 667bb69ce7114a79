import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { commandsPage } from '../../scripts/docs/commands.ts'
import { dataPage } from '../../scripts/docs/data.ts'
import { diagnosticsPage } from '../../scripts/docs/diagnostics.ts'
import { packagesPage } from '../../scripts/docs/packages.ts'
import { rulesPage } from '../../scripts/docs/rules.ts'
import { type Language, languages } from '../../src/model/text.ts'
import { rulePages } from '../../src/rules/index.ts'
import { run } from '../run.ts'

const endings: Readonly<Record<Language, string>> = { zh: '.zh-CN.md', en: '.md' }

describe.each(languages)('the generated pages in %s', language => {
  const pageOf = (name: string) => readFileSync(`docs/${name}${endings[language]}`, 'utf8')

  it('are as `npm run generate` writes them', async () => {
    expect(pageOf('rules')).toBe(`${rulesPage(language)}\n`)
    expect(pageOf('data')).toBe(`${dataPage(language)}\n`)
    expect(pageOf('diagnostics')).toBe(`${diagnosticsPage(language)}\n`)
    expect(pageOf('commands')).toBe(`${await commandsPage(language)}\n`)
  })

  it('show of every rule where it points and, unless nothing can be done, what to do', () => {
    const sections = pageOf('diagnostics').split('\n## ').slice(1)
    expect(sections.map(section => section.split('\n')[0])).toEqual(rulePages.map(({ id }) => id))
    for (const section of sections) {
      const id = section.split('\n')[0]
      if (id === 'unreadable') continue
      expect(section, id).toMatch(new RegExp(`^\\S.*:\\d+:\\d+ .*\\[${id}\\]$`, 'm'))
      expect(section, id).toMatch(/^ {2}(?:做法：|to do: )/m)
    }
  })

  it('say of a rule what `explain` says', async () => {
    const page = pageOf('rules')
    expect(rulePages.length).toBeGreaterThan(50)
    for (const { id } of rulePages) {
      const { out } = await run(['explain', id, '--lang', language, '--format', 'json'])
      const { data } = JSON.parse(out) as { data: { summary: string; page: string } }
      expect(page).toContain(`## ${id}\n`)
      expect(page).toContain(`· ${data.summary}\n\n${data.page}\n`)
    }
  })
})

it('the page of packages is as `npm run generate` writes it', () => {
  expect(readFileSync('docs/packages.md', 'utf8')).toBe(`${packagesPage()}\n`)
})
