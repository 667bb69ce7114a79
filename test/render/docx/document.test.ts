import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it, onTestFinished } from 'vitest'
import { renderDocument } from '../../../src/render/docx/document.ts'
import { titleLines } from '../../../src/render/docx/title-lines.ts'
import { shares } from '../../../src/render/docx/widths.ts'
import { safe } from '../../../src/render/safe.ts'
import { displayWidth } from '../../../src/render/width.ts'
import type { Answer } from '../../../src/reports/view.ts'
import { edition, letter, report, sections } from '../every-section.ts'
import { answerOf, anyTitle, editionOf, envelope, hostileTitles } from '../hostile.ts'

const document = (answer: Answer, language: 'zh' | 'en' = 'zh') =>
  renderDocument(answer, envelope, { language }, edition)

const parts = (archive: Uint8Array): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(unzipSync(archive)).map(([path, content]) => [path, strFromU8(content)]))

/** The tags of well-formed XML in order; throws where it is not. */
function tags(xml: string): string[] {
  const open: string[] = []
  const seen: string[] = []
  const rest = xml
    .replace(/^<\?xml[^<>]*\?>/, '')
    .replaceAll(
      /<(\/?)([\w:]+)((?:\s+[\w:]+="[^"<]*")*)\s*(\/?)>/g,
      (_, closing: string, name: string, _attributes: string, empty: string) => {
        if (closing && open.pop() !== name) throw new Error(`</${name}> closes something else`)
        if (!closing) seen.push(name)
        if (!closing && !empty) open.push(name)
        return ''
      },
    )
  if (open.length > 0 || /[<>]|&(?!(amp|lt|gt|quot|apos);)/.test(rest)) throw new Error(`not XML: ${rest}`)
  return seen
}

const unescaped = (text: string) =>
  text.replaceAll(
    /&(amp|lt|gt|quot|apos);/g,
    (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" })[name] ?? '',
  )
const words = (xml: string) =>
  [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => unescaped(text ?? ''))

describe('a letter', () => {
  it('has the page of GB/T 9704: A4, its margins, 22 lines of 28 characters', async () => {
    const { 'word/document.xml': body = '', 'word/styles.xml': styles = '' } = parts(await document(letter))
    expect(body).toContain('<w:pgSz w:w="11906" w:h="16838" w:orient="portrait"/>')
    // 37, 26, 35 and 28 mm: 156 × 225 mm are left.
    expect(body).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" /)
    const [, line] =
      /<w:docDefaults>.*?<w:spacing [^>]*w:line="(\d+)"[^>]*w:lineRule="exact"/s.exec(styles) ?? []
    expect(Number(line) / 20).toBeGreaterThanOrEqual(28)
    expect(Number(line) / 20).toBeLessThanOrEqual(29)
    expect(Math.floor((16838 - 2098 - 1984) / Number(line))).toBe(22)
    const [, spacing] = /w:styleId="Text".*?<w:spacing w:val="(-\d+)"/s.exec(styles) ?? []
    expect(Math.floor((11906 - 1474 - 1587) / (320 + Number(spacing)))).toBe(28)
  })

  it('names the fonts and sizes of each part, and what stands in for them', async () => {
    const { 'word/styles.xml': styles = '', 'word/fontTable.xml': fonts = '' } = parts(await document(letter))
    const style = (id: string) => new RegExp(`w:styleId="${id}".*?</w:style>`, 's').exec(styles)?.[0] ?? ''
    expect(style('Title')).toMatch(/w:eastAsia="方正小标宋简体".*<w:sz w:val="44"\/>/s)
    expect(style('Heading1')).toMatch(/w:eastAsia="黑体".*<w:sz w:val="32"\/>/s)
    expect(style('Heading2')).toMatch(/w:eastAsia="楷体_GB2312".*<w:sz w:val="32"\/>/s)
    expect(style('Heading3')).toMatch(/w:eastAsia="仿宋_GB2312".*<w:sz w:val="32"\/>/s)
    expect(/<w:docDefaults>.*?<\/w:docDefaults>/s.exec(styles)?.[0]).toMatch(
      /w:eastAsia="仿宋_GB2312".*<w:sz w:val="32"\/>/s,
    )
    expect(style('Text')).toContain('w:firstLineChars="200"')
    expect(style('PageNumber')).toMatch(/w:eastAsia="宋体".*<w:sz w:val="28"\/>/s)
    expect(fonts).toContain('<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/></w:font>')
  })

  it('numbers its pages at the outer side', async () => {
    const all = parts(await document(letter))
    expect(all['word/settings.xml']).toContain('<w:evenAndOddHeaders/>')
    const side = (type: string) => {
      const [, id] =
        new RegExp(`<w:footerReference w:type="${type}" r:id="(\\w+)"/>`).exec(
          all['word/document.xml'] ?? '',
        ) ?? []
      const [, target] =
        new RegExp(`Id="${id}"[^>]*Target="([^"]+)"`).exec(all['word/_rels/document.xml.rels'] ?? '') ?? []
      const footer = all[`word/${target}`] ?? ''
      expect(words(footer)).toEqual(['— ', ' —'])
      expect(footer).toContain('PAGE')
      return /<w:jc w:val="(\w+)"/.exec(footer)?.[1]
    }
    expect([side('default'), side('even')]).toEqual(['right', 'left'])
  })

  it('holds every word in its order, and repeats the heads of tables', async () => {
    const { 'word/document.xml': body = '' } = parts(await document(letter))
    const said = words(body).join('\n')
    expect(said).toMatch(/^关于2018年度全民科学\n素质工作开展情况的通报\n各镇人民政府/)
    expect(said).toMatch(/惠济区人民政府办公室\n2018年12月31日$/)
    expect(body).toContain('<w:tblHeader/>')
    const numbers = sections.table.table.rows
      .flatMap(row => row.map(({ value }) => value))
      .filter(value => typeof value === 'number')
    for (const value of numbers) {
      expect(
        [`${Number((value * 100).toFixed(1))}%`, value.toLocaleString('en-US'), String(value)].some(text =>
          said.includes(text),
        ),
      ).toBe(true)
    }
  })

  it('says on every page that it is a sample', async () => {
    const all = parts(await document(letter))
    expect(words(all['word/header1.xml'] ?? '')).toEqual(['示例数据'])
    expect(words(all['word/header2.xml'] ?? '')).toEqual(['示例数据'])
    const { sample: _, ...real } = envelope
    const other = parts(await renderDocument(letter, real, { language: 'zh' }, edition))
    expect(Object.keys(other).filter(path => path.includes('header'))).toEqual([])
  })
})

describe('a report', () => {
  it('gives charts as tables', async () => {
    const said = words(parts(await document(report))['word/document.xml'] ?? '')
    for (const title of ['各目标完成程度', '各月活动场次', '实施阶段']) expect(said).toContain(title)
    expect(said).toContain('8.47')
    expect(said).toContain('以 2020-12-31 为准')
  })

  it('lays a broad table across the sheet, with its heading, and turns back', async () => {
    const broad: Answer = {
      kind: 'broad',
      data: null,
      view: [
        sections.letterhead,
        sections.text,
        sections.first,
        {
          table: {
            columns: Array.from({ length: 8 }, () => ({
              head: { zh: '一个相当长的栏目名称', en: 'a rather long head' },
            })),
            rows: [Array.from({ length: 8 }, () => ({ value: 1 }))],
          },
        },
        sections.second,
        sections.text,
      ],
    }
    const { 'word/document.xml': body = '' } = parts(await document(broad))
    const sheets = body.split('<w:sectPr').map(part => words(part).join())
    expect([...body.matchAll(/w:orient="(\w+)"/g)].map(([, side]) => side)).toEqual([
      'portrait',
      'landscape',
      'portrait',
    ])
    expect(body).toContain('<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>')
    const few = { ...broad, view: broad.view.slice(1, 4) }
    const { 'word/document.xml': joined = '' } = parts(await document(few))
    expect([...joined.matchAll(/w:orient="(\w+)"/g)].map(([, side]) => side)).toEqual(['landscape'])
    // The properties of a sheet stand in its last paragraph, before the words of that.
    expect(sheets[1]).toMatch(/^第二段[^,]*,一、总体情况,一个相当长/)
  })

  it('has the same bytes whenever it is made', async () => {
    const one = await document(report)
    await document(letter)
    expect(Buffer.compare(one, await document(report))).toBe(0)
    const properties = parts(one)['docProps/core.xml'] ?? ''
    expect(properties.match(/2020-12-31T00:00:00Z/g)).toHaveLength(2)
  })
})

describe('a long title', () => {
  it.each([
    ['关于惠济区全民科学素质行动计划纲要实施方案（2016—2020年）落实情况的通报', 40],
    ['惠济区全民科学素质行动计划纲要实施方案（2016—2020年）工作台账', 40],
    ['Notice on the implementation of the action plan for scientific literacy', 40],
  ])('%s stands in lines of about the same length, its words whole', (title, room) => {
    const lines = titleLines(title, room)
    expect(lines).toHaveLength(2)
    const [first = 0, second = 0] = lines.map(displayWidth)
    expect(Math.max(first, second)).toBeLessThanOrEqual(room)
    expect(Math.abs(first - second)).toBeLessThanOrEqual(16)
    expect(lines.join('').replaceAll(' ', '')).toBe(title.replaceAll(' ', ''))
    expect(lines.join('\n')).not.toMatch(/\n[的）]|（\n|\d\n|—\n/)
  })

  it('is left to Word where no break helps, and as it is where it fits', () => {
    expect(titleLines('x'.repeat(60), 40)).toEqual(['x'.repeat(60)])
    expect(titleLines('古荥镇', 40)).toEqual(['古荥镇'])
  })
})

describe('the columns of a table', () => {
  const names = '区委宣传部、区科工委、区人社局、区国土资源局、区安监局、区环保局、区卫计委、区文化旅游局'
  const heads = ['序号', '措施', '参与单位', '时限', '佐证', '状态']
  const rows = Array.from({ length: 20 }, (_, index) => [
    String(index),
    '实施科技兴农与科普及惠农工程',
    names,
    '2020-12-31',
    '齐全（3）',
    '无法判定',
  ])

  it('give room to what makes rows high, and break no day, number or status', () => {
    const { widths, fits, height } = shares([heads, ...rows], 84)
    expect(fits).toBe(true)
    const [number = 0, measure = 0, participants = 0, due = 0, , status = 0] = widths
    expect(participants).toBeGreaterThan(measure)
    expect(participants).toBeGreaterThan(2 * status)
    // A Latin letter of a font that stands in takes up to 1.3 halves.
    expect(due).toBeGreaterThanOrEqual(13)
    expect(status).toBeGreaterThanOrEqual(8)
    expect(number).toBeLessThan(10)
    expect(height).toBeLessThanOrEqual(5)
    expect(widths.reduce((sum, width) => sum + width, 0)).toBeLessThanOrEqual(84)
  })

  it('say where there is no room for what must not be broken', () => {
    const { widths, fits } = shares([heads, ...rows], 50)
    expect(fits).toBe(false)
    expect(widths.reduce((sum, width) => sum + width, 0)).toBeLessThanOrEqual(54)
  })
})

describe('hostile titles on paper', () => {
  const rendered = async (title: string) =>
    parts(await renderDocument(answerOf(title), envelope, { language: 'zh' }, editionOf(title)))

  it.each(hostileTitles)('%j is text', async title => {
    const all = await rendered(title)
    for (const [path, xml] of Object.entries(all)) {
      if (/\.(xml|rels)$/.test(path)) tags(xml)
    }
    const said = words(all['word/document.xml'] ?? '').join('\n')
    expect(said).toContain(safe(title))
    expect(/[^\P{Cc}\n\t]|[\p{Bidi_Control}\p{Cs}\ufffe\uffff]/u.exec(Object.values(all).join(''))).toBeNull()
  })

  it('never change what a document is made of', async () => {
    const without = (xml = '') =>
      tags(xml).filter(tag => !['w:br', 'w:r', 'w:t', 'w:rPr', 'w:b', 'w:bCs', 'w:rFonts'].includes(tag))
    const plain = without((await rendered('a'))['word/document.xml'])
    await fc.assert(
      fc.asyncProperty(
        anyTitle.filter(title => !/\n/.test(safe(title)) && title.length < 12),
        async title => {
          expect(without((await rendered(title))['word/document.xml'])).toEqual(plain)
        },
      ),
      { numRuns: 100, seed: 12 },
    )
  })
})

const hasOffice = spawnSync('soffice', ['--version']).status === 0

describe.skipIf(!hasOffice)(`LibreOffice${hasOffice ? '' : ' (skipped: there is no soffice)'}`, () => {
  it('opens a letter and reads the same numbers', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kepu-office-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    writeFileSync(join(folder, 'letter.docx'), await document(letter))
    execFileSync(
      'soffice',
      [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        '--convert-to',
        'txt:Text (encoded):UTF8',
        '--outdir',
        folder,
        join(folder, 'letter.docx'),
      ],
      { stdio: 'ignore' },
    )
    const read = readFileSync(join(folder, 'letter.txt'), 'utf8')
    expect(read.replaceAll('\n', '')).toContain('关于2018年度全民科学素质工作开展情况的通报')
    for (const text of ['86,418.5', '57.1%', '2018-08-15', '惠济区人民政府办公室', '2018年12月31日']) {
      expect(read).toContain(text)
    }
  })
})
