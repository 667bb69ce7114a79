import { main } from '../../src/cli.ts'
import type { Language } from '../../src/model/text.ts'
import { displayWidth } from '../../src/render/width.ts'

const cell = 8.2
const line = 20
const margin = 18

/**
 * A picture (SVG) of what a command prints at a terminal, in its colours.
 * @param lines how many lines are shown; the rest is cut off
 */
export async function terminalPicture(
  argv: readonly string[],
  shown: string,
  language: Language,
  lines: number,
  columns = 98,
): Promise<string> {
  let printed = ''
  const sink = { write: (text: string | Uint8Array) => (printed += text), isTTY: true, columns }
  await main(argv, {
    stdout: sink,
    stderr: { write: () => true },
    env: { FORCE_COLOR: '1', KEPU_LANG: language, LANG: 'C.UTF-8' },
    cwd: process.cwd(),
    now: () => new Date('2020-12-31T12:00:00+08:00'),
  })
  const rows = [`$ ${shown}`, '', ...printed.trimEnd().split('\n')].slice(0, lines + 2)
  const width = columns * cell + 2 * margin
  const height = rows.length * line + 2 * margin
  const texts = rows.flatMap((row, index) => rowOf(row, margin + (index + 0.75) * line))
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(shown)}">
<style>
svg { --paper: #fbfbf9; --ink: #24292f; --bad: #b42318; --warning: #8a5a00; --good: #1a7f37; --note: #0b6b8a; --faint: #6e7781 }
@media (prefers-color-scheme: dark) { svg { --paper: #16181d; --ink: #e6e6e3; --bad: #ff7b72; --warning: #e3b341; --good: #56d364; --note: #6cc7e6; --faint: #8b949e } }
rect { fill: var(--paper) }
text { fill: var(--ink); font: 14px ui-monospace, "Cascadia Mono", Consolas, Menlo, "Noto Sans Mono CJK SC", "Microsoft YaHei", monospace; white-space: pre }
</style>
<rect width="${width}" height="${height}" rx="10"/>
${texts.join('\n')}
</svg>
`
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const colour = /\u001b\[(\d+)m/g

/** The colours that the tool paints with, by their code. */
const styles: Readonly<Record<string, string>> = {
  1: 'font-weight:bold',
  2: 'fill:var(--faint)',
  31: 'fill:var(--bad)',
  32: 'fill:var(--good)',
  33: 'fill:var(--warning)',
  36: 'fill:var(--note)',
}

/** One line: each run of characters of one width stands at its column, whatever font draws it. */
function rowOf(row: string, y: number): string[] {
  const texts: string[] = []
  let column = 0
  let at = 0
  let style = ''
  const put = (text: string) => {
    for (const run of text.match(/ +|[ -~]+(?<! )|[^ -~]+/g) ?? []) {
      const width = displayWidth(run)
      if (run.trim() !== '') {
        const x = (margin + column * cell).toFixed(1)
        const length = (width * cell).toFixed(1)
        texts.push(
          `<text x="${x}" y="${y.toFixed(1)}" textLength="${length}" lengthAdjust="spacingAndGlyphs"${style && ` style="${style}"`}>${escaped(run)}</text>`,
        )
      }
      column += width
    }
  }
  for (const match of row.matchAll(colour)) {
    put(row.slice(at, match.index))
    at = match.index + match[0].length
    style = styles[match[1] ?? ''] ?? ''
  }
  put(row.slice(at))
  return texts
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
