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
import { cellText, columnWidths } from '../table.ts'
import { displayWidth } from '../width.ts'
import { blockWidth, cellColumn } from './layout.ts'

interface Paper {
  readonly language: Language
  readonly across: boolean
}

/** What a cell takes besides its words: its margins, and room for a font that runs wider. */
const gap = 3

/** Columns that ask for less than this get it; wider ones are wrapped before a table is laid across the sheet. */
const comfortable = 24

/** True for a table that is too wide for an upright sheet. */
export function isBroad({ columns, rows }: Table, language: Language): boolean {
  const asked = columns.map(({ head, form }, index) =>
    rows.reduce(
      (most, row) => Math.max(most, displayWidth(textOf(row[index], { language }, form))),
      displayWidth(head[language]),
    ),
  )
  const room = blockWidth.upright / cellColumn
  return asked.reduce((sum, one) => sum + Math.min(one, comfortable) + gap, 0) > room
}

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

function drawn({ columns, rows }: Table, { language, across }: Paper): WordTable {
  const heads = columns.map(({ head }) => head[language])
  const texts = rows.map(row => columns.map(({ form }, index) => textOf(row[index], { language }, form)))
  const width = across ? blockWidth.across : blockWidth.upright
  const room = Math.floor(width / cellColumn) - columns.length
  // A number is never broken: it gets room to spare.
  const measured = texts.map((row, number) =>
    row.map((text, index) => (typeof rows[number]?.[index]?.value === 'number' ? `${text}.` : text)),
  )
  const widths = stretched(columnWidths([heads, ...measured], room - 2), width)
  const widthOf = (index: number) => ({ size: widths[index] ?? 0, type: WidthType.DXA })
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: heads.map(
      (text, index) =>
        new TableCell({
          width: widthOf(index),
          verticalAlign: VerticalAlignTable.CENTER,
          children: [new Paragraph({ style: 'CellHead', children: runs(text) })],
        }),
    ),
  })
  const body = texts.map(
    (row, number) =>
      new TableRow({
        cantSplit: true,
        children: row.map(
          (text, index) =>
            new TableCell({
              width: widthOf(index),
              verticalAlign: VerticalAlignTable.CENTER,
              children: [cellParagraph(text, rows[number]?.[index], columns[index])],
            }),
        ),
      }),
  )
  return new WordTable({
    layout: TableLayoutType.FIXED,
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    margins: { left: cellColumn, right: cellColumn },
    rows: [head, ...body],
  })
}

const cellParagraph = (text: string, cell: Cell | undefined, column: Column | undefined): Paragraph =>
  new Paragraph({
    style: 'Cell',
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
  const sum = columns.reduce((all, one) => all + one + gap, 0)
  return columns.map(one => Math.floor(((one + gap) * width) / sum))
}

/** Words as runs: a line feed of the text is one on paper, where Word would show a space. */
export const runs = (text: string, bold = false): TextRun[] =>
  safe(text)
    .split('\n')
    .map(
      (words, index) => new TextRun({ text: words, ...(bold && { bold }), ...(index > 0 && { break: 1 }) }),
    )
