import {
  AlignmentType,
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  SectionType,
  type Table,
  TextRun,
} from 'docx'
import { longDate, type PlainDate } from '../../model/dates.ts'
import { type Language, type Text, verbatim } from '../../model/text.ts'
import type { Answer, Section, View } from '../../reports/view.ts'
import { chartTable } from '../chart-table.ts'
import type { Edition } from '../edition.ts'
import type { Envelope } from '../json.ts'
import { type Progress, rowCount, stepping } from '../progress.ts'
import { safe } from '../safe.ts'
import { sampleWord } from '../sample.ts'
import type { Screen } from '../screen.ts'
import { facts, titled, withoutBasis } from '../titled.ts'
import { displayWidth } from '../width.ts'
import { character, pageLayout, pageNumberIndent, styles, titleRoom } from './layout.ts'
import { packed } from './packed.ts'
import { isBroad, runs, tableBlocks } from './table.ts'
import { titleLines } from './title-lines.ts'

type Block = Paragraph | Table

/** An answer as a Word document in the layout of official letters, GB/T 9704—2012. */
export async function renderDocument(
  { kind, view }: Answer,
  envelope: Envelope,
  { language }: Pick<Screen, 'language'>,
  { planTitle, made }: Edition,
  at: Progress['at'] = () => {},
): Promise<Uint8Array> {
  const isLetter = view.some(section => 'letterhead' in section)
  const { title, rest } = titled(isLetter ? view : withoutBasis(view), verbatim(planTitle ?? kind))
  const sheets = sheetsOf(rest, language)
  const lines = titleLines(safe(title[language]), titleRoom[sheets[0]?.across ? 'across' : 'upright'])
  const opening = [
    new Paragraph({ heading: HeadingLevel.TITLE, children: runs(lines.join('\n')) }),
    ...(isLetter ? [] : [new Paragraph({ style: 'Facts', children: runs(factsLine(envelope, language)) })]),
  ]
  // Each row is laid out, and then formed by the library.
  const step = stepping(rowCount(view) * 2, at)
  const document = new Document({
    title: safe(title[language]),
    creator: 'kepu',
    lastModifiedBy: 'kepu',
    styles,
    evenAndOddHeaderAndFooters: true,
    sections: sheets.map(({ across, sections }, index) => ({
      properties: { ...pageLayout(across), ...(index > 0 && { type: SectionType.NEXT_PAGE }) },
      ...(envelope.sample && { headers: { default: sampleHeader(language), even: sampleHeader(language) } }),
      footers: { default: pageNumber('odd'), even: pageNumber('even') },
      children: [
        ...(index === 0 ? opening : []),
        ...sections.flatMap((section, place) =>
          blocks(section, { language, across, step, first: index === 0 && place === 0 }),
        ),
      ],
    })),
  })
  return packed(await Packer.toBuffer(document), made)
}

/** Sections that stand on sheets of one direction. */
interface Sheets {
  readonly across: boolean
  readonly sections: Section[]
}

/** Broad tables are laid across, with the headings above them; there is at least one sheet. */
function sheetsOf(view: View, language: Language): readonly Sheets[] {
  const sheets: Sheets[] = []
  let above: Section[] = []
  const lay = (across: boolean, sections: readonly Section[]) => {
    const last = sheets.at(-1)
    if (last?.across === across) last.sections.push(...sections)
    else sheets.push({ across, sections: [...sections] })
  }
  for (const section of view) {
    if ('heading' in section) {
      above.push(section)
      continue
    }
    // A title without a table turns no sheet.
    if ('table' in section && section.table.rows.length === 0) {
      lay(sheets.at(-1)?.across ?? false, [...above, section])
      above = []
      continue
    }
    const table = 'table' in section ? section.table : 'chart' in section ? chartTable(section.chart) : null
    lay(table !== null && isBroad(table, language), [...above, section])
    above = []
  }
  if (above.length > 0 || sheets.length === 0) lay(sheets.at(-1)?.across ?? false, above)
  return joined(sheets)
}

/** A first sheet of a few words lies as the tables behind it do; a letter stands upright. */
function joined(sheets: readonly Sheets[]): readonly Sheets[] {
  const [first, second, ...rest] = sheets
  if (!first || !second || !first.sections.every(section => 'text' in section || 'heading' in section)) {
    return sheets
  }
  return [{ across: second.across, sections: [...first.sections, ...second.sections] }, ...rest]
}

interface Paper {
  readonly language: Language
  readonly across: boolean
  /** Called when a row is laid out, and again when it is formed. */
  readonly step: () => void
  /** The title of the document stands right above. */
  readonly first: boolean
}

const headings = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const

function blocks(section: Section, paper: Paper): Block[] {
  const { language, first } = paper
  if ('text' in section) return paragraphs(section.text[language])
  if ('heading' in section) {
    const heading = headings[section.level - 1] ?? HeadingLevel.HEADING_3
    return [new Paragraph({ heading, children: runs(section.heading[language]) })]
  }
  if ('letterhead' in section) {
    return [new Paragraph({ style: 'Addressees', children: runs(section.letterhead.addressees[language]) })]
  }
  if ('signature' in section) return signature(section.signature, language)
  if ('chart' in section) return tableBlocks(chartTable(section.chart), paper)
  if ('table' in section) return tableBlocks(section.table, paper)
  const { title, fields } = section.card
  return [
    ...(first ? [] : [new Paragraph({ heading: HeadingLevel.HEADING_1, children: runs(title[language]) })]),
    ...fields.map(
      ({ label, value }) =>
        new Paragraph({
          style: 'Text',
          children: [
            new TextRun({ text: `${safe(label[language])}${language === 'zh' ? '：' : ': '}`, font: '黑体' }),
            ...runs(value[language]),
          ],
        }),
    ),
  ]
}

const paragraphs = (text: string): Paragraph[] =>
  text.split('\n').map(words => new Paragraph({ style: 'Text', children: runs(words) }))

/** The date stands four characters from the right, the signatory centred above it (7.3.5.1). */
function signature(
  { by, on }: { readonly by: Text; readonly on: PlainDate },
  language: Language,
): Paragraph[] {
  const [name, date] = [by[language], longDate(on)[language]]
  const column = character / 2
  const shift = ((displayWidth(date) - displayWidth(name)) / 2) * column
  const line = (text: string, right: number, last: boolean) =>
    new Paragraph({
      style: 'Signature',
      keepNext: !last,
      indent: { right: Math.max(0, Math.round(right)) },
      children: runs(text),
    })
  return [
    new Paragraph({ style: 'Signature', keepNext: true }),
    new Paragraph({ style: 'Signature', keepNext: true }),
    line(name, 4 * character + shift, false),
    line(date, 4 * character, true),
  ]
}

/** “— 1 —” at the outer side of the sheet: right on odd pages, left on even ones (7.5). */
const pageNumber = (side: 'odd' | 'even'): Footer =>
  new Footer({
    children: [
      new Paragraph({
        style: 'PageNumber',
        alignment: side === 'odd' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: side === 'odd' ? { right: pageNumberIndent } : { left: pageNumberIndent },
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  })

const sampleHeader = (language: Language): Header =>
  new Header({ children: [new Paragraph({ style: 'Sample', children: runs(sampleWord[language]) })] })

const factsLine = (envelope: Envelope, language: Language): string =>
  facts(envelope)
    .map(fact => fact[language])
    .join(language === 'zh' ? '　' : ' · ')
