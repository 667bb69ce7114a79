import {
  AlignmentType,
  Paragraph,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
  Table as WordTable,
} from 'docx'
import type { Language } from '../../model/text.ts'
import type { Cell, Column, Table } from '../../reports/view.ts'
import { safe } from '../safe.ts'
import { cellText } from '../table.ts'
import { blockWidth, cellColumn, smallCellColumn } from './layout.ts'
import { shares } from './widths.ts'

interface Paper {
  readonly language: Language
  readonly across: boolean
  /** Called when a row is laid out, and again when it is formed. */
  readonly step: () => void
}

/** A table whose rows are higher than this on an upright sheet, in lines, is laid across. */
const highUpright = 2.5

/** Where rows are higher than this in spite of that, the type is smaller. */
const highAcross = 4

/** A row of more lines may go on on the next page, or the page before would stay empty. */
const splitFrom = 12

/** True for a table that is too wide for an upright sheet. */
export function isBroad(table: Table, language: Language): boolean {
  const { fits, height } = shares(textsOf(table, language), Math.floor(blockWidth.upright / cellColumn))
  return !fits || height > highUpright
}

/** The words of the head and of each row. */
const textsOf = ({ columns, rows }: Table, language: Language): string[][] => [
  columns.map(({ head }) => head[language]),
  ...rows.map(row => columns.map(({ form }, index) => textOf(row[index], { language }, form))),
]

/** A table with its title and note; its head stands again on every page. */
export function tableBlocks(table: Table, paper: Paper): (Paragraph | WordTable)[] {
  const { title, rows, note } = table
  const { language } = paper
  return [
    ...(title ? [new Paragraph({ style: 'TableTitle', children: runs(title[language]) })] : []),
    ...(rows.length > 0 ? [drawn(table, paper)] : []),
    ...(note ? [new Paragraph({ style: 'Note', children: runs(note[language]) })] : []),
    // Two tables that touch would be one.
    ...(rows.length > 0 && !note ? [new Paragraph({ style: 'Note' })] : []),
  ]
}

function drawn(table: Table, { language, across, step }: Paper): WordTable {
  const { columns, rows } = table
  const [heads = [], ...texts] = textsOf(table, language)
  const width = across ? blockWidth.across : blockWidth.upright
  const usual = shares([heads, ...texts], Math.floor(width / cellColumn))
  const isSmall = usual.height > highAcross
  const column = isSmall ? smallCellColumn : cellColumn
  const { widths: shared, height } = isSmall
    ? shares([heads, ...texts], Math.floor(width / smallCellColumn))
    : usual
  const widths = stretched(shared, width)
  const style = isSmall ? 'SmallCell' : 'Cell'
  const widthOf = (index: number) => ({ size: widths[index] ?? 0, type: WidthType.DXA })
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: heads.map(
      (text, index) =>
        new TableCell({
          width: widthOf(index),
          verticalAlign: VerticalAlignTable.CENTER,
          children: [new Paragraph({ style: `${style}Head`, children: runs(text) })],
        }),
    ),
  })
  const body = texts.map((row, number) => {
    step()
    return new CountedRow(step, {
      cantSplit: height < splitFrom,
      children: row.map(
        (text, index) =>
          new TableCell({
            width: widthOf(index),
            verticalAlign: VerticalAlignTable.CENTER,
            children: [cellParagraph(text, style, rows[number]?.[index], columns[index])],
          }),
      ),
    })
  })
  return new WordTable({
    layout: TableLayoutType.FIXED,
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    margins: { left: column, right: column },
    rows: [head, ...body],
  })
}

/** A row that tells when it is formed: that is most of the work, and the library does not tell how far it is. */
class CountedRow extends TableRow {
  readonly #step: () => void

  constructor(step: () => void, options: ConstructorParameters<typeof TableRow>[0]) {
    super(options)
    this.#step = step
  }

  override prepForXml(context: Parameters<TableRow['prepForXml']>[0]): ReturnType<TableRow['prepForXml']> {
    this.#step()
    return super.prepForXml(context)
  }
}

const cellParagraph = (
  text: string,
  style: string,
  cell: Cell | undefined,
  column: Column | undefined,
): Paragraph =>
  new Paragraph({
    style,
    ...((typeof cell?.value === 'number' || column?.align) && { alignment: AlignmentType.RIGHT }),
    children: runs(text, cell?.tone === 'strong' || cell?.tone === 'bad'),
  })

const textOf = (
  cell: Cell | undefined,
  screen: { readonly language: Language },
  form: Column['form'],
): string => (cell ? cellText(cell, screen, form) : '')

/** Fills the width of the sheet: what is left over goes to the columns in proportion. */
function stretched(columns: readonly number[], width: number): number[] {
  const sum = columns.reduce((all, one) => all + one, 0)
  return columns.map(one => Math.floor((one * width) / sum))
}

/** Words as runs: a line feed of the text is one on paper, where Word would show a space. */
export const runs = (text: string, bold = false): TextRun[] =>
  safe(text)
    .split('\n')
    .map(
      (words, index) => new TextRun({ text: words, ...(bold && { bold }), ...(index > 0 && { break: 1 }) }),
    )
