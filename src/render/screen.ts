import type { Language } from '../model/text.ts'
import type { Paint } from './paint.ts'

/** What a text is made for: a language, a width in columns (Infinity when piped), colours, or none. */
export interface Screen {
  readonly language: Language
  readonly width: number
  readonly paint: Paint
}
