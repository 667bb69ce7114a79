import { isDocumentNumber, isMasthead } from './front-lines.ts'
import { readIssueDate } from './issue-date.ts'
import type { Paragraph } from './paragraphs.ts'
import { type Passage, type Printed, printedIn } from './passage.ts'

interface IssueDate extends Printed {
  /** YYYY-MM-DD */
  readonly day: string
}

/** What stands around the plan itself: who issued it, as what, to whom and when. */
export interface FrontMatter {
  readonly documentNumber: Printed | null
  readonly issuer: Printed | null
  /** The notice and the plan it carries; spaces that only broke their lines are closed up. */
  readonly titles: readonly Printed[]
  readonly issuedOn: IssueDate | null
  /** Without the colon. */
  readonly addressees: Printed | null
  /** The running text before the first chapter. */
  readonly preamble: readonly Printed[]
}

const office = /(?:办公厅|办公室|人民政府|委员会|领导小组|[厅局部委会])$/

/** Reads what stands before the first chapter; a signature and a date may stand at the foot instead. */
export function readFrontMatter(paragraphs: readonly Paragraph[]): FrontMatter {
  const firstChapter = paragraphs.findIndex(paragraph => paragraph.mark?.kind === 'chapter')
  const front = firstChapter < 0 ? paragraphs : paragraphs.slice(0, firstChapter)
  const numberAt = front.findIndex(paragraph => isDocumentNumber(paragraph.text))
  const dateAt = paragraphs.findIndex(paragraph => paragraph.isDate)
  const titles: Printed[] = []
  const preamble: Printed[] = []
  let masthead: Printed | null = null
  let addressees: Printed | null = null

  for (const [index, paragraph] of front.entries()) {
    const { text } = paragraph
    if (index === numberAt || paragraph.isDate) continue
    if (isMasthead(text)) masthead ??= printedIn(paragraph, 0, text.length - '文件'.length)
    else if (index < numberAt) masthead ??= printedIn(paragraph)
    else if (!addressees && preamble.length === 0 && isCall(text))
      addressees = printedIn(paragraph, 0, text.length - 1)
    else if (paragraph.isPunctuated) keep(preamble, printedIn(paragraph))
    else if (!(index === dateAt - 1 && office.test(text))) keep(titles, printedIn(closeUp(paragraph)))
  }

  const numbered = front[numberAt]
  return {
    documentNumber: numbered ? printedIn(numbered, 0, numbered.text.lastIndexOf('号') + 1) : null,
    issuer: masthead ?? signature(paragraphs[dateAt - 1]) ?? issuerIn(titles[0]),
    titles,
    issuedOn: issueDate(paragraphs[dateAt]),
    addressees,
    preamble,
  }
}

/** 各镇人民政府，各有关单位： and not 现将有关事项通知如下： */
function isCall(text: string): boolean {
  return /^[^。；《》]+[：:]$/.test(text) && !/[如以]下.$/.test(text)
}

function signature(paragraph: Paragraph | undefined): Printed | null {
  return paragraph && !paragraph.isPunctuated && office.test(paragraph.text) ? printedIn(paragraph) : null
}

/** A notice without a head says in its title who issues it: …人民政府办公室关于印发…的通知. */
function issuerIn(title: Printed | undefined): Printed | null {
  const name = title?.text.split('关于')[0] ?? ''
  return title && name !== title.text && office.test(name)
    ? { text: name, start: title.start, end: title.start + name.length }
    : null
}

function issueDate(paragraph: Paragraph | undefined): IssueDate | null {
  const printed = paragraph && printedIn(paragraph)
  const day = printed && readIssueDate(printed.text)
  return day ? { ...printed, day } : null
}

/** A title is broken into lines wherever it looks well; between two ideographs such a break is no space. */
function closeUp({ text, offsets }: Passage): Passage {
  const kept: number[] = []
  for (let unit = 0; unit < text.length; unit++) if (!isBreak(text, unit)) kept.push(unit)
  return { text: kept.map(unit => text.charAt(unit)).join(''), offsets: kept.map(unit => offsets[unit] ?? 0) }
}

function isBreak(text: string, unit: number): boolean {
  return /\s/.test(text.charAt(unit)) && !/[!-~]\s+[!-~]/.test(text.slice(Math.max(unit - 1, 0), unit + 2))
}

function keep(list: Printed[], printed: Printed | null): void {
  if (printed) list.push(printed)
}
