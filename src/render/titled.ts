import { plural, type Text } from '../model/text.ts'
import type { Section, View } from '../reports/view.ts'
import type { Envelope } from './json.ts'

/** A view by its name, and what is left to be told below it. */
export interface Titled {
  readonly title: Text
  readonly rest: View
}

/**
 * What a page or paper is called: its letter, its first heading, or the first thing on it.
 * @param otherwise where nothing of that names it
 */
export function titled(view: View, otherwise: Text): Titled {
  const { title, rest } = parted(view, otherwise)
  // Below the title the levels begin anew: none is left out.
  const highest = Math.min(...rest.flatMap(section => ('heading' in section ? [section.level] : [])))
  return { title, rest: rest.map(section => ('heading' in section ? lifted(section, highest) : section)) }
}

function parted(view: View, otherwise: Text): Titled {
  const [first, ...rest] = view
  if (first && 'letterhead' in first) return { title: first.letterhead.title, rest: view }
  if (first && 'heading' in first) return { title: first.heading, rest }
  if (first && 'table' in first && first.table.title) {
    const { title, ...table } = first.table
    return { title, rest: [{ table }, ...rest] }
  }
  if (first && 'card' in first) return { title: first.card.title, rest: view }
  return { title: otherwise, rest: view }
}

/** What is left where the facts stand beside the name. */
export const withoutBasis = (view: View): View => view.filter(section => !('isBasis' in section))

type Heading = Extract<Section, { readonly heading: Text }>

const lifted = (section: Heading, highest: number): Heading => ({
  ...section,
  level: (section.level - highest + 1) as Heading['level'],
})

/** When, and on which revision, an answer holds. */
export const facts = ({ asOf, rev, problems }: Envelope): readonly Text[] => [
  { zh: `以 ${asOf} 为准`, en: `as of ${asOf}` },
  ...(rev ? [{ zh: `版本 ${rev.slice(0, 12)}`, en: `revision ${rev.slice(0, 12)}` }] : []),
  ...(problems
    ? [
        {
          zh: `数据里有 ${problems} 个错误，回答可能不全`,
          en: `the data has ${plural(problems, 'error')}, so this may be incomplete`,
        },
      ]
    : []),
]
