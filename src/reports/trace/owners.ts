import type { Task } from '../../model/entities.ts'
import { fold, type OwnerLine, type Printed } from '../../official/official-text.ts'
import type { TraceFinding } from './finding.ts'

/** A name in a list of owners; `null` stands between leads and participants. */
type Entry = { readonly name: string; readonly key: string; readonly printed: Printed | null } | null

/** How the owners of a task differ from the owner line of the text: one finding for one change. */
export function compareOwners(task: Task, line: OwnerLine): TraceFinding[] {
  const data: Entry[] = [
    ...task.leads.map(({ printed }) => entry(printed, null)),
    null,
    ...task.participants.map(({ printed }) => entry(printed, null)),
  ]
  const text: Entry[] = [
    ...line.leads.map(printed => entry(printed.text, printed)),
    null,
    ...line.participants.map(printed => entry(printed.text, printed)),
  ]
  const finding = (
    kind: TraceFinding['kind'],
    dataAt: number | null,
    textAt: number | null,
  ): TraceFinding => ({
    kind,
    clause: task.clause,
    id: task.id,
    data: dataAt === null ? null : said(data, dataAt, kind),
    text: textAt === null ? null : said(text, textAt, kind),
    offset:
      textAt === null ? endBefore(text, insertionPoint, line) : (text[textAt]?.printed?.start ?? line.start),
  })
  let insertionPoint = 0

  const swapped = exchanged(data, text)
  if (swapped) return [finding('owners-swapped', swapped[0], swapped[0])]
  const kept = longestCommon(data, text)
  const removed = data.map((_, index) => index).filter(index => !kept.has(index) && data[index] !== null)
  const taken = new Set(kept.values())
  const added = text.map((_, index) => index).filter(index => !taken.has(index) && text[index] !== null)

  const moved: (readonly [from: number, to: number])[] = []
  for (const from of removed) {
    const to = added.find(
      index => text[index]?.key === data[from]?.key && !moved.some(([, other]) => other === index),
    )
    if (to !== undefined) moved.push([from, to])
  }
  const findings = moved.map(([from, to]) =>
    finding(roleAt(data, from) === roleAt(text, to) ? 'owner-order' : 'owner-role', from, to),
  )
  const gone = removed.filter(index => !moved.some(([from]) => from === index))
  const fresh = added.filter(index => !moved.some(([, to]) => to === index))
  for (const from of gone) {
    insertionPoint = nextKept(kept, from, text.length)
    const replaced = fresh.findIndex(to => to >= previousKept(kept, from) && to <= insertionPoint)
    if (replaced >= 0) findings.push(finding('owner-replaced', from, fresh.splice(replaced, 1)[0] ?? null))
    else findings.push(finding('owner-dropped', from, null))
  }
  for (const to of fresh) findings.push(finding('owner-added', null, to))
  if (task.open !== line.open) {
    const word = (open: boolean) => (open ? '等单位' : null)
    findings.push({
      kind: 'owner-list-open',
      clause: task.clause,
      id: task.id,
      data: word(task.open),
      text: word(line.open),
      offset: line.end,
    })
  }
  return findings
}

const entry = (name: string, printed: Printed | null): Entry => ({ name, key: fold(name).text, printed })

/** 牵头 before the gap between the lists, 参与 behind it. */
const roleAt = (list: readonly Entry[], index: number): string =>
  index < list.indexOf(null) ? '牵头' : '参与'

function said(list: readonly Entry[], index: number, kind: TraceFinding['kind']): string {
  const name = list[index]?.name ?? ''
  return kind === 'owner-role' ? `${name}（${roleAt(list, index)}）` : name
}

/** The two places whose names stand in each other's place, where all else is equal. */
function exchanged(a: readonly Entry[], b: readonly Entry[]): readonly [number, number] | undefined {
  if (a.length !== b.length) return undefined
  const [first, second, third] = a.flatMap((entry, index) => (entry?.key === b[index]?.key ? [] : [index]))
  if (first === undefined || second === undefined || third !== undefined) return undefined
  const names = [a[first], a[second], b[first], b[second]]
  if (names.some(name => name == null)) return undefined
  return names[0]?.key === names[3]?.key && names[1]?.key === names[2]?.key ? [first, second] : undefined
}

/** Pairs of indices of a longest common subsequence; the gap between the lists weighs more than a name. */
function longestCommon(a: readonly Entry[], b: readonly Entry[]): Map<number, number> {
  const weight = (i: number, j: number): number => {
    const [left, right] = [a[i], b[j]]
    if (left === null && right === null) return 2
    return left && right && left.key === right.key ? 1 : 0
  }
  const best = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  const at = (i: number, j: number): number => best[i]?.[j] ?? 0
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const here = weight(i, j)
      const line = best[i]
      if (line) line[j] = Math.max(at(i + 1, j), at(i, j + 1), here > 0 ? here + at(i + 1, j + 1) : 0)
    }
  }
  const pairs = new Map<number, number>()
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const here = weight(i, j)
    if (here > 0 && at(i, j) === here + at(i + 1, j + 1)) pairs.set(i++, j++)
    else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return pairs
}

/** Index in the text of the nearest kept entry behind a removed one. */
function nextKept(kept: ReadonlyMap<number, number>, from: number, end: number): number {
  for (const [dataAt, textAt] of kept) if (dataAt > from) return textAt
  return end
}

function previousKept(kept: ReadonlyMap<number, number>, from: number): number {
  let before = 0
  for (const [dataAt, textAt] of kept) if (dataAt < from) before = textAt
  return before
}

/** Where a name that the text lacks would stand: behind the one before it. */
function endBefore(text: readonly Entry[], index: number, line: OwnerLine): number {
  return text.slice(0, index).findLast(entry => entry !== null)?.printed?.end ?? line.start
}
