import { fold } from './fold.ts'

/** The number of a document alone on its line, with or without who signed it: 惠政办〔2017〕4号. */
const number = /^(\p{Script=Han}{1,16}\(\d{4}\)第?\d{1,5}号)(?:签发人:.{0,16})?$/u

/** True for a line that gives the document number. */
export function isDocumentNumber(line: string): boolean {
  return line.length < 80 && number.test(fold(line).text)
}

/** True for the line at the head of the paper that names who issues it: …办公室文件. */
export function isMasthead(line: string): boolean {
  return line.endsWith('文件') && line.length < 80
}

/** True for the last line of the title of a notice. */
export function isWholeTitle(line: string): boolean {
  return /的(?:通知|通报|意见|决定|批复|函|请示|报告)$/.test(line)
}

/** True for a line that begins as preambles do and titles do not: 根据《…》, 《…》已经区政府同意. */
export function opensProse(line: string): boolean {
  return /^(?:《|根据|依据|按照|遵照|为|经|现[将就])/.test(line)
}
