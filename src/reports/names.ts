import { forgiven } from '../model/forgiven.ts'
import { nearest } from '../model/nearest.ts'
import { listed, type Text } from '../model/text.ts'
import { UserError } from '../model/user-error.ts'

/** Something that a person may name. */
export interface Named {
  readonly id: string
  readonly names: readonly string[]
}

/** At most so many candidates are offered for an ambiguous word. */
const offered = 8

/**
 * Whom or what a person means: by id, by any name, by a part of a name, or by pinyin (jiaoti, jtj).
 * @param word what the candidates are called in messages: 单位
 * @throws UserError (2) where the word means several or none
 */
export async function resolveName<Entity extends Named>(
  written: string,
  candidates: readonly Entity[],
  word: Text,
): Promise<Entity> {
  const found = await matching(written, candidates)
  if (found.length > 0) return onlyOne(written, found, word)
  const near = nearest(
    written,
    candidates.flatMap(({ id, names }) => [...names, id]),
  )
  throw new UserError(
    2,
    { zh: `找不到${word.zh}“${written}”`, en: `no ${word.en} is called "${written}"` },
    near[0]
      ? { zh: `最接近的是 ${near.join('、')}`, en: `the nearest is ${near.join(', ')}` }
      : whereToLook(word),
  )
}

/** What has a list of its own, by its word. */
const listNames: Readonly<Record<string, string>> = {
  单位: 'units',
  任务: 'tasks',
  措施: 'measures',
  目标: 'targets',
  责任: 'duties',
  阶段: 'milestones',
  项目: 'programmes',
}

function whereToLook({ zh: word }: Text): Text {
  const list = listNames[word]
  return list
    ? { zh: `用 kepu list ${list} 查看有哪些`, en: `kepu list ${list} shows what there is` }
    : { zh: '用 kepu search 在全部数据里找', en: 'kepu search looks through all the data' }
}

/** @throws UserError (2) with the candidates where there is more than one */
export function onlyOne<Entity extends Named>(written: string, found: readonly Entity[], word: Text): Entity {
  const [only, ...others] = found
  if (only && others.length === 0) return only
  const describe = ({ id, names }: Named): Text => ({
    zh: `${names[0] ?? id}（${id}）`,
    en: `${names[0] ?? id} (${id})`,
  })
  const shown = listed(found.slice(0, offered).map(describe))
  const more = found.length - offered
  throw new UserError(
    2,
    {
      zh: `“${written}”可以指 ${found.length} 个${word.zh}`,
      en: `"${written}" may mean ${found.length} things`,
    },
    {
      zh: `是哪一个：${shown.zh}${more > 0 ? `，以及另外 ${more} 个` : ''}`,
      en: `which one: ${shown.en}${more > 0 ? `, and ${more} more` : ''}`,
    },
  )
}

/** All that a word may mean; what it names exactly comes before what it is only a part of. */
export async function matching<Entity extends Named>(
  written: string,
  candidates: readonly Entity[],
): Promise<Entity[]> {
  const word = forgiven(written)
  if (word === '') return []
  const exact = candidates.filter(
    ({ id, names }) => forgiven(id) === word || names.some(name => forgiven(name) === word),
  )
  if (exact.length > 0) return exact
  const containing = candidates.filter(({ names }) => names.some(name => forgiven(name).includes(word)))
  if (containing.length > 0) return containing
  if (!/^[a-z]{2,}$/.test(word)) return []
  const { default: pinyin } = await import('pinyin-match')
  const spelt = (anywhere: boolean) =>
    candidates.filter(({ names }) => names.some(name => isSpelt(name, word, pinyin.match, anywhere)))
  const fromStart = spelt(false)
  return fromStart.length > 0 ? fromStart : spelt(true)
}

type Match = (name: string, keys: string) => readonly [number, number] | false

/** Pinyin counts from the first character on, or behind the 区 that most names of units begin with. */
function isSpelt(name: string, keys: string, match: Match, anywhere: boolean): boolean {
  try {
    const found = match(name, keys)
    return found !== false && (anywhere || found[0] === 0 || (found[0] === 1 && name.startsWith('区')))
  } catch {
    // The library trips over words such as "constructor", which are no pinyin.
    return false
  }
}
