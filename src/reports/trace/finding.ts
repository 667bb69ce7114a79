import type { Clause } from '../../model/clause.ts'

/** Something in which the data and the official text differ, with its place in the text. */
export interface TraceFinding {
  readonly kind:
    | 'clause-missing'
    | 'heading'
    | 'title'
    | 'phase'
    | 'owner-added'
    | 'owner-dropped'
    | 'owner-replaced'
    | 'owner-role'
    | 'owner-order'
    | 'owners-swapped'
    | 'owner-list-open'
    | 'owner-line-missing'
    | 'owner-line-extra'
    | 'words'
    | 'number'
    | 'uncited'
  readonly clause: Clause | null
  /** The entity of the data that is concerned. */
  readonly id: string | null
  /** What the text prints; null where it prints nothing. */
  readonly text: string | null
  /** What the data holds; null where it holds nothing. */
  readonly data: string | null
  /** Offset into the source of the text: where it stands, or where it should. */
  readonly offset: number
}
