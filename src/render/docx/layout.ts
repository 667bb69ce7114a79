import {
  AlignmentType,
  type IPropertiesOptions,
  type ISectionPropertiesOptions,
  LineRuleType,
  PageOrientation,
} from 'docx'

/** GB/T 9704—2012 党政机关公文格式. Lengths in twentieths of a point, as Word counts them; sizes of type in half points. */
const millimetre = 1440 / 25.4

/** 3号: the type of the text; one character is as wide. */
export const character = 320
const size = { 二号: 44, 三号: 32, 四号: 28, 小四: 24, 五号: 21, 小五: 18 }

/** 22 lines a page in 225 mm (5.2.3): 28.95 points; 29 would be one line less. There is no grid besides: it would stretch the lines of cells. */
const line = { line: 579, lineRule: LineRuleType.EXACT }

/** 28 characters a line in 156 mm (5.2.3): each gives way by a quarter of a point. */
const dense = { characterSpacing: -5 }

/** Fonts are named, not brought along; what a machine lacks it replaces. */
const font = (name: string) => ({ ascii: name, hAnsi: name, eastAsia: name, cs: name })
const fangSong = font('仿宋_GB2312')
const kaiTi = font('楷体_GB2312')
const heiTi = font('黑体')
const songTi = font('宋体')
const xiaoBiaoSong = font('方正小标宋简体')

/** What stands in where a machine lacks a font of the standard: those that Windows brings. */
export const standIns = {
  仿宋_GB2312: '仿宋',
  楷体_GB2312: '楷体',
  方正小标宋简体: '宋体',
  黑体: 'SimHei',
} as const

/** How wide the text stands, upright and across (5.2.1): 156 × 225 mm. */
export const blockWidth = { upright: Math.round(156 * millimetre), across: Math.round(225 * millimetre) }

/** What a line of the title holds, in halves of its characters. */
export const titleRoom = {
  upright: Math.floor(blockWidth.upright / (size.二号 * 5)),
  across: Math.floor(blockWidth.across / (size.二号 * 5)),
}

/** A page: margins 37 mm at the head and 28 mm at the binding, its number 7 mm below the text (7.5). */
export function pageLayout(across: boolean): ISectionPropertiesOptions {
  const mm = (count: number) => Math.round(count * millimetre)
  const [top, right, bottom, left] = across ? [28, 37, 26, 35] : [37, 26, 35, 28]
  return {
    page: {
      size: {
        width: mm(210),
        height: mm(297),
        orientation: across ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
      },
      margin: {
        top: mm(top),
        right: mm(right),
        bottom: mm(bottom),
        left: mm(left),
        header: mm(15),
        footer: mm(bottom - 13),
        gutter: 0,
      },
    },
  }
}

const indented = { indent: { firstLine: 2 * character, firstLineChars: 200 } }
const heading = (name: ReturnType<typeof font>) => ({
  run: { ...dense, font: name, size: size.三号, bold: false, italics: false, color: '000000' },
  paragraph: { ...indented, spacing: { ...line, before: 0, after: 0 }, keepNext: true },
})

/** The styles by name, so that whoever edits the letter changes each at one place. */
export const styles: NonNullable<IPropertiesOptions['styles']> = {
  default: {
    document: {
      run: { font: fangSong, size: size.三号, language: { value: 'en-US', eastAsia: 'zh-CN' } },
      paragraph: { spacing: line },
    },
    title: {
      run: { font: xiaoBiaoSong, size: size.二号 },
      paragraph: {
        alignment: AlignmentType.CENTER,
        spacing: { line: 700, lineRule: LineRuleType.EXACT, before: line.line, after: line.line },
        keepNext: true,
      },
    },
    heading1: heading(heiTi),
    heading2: heading(kaiTi),
    heading3: heading(fangSong),
  },
  paragraphStyles: [
    {
      id: 'Text',
      name: 'kepu 正文',
      basedOn: 'Normal',
      run: dense,
      paragraph: { ...indented, alignment: AlignmentType.BOTH },
    },
    {
      id: 'Facts',
      name: 'kepu 日期',
      basedOn: 'Normal',
      run: { font: kaiTi },
      paragraph: { alignment: AlignmentType.CENTER },
    },
    { id: 'Addressees', name: 'kepu 主送机关', basedOn: 'Normal', run: dense },
    {
      id: 'Signature',
      name: 'kepu 落款',
      basedOn: 'Normal',
      paragraph: { alignment: AlignmentType.RIGHT, keepLines: true },
    },
    {
      id: 'TableTitle',
      name: 'kepu 表题',
      basedOn: 'Normal',
      run: { font: heiTi, size: size.小四 },
      paragraph: { alignment: AlignmentType.CENTER, spacing: { ...line, before: 120 }, keepNext: true },
    },
    {
      id: 'Cell',
      name: 'kepu 表格',
      basedOn: 'Normal',
      run: { size: size.五号 },
      paragraph: { spacing: { line: 300, lineRule: LineRuleType.EXACT, before: 40, after: 40 } },
    },
    {
      id: 'CellHead',
      name: 'kepu 表头',
      basedOn: 'Cell',
      run: { font: heiTi },
      paragraph: { alignment: AlignmentType.CENTER },
    },
    {
      id: 'SmallCell',
      name: 'kepu 小字表格',
      basedOn: 'Cell',
      run: { size: size.小五 },
      paragraph: { spacing: { line: 250, lineRule: LineRuleType.EXACT, before: 30, after: 30 } },
    },
    {
      id: 'SmallCellHead',
      name: 'kepu 小字表头',
      basedOn: 'SmallCell',
      run: { font: heiTi },
      paragraph: { alignment: AlignmentType.CENTER },
    },
    {
      id: 'Note',
      name: 'kepu 表注',
      basedOn: 'Cell',
      paragraph: { spacing: { line: 340, lineRule: LineRuleType.EXACT, before: 60, after: 120 } },
    },
    {
      id: 'PageNumber',
      name: 'kepu 页码',
      basedOn: 'Normal',
      run: { font: songTi, size: size.四号 },
      paragraph: { spacing: { line: 240, lineRule: LineRuleType.AUTO } },
    },
    {
      id: 'Sample',
      name: 'kepu 示例',
      basedOn: 'Normal',
      run: { font: heiTi, size: size.四号 },
      paragraph: { alignment: AlignmentType.CENTER, spacing: { line: 240, lineRule: LineRuleType.AUTO } },
    },
  ],
}

/** One character of the number of a page stands free at the outer side. */
export const pageNumberIndent = 280

/** What one column of the screen takes in a table: half a character of 五号. */
export const cellColumn = size.五号 * 5
export const smallCellColumn = size.小五 * 5
