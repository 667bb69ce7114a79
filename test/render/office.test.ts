import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from '../run.ts'

const hasOffice = spawnSync('soffice', ['--version']).status === 0
const title = hasOffice
  ? 'LibreOffice'
  : 'LibreOffice (skipped: there is no soffice; apt-get install libreoffice-writer libreoffice-calc)'

const hasPoppler = spawnSync('pdftotext', ['-v']).status === 0

describe.skipIf(!hasOffice)(title, () => {
  let folder: string
  const sample = ['-C', 'examples/huiji', '--as-of', '2020-12-31']
  const office = (target: string, ...paths: string[]) =>
    execFileSync(
      'soffice',
      [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        '--convert-to',
        target,
        '--outdir',
        folder,
        ...paths,
      ],
      { stdio: 'ignore' },
    )

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kepu-office-'))
    const files = ['paper.docx', 'sheets.xlsx'].map(name => join(folder, name))
    for (const file of files) await run(['report', 'annual', '2019', ...sample, '-o', file])
    await run(['report', 'notice', ...sample, '-o', join(folder, 'notice.docx')])
    office('pdf', ...files, join(folder, 'notice.docx'))
  }, 300_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('opens the documents and workbooks of the sample, and reads the numbers of their JSON', async () => {
    const { out } = await run(['report', 'annual', '2019', ...sample, '--format', 'json'])
    const { data } = JSON.parse(out)
    for (const name of ['paper', 'sheets', 'notice']) {
      expect(
        readFileSync(join(folder, `${name}.pdf`))
          .subarray(0, 5)
          .toString(),
        name,
      ).toBe('%PDF-')
    }
    office('txt:Text (encoded):UTF8', join(folder, 'paper.docx'))
    const words = readFileSync(join(folder, 'paper.txt'), 'utf8').split(/\s+/)
    // Sheet -1: every sheet as a file of its own.
    office(
      'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1',
      join(folder, 'sheets.xlsx'),
    )
    const units = readFileSync(join(folder, 'sheets-按任务.csv'), 'utf8')
    expect(data.tasks.length).toBe(9)
    for (const { name, activities, attendance } of data.tasks) {
      expect(units).toContain(`${name},${activities},${attendance},`)
      const at = words.indexOf(name)
      expect(words.slice(at, at + 3)).toEqual([name, String(activities), String(attendance)])
    }
  }, 300_000)

  it.skipIf(!hasPoppler)(
    `lays the notice out as GB/T 9704 has it${hasPoppler ? '' : ' (skipped: there is no pdftotext; apt-get install poppler-utils)'}`,
    () => {
      execFileSync('pdftotext', ['-bbox-layout', join(folder, 'notice.pdf'), join(folder, 'notice.html')])
      const pages = readFileSync(join(folder, 'notice.html'), 'utf8').split('<page').slice(1).map(pageOf)
      expect(pages.length).toBeGreaterThan(2)
      for (const [index, { width, height, lines, number }] of pages.entries()) {
        // A4.
        expect([width, height]).toEqual([Math.round(mm(210)), Math.round(mm(297))])
        // 28 mm at the left, 156 mm of text; punctuation may hang over the end of a line.
        expect(Math.min(...lines.map(({ left }) => left))).toBeCloseTo(mm(28), -0.5)
        for (const { right } of lines) expect(right).toBeLessThan(mm(28 + 156) + 16)
        // 37 mm above the text, 225 mm of it; the line of the glyphs stands within a line of 28.95 points.
        expect(lines[0]?.top).toBeGreaterThan(mm(37) - 1)
        expect(lines.at(-1)?.bottom).toBeLessThan(mm(37 + 225) + 8)
        expect(lines.length).toBeLessThanOrEqual(22)
        // “— 1 —” at the outer side, one character from the edge of the text.
        expect(number?.words).toBe(`— ${index + 1} —`)
        if (index % 2 === 0) expect(number?.right).toBeCloseTo(mm(28 + 156) - 14, -0.5)
        else expect(number?.left).toBeCloseTo(mm(28) + 14, -0.5)
        expect(number?.top).toBeGreaterThan(mm(37 + 225))
      }
      // A page that is full of text has 22 lines, 28.95 points from each other.
      const full = pages.find(({ lines }) => lines.length === 22)
      const tops = full?.lines.map(({ bottom }) => bottom) ?? []
      expect(tops.length).toBe(22)
      expect(((tops.at(-1) ?? 0) - (tops[0] ?? 0)) / 21).toBeCloseTo(28.95, 1)
    },
  )
})

/** Millimetres in points. */
const mm = (count: number): number => (count * 72) / 25.4

interface Line {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  readonly words: string
}

/** The lines of the text of a page, and its number; the word that it is a sample stands above. */
function pageOf(xml: string) {
  const [, width, height] = /^ width="([\d.]+)" height="([\d.]+)"/.exec(xml) ?? []
  const all: Line[] = [
    ...xml.matchAll(/<line xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<\/line>/gs),
  ].map(([, left, top, right, bottom, words = '']) => ({
    left: Number(left),
    top: Number(top),
    right: Number(right),
    bottom: Number(bottom),
    words: [...words.matchAll(/>([^<]+)<\/word>/g)].map(([, word]) => word).join(' '),
  }))
  const inText = ({ words }: Line) => !/^— \d+ —$/.test(words) && words !== '示例数据'
  const lines = all.filter(inText).sort((a, b) => a.top - b.top)
  return {
    width: Math.round(Number(width)),
    height: Math.round(Number(height)),
    // Parts of a line that stand beside each other are one.
    lines: lines.filter((line, index) => line.bottom - (lines[index - 1]?.bottom ?? 0) > 6),
    number: all.find(line => !inText(line) && line.words !== '示例数据'),
  }
}
