import type { Clause } from '../../model/clause.ts'
import type { Milestone } from '../../model/entities.ts'
import { endOfMonth } from '../../model/period.ts'
import type { Plan } from '../../model/plan.ts'
import { fold, type OfficialText } from '../../official/official-text.ts'
import type { Aligned } from './align.ts'
import type { TraceFinding } from './finding.ts'

/** How many were compared, and which differ. */
export interface Compared {
  readonly compared: number
  readonly differences: readonly TraceFinding[]
}

interface Headed {
  readonly id: string
  readonly clause: Clause
  readonly title: string
}

const sameText = (a: string, b: string): boolean => fold(a).text === fold(b).text

/** Titles of the data against printed headings. A heading may begin with 实施: the title is what is carried out. */
export function compareHeadings(headed: readonly Headed[], aligned: Aligned): Compared {
  const differences: TraceFinding[] = []
  for (const { id, clause, title } of headed) {
    const official = aligned(clause)
    const text = official?.heading?.text ?? null
    if (text !== null && (sameText(text, title) || sameText(text, `实施${title}`))) continue
    const offset = official?.heading?.start ?? official?.start ?? 0
    differences.push({ kind: 'heading', clause, id, text, data: title, offset })
  }
  return { compared: headed.length, differences }
}

/** The head of the document (title, number, date, what it rests on), its objectives, its phases and their days. */
export function compareTitles(
  plan: Plan,
  official: OfficialText,
  aligned: Aligned,
  silenced: (clause: Clause) => boolean,
): Compared {
  const milestones = plan.milestones.filter(({ clause }) => !silenced(clause))
  const objectives = plan.objectives.filter(({ clause }) => /\d$/.test(clause) && !silenced(clause))
  const headings = compareHeadings([...objectives, ...milestones], aligned)
  const phases = milestones.flatMap(milestone => comparePhase(milestone, aligned))
  const head = compareHead(plan, official)
  return {
    compared: headings.compared + milestones.length + head.compared,
    differences: [...head.differences, ...headings.differences, ...phases],
  }
}

function compareHead({ sheet }: Plan, official: OfficialText): Compared {
  if (!sheet) return { compared: 0, differences: [] }
  const title = official.titles.find(({ text }) => sameText(text, sheet.title)) ?? official.titles.at(-1)
  const { documentNumber, issuedOn } = official
  const preamble = official.preamble.map(({ text }) => fold(text).text).join('')
  const start = official.preamble[0]?.start ?? 0
  const basis = (sheet.basedOn ?? []).flatMap(entry => [entry.title, entry.documentNumber ?? []]).flat()
  const compared = [
    {
      data: sheet.title,
      text: title?.text ?? null,
      offset: title?.start,
      same: title && sameText(title.text, sheet.title),
    },
    {
      data: sheet.documentNumber,
      text: documentNumber?.text ?? null,
      offset: documentNumber?.start,
      same: documentNumber && sameText(documentNumber.text, sheet.documentNumber),
    },
    {
      data: sheet.issuedOn,
      text: issuedOn?.text ?? null,
      offset: issuedOn?.start,
      same: issuedOn?.day === sheet.issuedOn,
    },
    ...basis.map(data => ({ data, text: null, offset: start, same: preamble.includes(fold(data).text) })),
  ]
  return {
    compared: compared.length,
    differences: compared
      .filter(({ same }) => !same)
      .map(({ data, text, offset = 0 }) => ({
        kind: 'title',
        clause: null,
        id: sheet.id,
        text,
        data,
        offset,
      })),
  }
}

const phase = /(\d{4})年(\d{1,2})月(?:-(?:(\d{4})年)?(\d{1,2})月|底?前)?/

/** `2017年3月—2019年12月`, `2020年1月—12月`, `2017年2月底前` against the days of a milestone. */
function comparePhase({ id, clause, from, to }: Milestone, aligned: Aligned): TraceFinding[] {
  const official = aligned(clause)
  if (!official) return []
  const folded = fold(official.text)
  const match = phase.exec(folded.text)
  if (!match) return []
  const [text, year = '', month = '', lastYear, lastMonth] = match
  const printed = {
    from: lastMonth === undefined ? undefined : `${year}-${month.padStart(2, '0')}-01`,
    to: endOfMonth(`${lastYear ?? year}-${(lastMonth ?? month).padStart(2, '0')}`),
  }
  if (printed.to === to && (printed.from === undefined || printed.from === from)) return []
  const offset = official.offsets[folded.offsets[match.index] ?? 0] ?? official.start
  return [{ kind: 'phase', clause, id, text, data: `${from ?? ''}—${to}`, offset }]
}
