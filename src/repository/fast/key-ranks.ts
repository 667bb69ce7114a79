import { type KeyOrder, keyOrders } from '../accepts.generated.mjs'
import type { FileKind } from '../kinds.ts'

/** The keys of a mapping, each with its place in the order in which `fmt` writes them. */
export type KeyRanks = ReadonlyMap<string, KeyRank>

interface KeyRank {
  readonly rank: number
  /** The keys in what stands below it, or in the items of the list below it. */
  readonly below: KeyRanks | undefined
}

/** The order of keys in a kind of file; undefined for those of the repository's own. */
export function keyRanks(kind: FileKind): KeyRanks | undefined {
  let ranks = known.get(kind)
  const order = keyOrders[kind]
  if (!ranks && order) {
    ranks = ranksOf(order)
    known.set(kind, ranks)
  }
  return ranks
}

const known = new Map<FileKind, KeyRanks>()

function ranksOf(order: KeyOrder): KeyRanks {
  return new Map(
    Object.entries(order).map(([key, inner], rank) => [
      key,
      { rank, below: inner === 0 ? undefined : ranksOf(inner) },
    ]),
  )
}
