import { readFileSync, writeFileSync } from 'node:fs'

/** Writes only what changed, so that watchers and caches are not woken for nothing. */
export function writeChanged(file: string, text: string): void {
  let before: string | undefined
  try {
    before = readFileSync(file, 'utf8')
  } catch {
    before = undefined
  }
  if (before !== text) writeFileSync(file, text)
}
