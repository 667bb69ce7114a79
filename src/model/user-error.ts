import type { Text } from './text.ts'

/** Something that the user can put right; the edge prints it in one line and exits with its code. */
export class UserError extends Error {
  readonly text: Text
  readonly hint: Text | undefined
  /** 1: the data or an input; 2: the command line; 3: the environment. */
  readonly exitCode: 1 | 2 | 3

  constructor(exitCode: 1 | 2 | 3, text: Text, hint?: Text) {
    super(text.en)
    this.exitCode = exitCode
    this.text = text
    this.hint = hint
  }
}
