import type { Text } from '../model/text.ts'

/** A command as it is typed. The whole tree is derived from the commands when the tool is built, so that pressing TAB loads none of them. */
export interface CommandNode {
  readonly name: string
  readonly summary: Text
  readonly options: readonly OptionNode[]
  readonly arguments: readonly ArgumentNode[]
  readonly commands: readonly CommandNode[]
}

export interface OptionNode {
  /** `--unit` */
  readonly long: string
  /** `-C` */
  readonly short?: string
  /** The word in the angle brackets, which tells what may stand there; absent where it takes no value. */
  readonly value?: string
  readonly summary: Text
}

interface ArgumentNode {
  readonly name: string
  readonly isVariadic?: boolean
}
