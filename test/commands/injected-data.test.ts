import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'parse5'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { formats } from '../../src/render/formats.ts'
import { lists } from '../../src/reports/list.ts'
import { reports } from '../../src/reports/reports.ts'
import { committed } from '../git.ts'
import { officialText } from '../output/repositories.ts'
import { payloadsOf } from '../payloads.ts'
import {
  actingIn,
  attribute,
  commandsIn,
  elements,
  markdownPage,
  named,
  readCalendar,
  readCsvRows,
  readDocument,
  readWorkbook,
  readXml,
  text,
  xmlParts,
} from '../render/readers.ts'
import { run } from '../run.ts'
import { type Files, writeFiles } from '../scratch.ts'
import { hostilePlan, lines, recordOf, some, texts } from './hostile-plan.ts'

let folder = ''
beforeAll(() => {
  const heads = ['日期', '单位', '名称', '人次', '备注']
  const rows = lines.map((words, index) => ['2018-10-01', '区科协', words, index, texts[index] ?? ''])
  const quoted = [heads, ...rows].map(row =>
    row.map(cell => `"${String(cell).replaceAll('"', '""')}"`).join(),
  )
  const files: Files = {
    ...hostilePlan,
    'sheet.csv': `\ufeff${quoted.join('\r\n')}\r\n`,
    'plan.txt': `${officialText}\n${lines.map(words => `${words}不少于9场。`).join('\n')}\n`,
  }
  folder = writeFiles(files)
  const { git, commit } = committed(folder)
  const record = join(folder, `records/activity/2018/${recordOf(1)}.yaml`)
  const hands = payloadsOf('terminal', 'workflows').filter(words => !/[\0\ud800\n]/.test(words))
  for (const [index, words] of hands.entries()) {
    writeFileSync(record, readFileSync(record, 'utf8').replace(/"attendance":\d+/, `"attendance":${index}`))
    commit(words)
    git(
      'commit',
      '-q',
      '--amend',
      '--no-edit',
      '--author',
      `李${words.replaceAll(/[<>]/g, '')}明 <a@example.org>`,
    )
  }
  expect(git('log', '--format=%an')).toContain('\u001b')
  // Not committed: what `hook run` and `diff` are asked about.
  const changed = readFileSync(join(folder, 'duties.yaml'), 'utf8').replaceAll('"atLeast":2', '"atLeast":3')
  writeFileSync(join(folder, 'duties.yaml'), changed)
  git('add', '-A')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** After the end of the first year, so that something is late, falls due and is not reported. */
const day = ['--as-of', '2019-06-01']
const about: Readonly<Record<string, readonly string[]>> = { unit: ['u1'], annual: ['2018'] }

/** Every command that prints what stands in the data. */
const questions: readonly (readonly string[])[] = [
  ['list', 'measures'],
  ...Object.keys(lists)
    .filter(name => name !== 'measures')
    .map(name => ['list', name]),
  ['list', 'records', '--kind', 'activity'],
  ...Object.keys(reports).map(name => ['report', name, ...(about[name] ?? [])]),
  ['report', 'compliance', '--explain'],
  ['due', '--within', '400d'],
  ['show', 'T1', 'T1.1', 'u1', 'towns', 'g1', 'd1', 'm1', 'p1', 'r1', 'O1', recordOf(1), recordOf(28)],
  ['who', 'T1'],
  ['who', 'T1.1', '--expand'],
  ['owns', 'u1'],
  ['owns', 'towns'],
  ['matrix'],
  ['search', 'e'],
  ['search', '='],
  ['explain', 'd1'],
  ['explain', 'literacy'],
  ['log', recordOf(1)],
  ['log', 'd1'],
  ['diff'],
  ['diff', 'HEAD~1', 'HEAD'],
  ['trace', 'plan.txt'],
  ['fmt', '--check'],
  ['record', 'activity', '--unit', 'u3', '--date', '2018-11-01', '--title', '讲座', '--dry-run'],
  ['edit', recordOf(2), 'attendance=7', '--dry-run'],
  ['withdraw', recordOf(3), '--reason', '重复', '--dry-run'],
  ['import', 'sheet.csv', '--kind', 'activity', '--dry-run'],
  ['close', '2018', '--unit', 'u4', '--date', '2019-01-31', '--dry-run'],
]

/** `npm run hard` asks everything in every format; what takes long to make is asked for of every third otherwise. */
const asked = (format: string) =>
  process.env.WHOLE || !['html', 'docx', 'xlsx'].includes(format)
    ? questions
    : questions.filter((_, index) => index % 3 === 0)

/** What a reader of a format made of an answer: everything that it says. */
type Reader = (content: Buffer, question: string) => string | Promise<string>

/** A page is made of what pages are made of: nothing of it runs or loads, and links lead to the web or within. */
function ofPage(page: string, scripts: number, isLed: (link: Element) => boolean): string {
  const all = elements(parse(page))
  expect(named(all, 'script')).toHaveLength(scripts)
  for (const link of named(all, 'a'))
    expect([attribute(link, 'href'), isLed(link)]).toEqual([attribute(link, 'href'), true])
  for (const { tagName, attrs } of all) {
    expect(['img', 'iframe', 'object', 'embed', 'base', 'form', 'input', 'link']).not.toContain(tagName)
    for (const { name } of attrs) expect(name).not.toMatch(/^on|^src|^style$|^srcdoc$/)
  }
  const [body] = named(all, 'body')
  return all
    .flatMap(element => attribute(element, 'data-value') ?? [])
    .concat(body ? text(body) : '')
    .join('\n')
}

type Element = ReturnType<typeof elements>[number]
const href = (link: Element): string => attribute(link, 'href') ?? ''
/** Sites make a link of every address that stands in a text: it leads where it says. */
const leadsWhereItSays = (link: Element): boolean =>
  /^https?:\/\//.test(href(link)) && href(link) === encodeURI(text(link)).replaceAll('%25', '%')
const leadsWithinOrToEvidence = (link: Element): boolean => /^(?:#|https:\/\/example\.org\/)/.test(href(link))

const asText: Reader = content => content.toString('utf8')

/** For every format what it says, by a reader that is none of ours; each throws at what is alive. */
const readers: Readonly<Record<keyof typeof formats, Reader>> = {
  text: asText,
  json: content => Object.values(strings(JSON.parse(content.toString('utf8')))).join('\n'),
  csv: content => {
    // A table is as wide as its head; an empty line is between two.
    const tables = content
      .toString('utf8')
      .replace(/^\ufeff/, '')
      .split(/\r\n\r\n/)
    const rows = tables.flatMap(table => {
      const [head = [], ...body] = readCsvRows(table)
      for (const row of body) expect(row).toHaveLength(head.length)
      return [head, ...body]
    })
    const cells = rows.flat()
    for (const cell of cells) if (!/^-?\d/.test(cell)) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
    return cells.map(cell => cell.replace(/^'(?='*[=+\-@\t])/, '')).join('\n')
  },
  markdown: content => ofPage(markdownPage(content.toString('utf8')), 0, leadsWhereItSays),
  html: content => ofPage(content.toString('utf8'), 1, leadsWithinOrToEvidence),
  docx: async content => {
    for (const [name, xml] of xmlParts(content)) {
      const links = [...readXmlLinks(xml)].filter(target => !target.startsWith('https://example.org/'))
      expect([name, links]).toEqual([name, []])
      const fields = Array.from(readXml(xml).getElementsByTagName('w:instrText')).map(
        ({ textContent }) => textContent,
      )
      expect(fields.filter(field => field?.trim() !== 'PAGE')).toEqual([])
      for (const tag of ['w:fldSimple', 'w:object', 'w:altChunk', 'w:pict', 'w:sdt', 'w:script'])
        expect([tag, readXml(xml).getElementsByTagName(tag).length]).toEqual([tag, 0])
    }
    return (await readDocument(content)).words
  },
  xlsx: async content => {
    for (const [, xml] of xmlParts(content)) readXml(xml)
    const sheets = await readWorkbook(content)
    expect(sheets.flatMap(({ alive }) => alive)).toEqual([])
    return sheets.flatMap(({ rows }) => rows.flat().map(String)).join('\n')
  },
  ics: content => {
    const all = readCalendar(content.toString('utf8'))
    expect(content.toString('utf8').match(/^BEGIN:/gm)).toHaveLength(all.length + 1)
    return all.map(({ title }) => title).join('\n')
  },
}

function readXmlLinks(xml: string): string[] {
  const outward = [...Array.from(readXml(xml).getElementsByTagName('Relationship'))]
  return outward
    .filter(element => element.getAttribute('TargetMode') === 'External')
    .map(element => element.getAttribute('Target') ?? '')
}

const strings = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : value !== null && typeof value === 'object'
      ? Object.values(value).flatMap(strings)
      : []

/** What a reader gives back of white space is its own affair. */
const bare = (words: string): string => words.replaceAll(/\s/g, '')

/** Payloads that a format shows by their escapes, or as what they would have been: those are not looked for as they were. */
const changed: Readonly<Partial<Record<keyof typeof formats, RegExp>>> = {
  text: /^\s*::|##\w*\[/m,
  // What stands behind an address without a space is taken for a part of it.
  markdown: /::|##\w*\[|:\/\/\S*[<>]\S/,
}

describe.each(Object.entries(readers))('%s', (format, reader) => {
  it('holds every payload of the data as text, whatever is asked', async () => {
    const seen: string[] = []
    for (const question of asked(format)) {
      const file = join(folder, `out.${format}`)
      const argv = [...question, ...day, '--format', format, '-o', file]
      const { code, out, err } = await run(argv, { cwd: folder })
      const command = argv.join(' ')
      expect(actingIn(err), command).toEqual([])
      expect(commandsIn(err), command).toEqual([])
      expect(err, command).not.toMatch(/程序内部出错/)
      if (!existsSync(file)) {
        // A calendar needs days; a dry run and a refusal print no answer to a file.
        expect([command, code, format === 'ics' || question.includes('--dry-run') || out !== '']).toEqual([
          command,
          code,
          true,
        ])
        expect([actingIn(out), commandsIn(out)], command).toEqual([[], []])
        continue
      }
      const content = readFileSync(file)
      rmSync(file)
      if (!['docx', 'xlsx'].includes(format)) {
        const shown = content
          .toString('utf8')
          .replace(/^\ufeff/, '')
          .replaceAll('\r\n', '\n')
        expect(actingIn(shown), command).toEqual([])
        // A sheet is to be read back as it was, and has no escapes.
        if (format !== 'csv') expect(commandsIn(shown), command).toEqual([])
      }
      seen.push(bare(await reader(content, command)))
    }
    const all = seen.join('\n')
    const due = format === 'ics' ? some.slice(1, 9) : lines
    const lost = due.filter(
      words => !changed[format as keyof typeof formats]?.test(words) && !all.includes(bare(words)),
    )
    expect(lost).toEqual([])
    expect(seen.length).toBeGreaterThan(format === 'ics' ? 1 : 10)
  }, 600_000)
})
