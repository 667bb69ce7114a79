import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { matches, Place, shownOn } from './console.ts'

describe.each(['README.md', 'README.zh-CN.md', 'docs/guide.zh-CN.md', 'docs/guide.md'])('%s', page => {
  const shown = shownOn(readFileSync(page, 'utf8'))
  let place: Place
  beforeAll(() => {
    place = new Place()
  }, 60_000)
  afterAll(() => place.leave())

  it('shows commands', () => expect(shown.length).toBeGreaterThan(0))

  // In the order of the page: later commands see what earlier ones wrote.
  it.each(shown.map(one => ['file' in one ? `writes ${one.file}` : `$ ${one.command}`, one] as const))(
    '%s',
    async (_name, one) => {
      if ('file' in one) {
        place.write(one.file, one.content)
        return
      }
      const output = await place.run(one.command)
      if (!matches(one.printed, output)) expect(output).toBe(one.printed)
    },
  )
})
