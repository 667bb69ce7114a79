import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execaSync } from 'execa'
import { committed } from '../git.ts'
import { run } from '../run.ts'

/** What a page shows, in its order: a command and what it prints, or a file that the next commands find. */
export type Shown =
  | { readonly command: string; readonly printed: string }
  | { readonly file: string; readonly content: string }

/** The `$ …` of the console blocks of a page with the lines below each, and its ```csv NAME blocks. */
export function shownOn(page: string): Shown[] {
  return [...page.matchAll(/^```(console|csv)(?: (.*))?\n([\s\S]*?)^```$/gm)].flatMap(
    ([, language, name = '', block = '']): Shown[] => {
      if (language === 'csv') return [{ file: name, content: block }]
      return block
        .split(/^\$ /m)
        .slice(1)
        .map(part => {
          const newline = part.indexOf('\n')
          return { command: part.slice(0, newline), printed: part.slice(newline + 1) }
        })
    },
  )
}

/** A copy of the plan and the sample, under git, that the commands of a page may write to. */
export class Place {
  readonly folder = mkdtempSync(join(tmpdir(), 'kepu-guide-'))
  readonly #git: ReturnType<typeof committed>

  constructor() {
    for (const name of ['data', 'examples', 'schemas'])
      cpSync(name, join(this.folder, name), { recursive: true })
    this.#git = committed(this.folder)
  }

  /** As Excel saves it. */
  write(file: string, content: string): void {
    writeFileSync(join(this.folder, file), `\ufeff${content.replaceAll('\n', '\r\n')}`)
  }

  /** What a command prints, talk first. */
  async run(command: string): Promise<string> {
    const [program, ...argv] = words(command)
    if (program === 'git') {
      if (argv[0] === 'commit') return this.#git.commit(argv.at(-1) ?? '') && ''
      return execaSync('git', argv, { cwd: this.folder, all: true, env: { LC_ALL: 'C' } }).all
    }
    if (program !== 'kepu') throw new Error(`a page shows kepu and git, not ${program}`)
    const { out, err } = await run(argv, { cwd: this.folder, columns: 100 })
    return err + out
  }

  leave(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** Splits a command line as a shell would, quotes included. */
function words(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    match => match[1] ?? match[2] ?? match[3] ?? '',
  )
}

/** `……` on a line of its own stands for lines left out. */
export function matches(printed: string, out: string): boolean {
  const parts = printed.split(/^……\n/m)
  let at = 0
  for (const [index, part] of parts.entries()) {
    const found = out.indexOf(part, at)
    if (found < 0 || (index === 0 && found !== 0)) return false
    at = found + part.length
  }
  return (parts.length > 1 && parts.at(-1) === '') || at === out.length
}
