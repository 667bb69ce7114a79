import type { Clause } from '../model/clause.ts'
import { type Passage, type Printed, printedIn, type Range, rangeIn } from './passage.ts'

/** 分工：…牵头，…等单位参与。 as printed, in printed order. */
export interface OwnerLine extends Range {
  /** The clause that the line stands under; its section, where it has one. */
  readonly clause: Clause
  readonly leads: readonly Printed[]
  readonly participants: readonly Printed[]
  /** The list ends in 等单位: it names examples. */
  readonly open: boolean
}

type Role = 'leads' | 'participants'

const lead = /(?:共同|负责|联合)?牵头(?:单位|负责)?$|(?:共同)?负责$/
const participate = /(?:共同)?(?:参与|参加|配合|协助)(?:单位)?$/
const andOthers = /等(?:有关|相关|各)?(?:单位|部门)?$/

/** Reads an owner line; `from` is where its text begins behind 分工：. */
export function readOwnerLine(passage: Passage, from: number, clause: Clause): OwnerLine {
  const owners = { leads: [] as Printed[], participants: [] as Printed[] }
  let waiting: Printed[] = []
  let open = false

  for (const [start, end] of piecesBetweenMarks(passage.text, from)) {
    const piece = passage.text.slice(start, end).trimEnd()
    const role = roleOf(piece)
    const names = role ? piece.replace(role === 'leads' ? lead : participate, '').trimEnd() : piece
    const name = names.replace(andOthers, '')
    open ||= name.length < names.length
    const printed = printedIn(passage, start, start + name.length)
    if (printed) waiting.push(printed)
    if (role) assign(role)
  }
  // Where the word for a role was left out: the leads are named first.
  assign(owners.leads.length > 0 ? 'participants' : 'leads')
  return { clause, ...owners, open, ...rangeIn(passage, 0, passage.text.length) }

  function assign(role: Role): void {
    for (const name of waiting) owners[role].push(name)
    waiting = []
  }
}

/** The role is said after the last of its names: 区农委、区科协牵头. */
function roleOf(piece: string): Role | null {
  if (lead.test(piece)) return 'leads'
  return participate.test(piece) ? 'participants' : null
}

/** Names stand between 、 ， ； 。 outside brackets: 各镇（街道、办事处） is one. */
function* piecesBetweenMarks(text: string, from: number): Generator<readonly [number, number]> {
  let depth = 0
  let start = from
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at)
    if ('（(〔['.includes(character)) depth++
    else if ('）)〕]'.includes(character)) depth = Math.max(depth - 1, 0)
    else if ('。；;.．'.includes(character) || (depth === 0 && '、，,､'.includes(character))) {
      // A stop ends a bracket that was never closed, so that a misprint costs one name and not the line.
      depth = 0
      yield [start, at]
      start = at + 1
    }
  }
  yield [start, text.length]
}
