/** A step into a YAML document: a key of a mapping, or an index into a list. */
export type Step = string | number

/**
 * Where something stands, as a path into the document of a file. Lines and columns are found only when a
 * problem is shown, so that checking stays fast.
 */
export interface Place {
  /** POSIX path from the folder of plan.yaml. */
  readonly file: string
  readonly path: readonly Step[]
  /** The key itself instead of its value. */
  readonly key?: true
  /** Character offsets (UTF-16) in the text, start and exclusive end; given where no path can be followed. */
  readonly span?: readonly [start: number, end: number]
}

/** An entity that knows where it is written. */
export interface Placed {
  readonly place: Place
}

/** The place of a field of an entity: `at(task, 'leads', 2)`. */
export function at(entity: Placed, ...steps: Step[]): Place {
  return { file: entity.place.file, path: [...entity.place.path, ...steps] }
}
