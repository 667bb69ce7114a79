import { type Host, makeContext } from '../context.ts'
import { Asker } from './asker.ts'
import { type Completion, complete } from './complete.ts'
import { plainSummary } from './offer.ts'
import { root } from './tree.generated.mjs'

/**
 * Answers the script of a shell: a line for each word that may stand at the cursor, with what is said of it behind a tab.
 * A line that begins with a colon is for the script: `:files`, `:folders`, and `:hold` where no space is to follow.
 * @param args the shell and what was typed after the program's name, the word at the cursor last
 */
export async function answerShell(args: readonly string[], host: Host): Promise<0> {
  const [shell = '', ...given] = args
  const words = (readers[shell] ?? asGiven)(given)
  const data = typedValue(words, '-C') ?? typedValue(words, '--data')
  const lang = typedValue(words, '--lang')
  const context = makeContext(host, () => ({
    ...(data !== undefined && { data }),
    ...(lang !== undefined && { lang }),
  }))
  const found = await complete(root, words, new Asker(context))
  const shown = shell === 'bash' ? behindEquals(found, words.at(-1) ?? '') : found
  const lines = linesOf(shown, ({ zh, en }) => context.say({ zh, en }))
  const text = lines.map(line => `${line}\n`).join('')
  context.write(shell === 'pwsh' ? `${Buffer.from(text).toString('base64')}\n` : text)
  return 0
}

/** `-C DIR`, `--lang=en`, as far as typed. */
function typedValue(words: readonly string[], name: string): string | undefined {
  const at = words.findIndex(word => word === name || word.startsWith(`${name}=`))
  const word = words[at]
  if (word === undefined || at === words.length - 1) return undefined
  return word === name ? words[at + 1] : word.slice(name.length + 1)
}

function linesOf({ offers, paths }: Completion, say: (text: { zh: string; en: string }) => string): string[] {
  if (paths) return [`:${paths}`]
  const lines = offers.map(({ value, summary }) => {
    const said = summary ? plainSummary(say(summary)) : ''
    return said === '' ? value : `${value}\t${said}`
  })
  return offers.some(({ value }) => value.endsWith('=')) ? [':hold', ...lines] : lines
}

const asGiven = (words: readonly string[]): readonly string[] => words

const readers: Readonly<Record<string, (words: readonly string[]) => readonly string[]>> = {
  bash: words => unparted(words.map(unquoted)),
  // What PowerShell hands to a program loses quotes, empty words and all but ASCII on some versions.
  pwsh: ([code = '']) => Buffer.from(code, 'base64').toString('utf8').split('\n'),
}

/** bash hands over words with the quotes that they are typed with. */
const unquoted = (word: string): string => word.replaceAll(/\\(.)|["']/gs, '$1')

/** bash parts words at `=`. */
function unparted(words: readonly string[]): string[] {
  const whole: string[] = []
  let joins = false
  for (const word of words) {
    const last = whole.at(-1)
    if (last !== undefined && (word === '=' || joins)) whole[whole.length - 1] = last + word
    else whole.push(word)
    joins = word === '='
  }
  return whole
}

/** To bash the word at the cursor is only what stands behind the `=`. */
function behindEquals(found: Completion, typed: string): Completion {
  const head = /^--[^=]+=/.exec(typed)?.[0]
  if (head === undefined) return found
  return {
    ...found,
    offers: found.offers.map(({ value, ...rest }) => ({ ...rest, value: value.slice(head.length) })),
  }
}
