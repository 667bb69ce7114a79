/** What becomes of files: gone, given whole, or edited. */
export type Edits = Readonly<
  Record<string, null | string | readonly (readonly [right: string, wrong: string])[]>
>

/** The files of a plan once some of them were edited. */
export function edited(plan: Readonly<Record<string, string>>, edits: Edits): Record<string, string> {
  const files = { ...plan }
  for (const [file, edit] of Object.entries(edits)) {
    if (edit === null) delete files[file]
    else if (typeof edit === 'string') files[file] = edit
    else
      for (const [right, wrong] of edit) {
        if (!files[file]?.includes(right)) throw new Error(`${file} does not hold ${JSON.stringify(right)}`)
        files[file] = files[file].replace(right, () => wrong)
      }
  }
  return files
}
