import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { run } from '../run.ts'

/** A command of a console block and what the page says that it prints. */
interface Shown {
  readonly command: string
  readonly printed: string
}

/** Every `$ …` of the console blocks of a page, with the lines below it. */
function consoleBlocks(page: string): Shown[] {
  const blocks = [...page.matchAll(/^```console\n([\s\S]*?)^```$/gm)].map(match => match[1] ?? '')
  return blocks.flatMap(block =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map(part => {
        const newline = part.indexOf('\n')
        return { command: part.slice(0, newline), printed: part.slice(newline + 1) }
      }),
  )
}

/** Splits a command line as a shell would, quotes included. */
function words(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    match => match[1] ?? match[2] ?? match[3] ?? '',
  )
}

/** `……` on a line of its own stands for lines left out. */
function matches(printed: string, out: string): boolean {
  const parts = printed.split(/^……\n/m)
  let at = 0
  for (const [index, part] of parts.entries()) {
    const found = out.indexOf(part, at)
    if (found < 0 || (index === 0 && found !== 0)) return false
    at = found + part.length
  }
  return parts.at(-1) === '' ? true : at === out.length
}

describe.each(['README.md', 'docs/guide.zh-CN.md', 'docs/guide.md'])('%s', page => {
  const shown = consoleBlocks(readFileSync(page, 'utf8'))

  it('shows commands', () => expect(shown.length).toBeGreaterThan(0))

  it.each(shown.map(({ command, printed }) => [command, printed] as const))(
    '$ %s',
    async (command, printed) => {
      const [program, ...argv] = words(command)
      expect(program).toBe('kepu')
      const { out, err } = await run(argv, { cwd: process.cwd(), columns: 100 })
      const output = err + out
      if (!matches(printed, output)) expect(output).toBe(printed)
    },
  )
})
