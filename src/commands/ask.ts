import type { Context } from '../context.ts'
import type { Text } from '../model/text.ts'
import { UserError } from '../model/user-error.ts'
import { safe } from '../render/safe.ts'

type Prompts = Pick<
  typeof import('@inquirer/i18n/zh'),
  'select' | 'input' | 'search' | 'confirm' | 'Separator'
>

/** Questions go to stderr: stdout is the answer. */
const streams = { output: process.stderr }

const prompts = async ({ language }: Context): Promise<Prompts> =>
  // Both have the same prompts; only their declared types differ in how they are written.
  language === 'zh'
    ? import('@inquirer/i18n/zh')
    : ((await import('@inquirer/i18n/en')) as unknown as Prompts)

/** @throws UserError (1) where the person breaks off: nothing is written then */
async function asking<Value>(question: Promise<Value>): Promise<Value> {
  try {
    return await question
  } catch (error) {
    if (!(error instanceof Error) || !['ExitPromptError', 'AbortPromptError'].includes(error.name))
      throw error
    throw new UserError(1, { zh: '已中止，没有写入', en: 'broken off; nothing was written' })
  }
}

/** One of several. */
export async function askChoice(
  context: Context,
  message: Text,
  choices: readonly (readonly [value: string, word: Text])[],
  initial?: string,
): Promise<string> {
  const { select } = await prompts(context)
  return asking(
    select(
      {
        message: context.say(message),
        choices: choices.map(([value, word]) => ({ value, name: safe(context.say(word)) })),
        ...(initial !== undefined && { default: initial }),
        pageSize: 12,
      },
      streams,
    ),
  )
}

/** A line of text; `check` says why it will not do. */
export async function askText(
  context: Context,
  message: Text,
  initial: string,
  check: (text: string) => Promise<Text | null>,
): Promise<string> {
  const { input } = await prompts(context)
  const validate = async (text: string) => {
    const fault = await check(text)
    return fault === null ? true : safe(context.say(fault))
  }
  return asking(
    input({ message: context.say(message), ...(initial !== '' && { default: initial }), validate }, streams),
  )
}

/** One of many, found by typing a part of its name or pinyin. */
export async function askSearch(
  context: Context,
  message: Text,
  source: (term: string) => Promise<readonly { readonly value: string; readonly name: string }[]>,
): Promise<string> {
  const { search, Separator } = await prompts(context)
  // What it says itself of an empty list is English in every language.
  const none = new Separator(
    context.say({ zh: '没有找到，换个词试试', en: 'nothing found; try another word' }),
  )
  const found = async (term = '') => {
    const choices = await source(term)
    return choices.length > 0 ? choices : [none]
  }
  return asking(search({ message: context.say(message), source: found, pageSize: 10 }, streams))
}

export async function askYes(context: Context, message: Text): Promise<boolean> {
  const { confirm } = await prompts(context)
  return asking(confirm({ message: context.say(message), default: true }, streams))
}
