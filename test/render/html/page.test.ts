import fc from 'fast-check'
import { parse } from 'parse5'
import { describe, expect, it } from 'vitest'
import { renderPage } from '../../../src/render/html/page.ts'
import { safe } from '../../../src/render/safe.ts'
import type { Answer } from '../../../src/reports/view.ts'
import { edition, records, report, sections } from '../every-section.ts'
import { answerOf, anyTitle, editionOf, envelope, hostileTitles } from '../hostile.ts'
import { attribute, elements, named, text } from '../readers.ts'

type Element = ReturnType<typeof elements>[number]

const page = (answer: Answer, language: 'zh' | 'en' = 'zh') =>
  renderPage(answer, envelope, { language }, edition)

/** What a page is made of, its words left out. */
const shape = (content: string): string[] =>
  elements(parse(content)).map(({ tagName, attrs }) => [tagName, ...attrs.map(({ name }) => name)].join(' '))

describe('a page', () => {
  it('is well formed: a parser has nothing to put right', () => {
    const faults: string[] = []
    parse(page(report), { onParseError: ({ code }) => faults.push(code) })
    expect(faults).toEqual([])
  })

  it('says its language, its title, its day, and that it is a sample', () => {
    const all = elements(parse(page(report)))
    expect(attribute(named(all, 'html')[0] as Element, 'lang')).toBe('zh-CN')
    expect(text(named(all, 'title')[0] as Element)).toBe('示例数据 惠济区科普工作进展')
    expect(named(all, 'h1').map(text)).toEqual(['惠济区科普工作进展'])
    expect(text(named(all, 'body')[0] as Element)).toMatch(/示例数据[\s\S]*以 2020-12-31 为准/)
    expect(page(report, 'en')).toContain('<html lang="en">')
  })

  it('links every number to its records, and every link leads somewhere', () => {
    const all = elements(parse(page(report)))
    const ids = new Set(all.flatMap(element => attribute(element, 'id') ?? []))
    expect(ids.size).toBe(all.filter(element => attribute(element, 'id')).length)
    const links = named(all, 'a').flatMap(link => attribute(link, 'href') ?? [])
    const inside = links.filter(href => href.startsWith('#')).map(href => href.slice(1))
    for (const id of inside) expect(ids).toContain(id)
    // Of the table alone: 8 towns; the sets behind them, and the evidence that is on the web.
    const sets = all.filter(element => attribute(element, 'id')?.startsWith('set-'))
    const behind = sets.map(set => named(elements(set), 'a').length)
    for (const count of behind) expect(count).toBeGreaterThan(1)
    expect(links.filter(href => href.startsWith('https://example.org/'))).toHaveLength(8)
    expect(inside.filter(id => id.startsWith('r-')).length).toBeGreaterThan(8)
    for (const { id } of records) expect(ids).toContain(`r-${id}`)
  })

  it('gives the same numbers as the view, exact where they are shown rounded', () => {
    const all = elements(parse(page({ ...report, view: [sections.text, sections.table] })))
    const cells = named(all, 'td').slice(0, 40)
    const read = cells.map(cell => attribute(cell, 'data-value') ?? text(cell))
    const given = sections.table.table.rows.flatMap(row =>
      row.map(({ value }) => (value === null ? '' : typeof value === 'number' ? String(value) : value.zh)),
    )
    expect(read).toEqual(given)
  })

  it('draws each kind of chart as a named picture with its numbers beside it', () => {
    const all = elements(parse(page(report)))
    const pictures = named(all, 'svg')
    expect(pictures).toHaveLength(7)
    for (const picture of pictures) {
      const inner = elements(picture)
      const [title, description] = (attribute(picture, 'aria-labelledby') ?? '').split(' ')
      expect(attribute(named(inner, 'title')[0] as Element, 'id')).toBe(title)
      expect(attribute(named(inner, 'desc')[0] as Element, 'id')).toBe(description)
      expect(text(named(inner, 'desc')[0] as Element)).not.toBe('')
      expect(attribute(picture, 'role')).toBe(named(inner, 'a').length > 0 ? 'group' : 'img')
    }
    expect(named(all, 'details')).toHaveLength(7)
    const body = page(report).replace(/<(script|style)>.*?<\/\1>/gs, '')
    expect(/NaN|Infinity|undefined|\[object/.exec(body)).toBeNull()
  })

  it('runs nothing but its own script, and loads nothing', () => {
    const all = elements(parse(page(report)))
    const policy = all.find(element => attribute(element, 'http-equiv') === 'Content-Security-Policy')
    expect(policy && attribute(policy, 'content')).toMatch(
      /^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'$/,
    )
    for (const { tagName, attrs } of all) {
      expect(['link', 'img', 'iframe', 'object', 'form', 'base']).not.toContain(tagName)
      for (const { name } of attrs) expect(name).not.toMatch(/^(on|src$|style$)/)
    }
  })
})

describe('hostile titles in a page', () => {
  // The plan's own name stands above the title unless the two are equal.
  const rendered = (title: string) =>
    renderPage(answerOf(title), envelope, { language: 'zh' }, { ...editionOf(title), planTitle: '方案' })

  it.each(hostileTitles)('%j is text', title => {
    const content = rendered(title)
    const all = elements(parse(content))
    expect(named(all, 'script')).toHaveLength(1)
    for (const link of named(all, 'a'))
      expect(attribute(link, 'href')).toMatch(/^(#|https:\/\/example\.org\/)/)
    expect(named(all, 'h2').map(text)).toContain(safe(title))
    expect(/[^\P{Cc}\n\t]|[\p{Bidi_Control}\p{Cs}\u200b\ufeff]/u.exec(content)).toBeNull()
  })

  it('never change what a page is made of', () => {
    const plain = shape(rendered('a'))
    fc.assert(
      // A cell without words is no link.
      fc.property(
        anyTitle.filter(title => safe(title).trim() !== ''),
        title => {
          // Pictures have as many lines of text as their labels need.
          const without = (parts: readonly string[]) =>
            // What is short is not broken, and has a class for it.
            parts
              .filter(part => !part.startsWith('text '))
              .map(part => (part.startsWith('td') ? part.replace(' class', '') : part))
          expect(without(shape(rendered(title)))).toEqual(without(plain))
        },
      ),
      { numRuns: 1000, seed: 11 },
    )
  })
})
