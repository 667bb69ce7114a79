/** A file operation, as the watcher tells it. */
export interface Operation {
  readonly index: number
  readonly op: string
  /** `say` is what a person is shown. */
  readonly kind: 'read' | 'write' | 'say'
  /** Absolute; `to` is the new name of a link or a renaming. */
  readonly path: string
  readonly to?: string
}

export function watchFiles(
  root: string,
  onOperation: (operation: Operation) => string | undefined,
): () => void
