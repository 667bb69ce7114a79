import type { Language } from '../model/text.ts'
import type { Paint } from './paint.ts'

/** What a text is made for: a language, a width in columns (Infinity when piped), colours, or none. */
export interface Screen {
  readonly language: Language
  /** Somebody looks at it; otherwise it goes into a pipe or a file. */
  readonly isTerminal: boolean
  readonly width: number
  /** It may lack the signs that charts are drawn with, or show them two columns wide. */
  readonly isPlain?: boolean
  readonly paint: Paint
}
