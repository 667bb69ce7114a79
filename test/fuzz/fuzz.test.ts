import { expect, it } from 'vitest'
import { finds } from './finds.ts'
import { type TargetName, targets } from './targets.ts'

/** How many inputs the everyday tests try; `npm run fuzz` tries a million, others each time. */
const everyday: Readonly<Record<TargetName, number>> = {
  canonical: 12_000,
  validate: 2000,
  csv: 4000,
  workbook: 2000,
}

it.each(Object.entries(everyday))('%s keeps its promise for %d inputs', async (name, count) => {
  for (let seed = 0; seed < count; seed++) {
    try {
      await targets[name as TargetName](seed)
    } catch (error) {
      expect.fail(`${name} ${seed}: ${error instanceof Error ? error.stack : error}`)
    }
  }
})

it.each(finds)('%s keeps its promise for %d, which once broke it', async (name, seed) => {
  await expect(Promise.resolve(targets[name](seed))).resolves.toBeUndefined()
})
