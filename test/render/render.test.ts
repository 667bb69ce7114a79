import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Problem } from '../../src/model/problem.ts'
import { verbatim } from '../../src/model/text.ts'
import { renderCsv } from '../../src/render/csv.ts'
import { drawRows } from '../../src/render/drawn-table.ts'
import { renderMarkdown } from '../../src/render/markdown.ts'
import { colourLevel, paintOf } from '../../src/render/paint.ts'
import { renderProblems } from '../../src/render/problems.ts'
import { safe } from '../../src/render/safe.ts'
import type { Screen } from '../../src/render/screen.ts'
import { plainRows, tableLines } from '../../src/render/table.ts'
import { renderText } from '../../src/render/text.ts'
import { displayWidth, wrap } from '../../src/render/width.ts'
import { cell, column, type Table } from '../../src/reports/view.ts'
import { payloadsOf } from '../payloads.ts'
import { answerOf } from './hostile.ts'

/** `npm run hard` tries 100,000. */
const strings = Number(process.env.STRINGS ?? 2000)

const screen = (width: number): Screen => ({ language: 'zh', isTerminal: true, width, paint: paintOf(0) })
const words = fc.string({
  unit: fc.constantFrom(...'科普活动区教体局青少年（）“”，。、；：！？…—ABCdef019 -./【】𠮷㐂é'),
  maxLength: 60,
})
const pipe: Screen = { ...screen(Number.POSITIVE_INFINITY), isTerminal: false }
const bare = (text: string) => text.replaceAll(/\s/g, '')

describe('widths', () => {
  it.each([
    ['科普', 4],
    ['abc', 3],
    ['𠮷', 2],
    ['é', 1],
    ['（一）', 6],
    ['“”', 2],
  ])('%s takes %d columns', (text, width) => expect(displayWidth(text)).toBe(width))

  it('wrapping loses no character, and no line is wider than it may be', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 4, max: 40 }), (text, width) => {
        const lines = wrap(text, width)
        expect(bare(lines.join(''))).toBe(bare(text))
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width)
      }),
      { numRuns: strings, seed: 1 },
    )
  })

  it('keeps a date whole, and breaks an id at its hyphens', () => {
    expect(wrap('期限2020-12-31', 11)).toEqual(['期限', '2020-12-31'])
    expect(wrap('youth-innovation-awareness', 12)).toEqual(['youth-', 'innovation-', 'awareness'])
  })

  it('begins no line with a stop where the line before has room to give', () => {
    expect(wrap('区教体局牵头，区科协参与。', 12)).toEqual(['区教体局牵', '头，区科协参', '与。'])
  })
})

describe('tables', () => {
  const table = (rows: readonly string[][]): Table => ({
    columns: [column('编号', 'Id'), column('名称', 'Title'), column('数', 'Count', 'right')],
    rows: rows.map(row => row.map(text => cell(text))),
  })

  it('hold every character, drawn or plain, and look the same', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(words, words, words), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 40, max: 120 }),
        (rows, width) => {
          const drawn = tableLines(table(rows), screen(width), drawRows)
          const plain = tableLines(table(rows), screen(width), plainRows)
          expect(drawn).toEqual(plain)
          const printed = [...bare(drawn.join(''))].sort().join('')
          const given = [...bare(`编号名称数${rows.flat().join('')}`)].sort().join('')
          expect(printed).toBe(given)
        },
      ),
      { numRuns: 300, seed: 2 },
    )
  })

  it('fit the screen where words allow it', () => {
    const lines = tableLines(
      table([['school-link', '校外科技活动与学校课程衔接机制'.repeat(3), '12']]),
      screen(60),
      drawRows,
    )
    for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(60)
    expect(lines.join('\n')).toContain('school-link')
  })

  it('are written plainly when they are long', () => {
    const rows = Array.from({ length: 301 }, (_, index) => [`T${index}`, '任务', '1'])
    expect(tableLines(table(rows), screen(80), drawRows)).toHaveLength(302)
  })
})

describe('hostile text', () => {
  it('sends no control, direction or invisible character on', () => {
    for (const text of payloadsOf()) expect(safe(text)).not.toMatch(/[^\P{Cc}\n\t]|\p{Bidi_Control}|\p{Cs}/u)
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), text => {
        expect(safe(text)).not.toMatch(/[^\P{Cc}\n\t]|\p{Bidi_Control}/u)
      }),
      { numRuns: strings, seed: 3 },
    )
  })

  it('gives no command to the runner of a CI platform', async () => {
    const parts = fc.constantFrom(
      '::',
      ':',
      '##[',
      '##vso[',
      '#',
      '[',
      '\n',
      '\r\n',
      ' ',
      '\t',
      'error',
      '科',
    )
    const titles = fc.array(parts, { maxLength: 6 }).map(list => list.join(''))
    await fc.assert(
      fc.asyncProperty(titles, async title => {
        const { view } = answerOf(title)
        const problem: Problem = {
          rule: title,
          severity: 'error',
          file: title,
          line: 1,
          column: 1,
          endColumn: 2,
          message: verbatim(title),
          hint: verbatim(title),
          ruling: title,
          source: title,
          related: [{ file: title, line: 1, column: 1, endColumn: 2, message: verbatim(title) }],
        }
        for (const out of [
          await renderText(view, pipe),
          renderMarkdown(view, pipe),
          renderProblems([problem], pipe),
        ]) {
          for (const line of out.split('\n')) {
            expect(line.trimStart().startsWith('::')).toBe(false)
            expect(line).not.toMatch(/##(?:\[|vso\[)/)
          }
        }
      }),
      { numRuns: strings },
    )
  })

  it('cannot leave its cell in CSV, nor become a formula', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'=+-@\t",;\r\n科a1'), maxLength: 12 }), text => {
        const csv = renderCsv([{ table: { columns: [column('名', 'Name')], rows: [[cell(text)]] } }], {
          language: 'zh',
        })
        const body = csv.slice('\ufeff名\r\n'.length, -'\r\n'.length)
        const field = body.startsWith('"') ? body.slice(1, -1).replaceAll('""', '"') : body
        expect(field.replace(/^'/, '')).toBe(safe(text).replace(/^'/, ''))
        expect(field).not.toMatch(/^[=+\-@\t\r]/)
      }),
      { numRuns: strings, seed: 4 },
    )
  })

  it('cannot leave its cell in Markdown', () => {
    const out = renderMarkdown(
      [{ table: { columns: [column('名', 'Name')], rows: [[cell('a|b\n<script>`x` [l](u) \\|')]] } }],
      { language: 'zh' },
    )
    expect(out).toBe('| 名 |\n| --- |\n| a\\|b<br>&lt;script&gt;\\`x\\` \\[l\\](u) \\\\\\| |\n')
  })
})

describe('colour', () => {
  it.each([
    [{}, true, 1],
    [{}, false, 0],
    [{ NO_COLOR: '1' }, true, 0],
    [{ NO_COLOR: '' }, true, 1],
    [{ FORCE_COLOR: '1' }, false, 1],
    [{ FORCE_COLOR: '0' }, true, 0],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true, 0],
    [{ TERM: 'dumb' }, true, 0],
  ] as const)('%j on a terminal: %s gives level %d', (env, terminal, level) => {
    expect(colourLevel(env, terminal)).toBe(level)
    const painted = paintOf(level).tone('bad', '红')
    expect(painted === '红').toBe(level === 0)
  })
})
