import type { CommandNode } from './command-tree.ts'

/** `kepu` itself; written by scripts/completion.ts. */
export const root: CommandNode
