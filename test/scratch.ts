import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { examplePlan } from '../src/rules/example-plan.ts'

/** Files of a repository: path → text or bytes. */
export type Files = Readonly<Record<string, string | Uint8Array>>

/** Writes files into a new folder, gone after the test; returns its path. */
export function scratch(files: Files): string {
  const folder = writeFiles(files)
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Writes files into a new folder that is the caller's to remove. */
export function writeFiles(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), 'kepu-test-'))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}

/** The example plan with some of its files replaced or added. */
export const exampleRepository = (changed: Files = {}): string => scratch({ ...examplePlan, ...changed })
