import { forgiven } from '../model/forgiven.ts'
import type { Text } from '../model/text.ts'
import { type Reason, reasons, type Status, statuses, statusNames } from './statuses.ts'
import type { Answer } from './view.ts'

/** A status or a reason, with what it means. */
interface StatusPage {
  readonly id: Status | Reason
  readonly sort: 'status' | 'reason'
  readonly word: Text
  readonly meaning: Text
}

/** All that a page of a status or reason may be asked for by. */
export const statusPageNames = (): readonly string[] => [
  ...(Object.keys(statuses) as Status[]).flatMap(statusNames),
  ...(Object.keys(reasons) as Reason[]),
]

/** The status or reason that is written, by id or word; undefined where it is none. */
export function statusPageOf(written: string): StatusPage | undefined {
  const word = forgiven(written)
  const is = (names: readonly string[]) => names.some(name => forgiven(name) === word)
  const status = (Object.keys(statuses) as Status[]).find(id => is(statusNames(id)))
  if (status) {
    const { word, meaning } = statuses[status]
    return { id: status, sort: 'status', word, meaning }
  }
  const reason = (Object.keys(reasons) as Reason[]).find(id => is([id, reasons[id].zh, reasons[id].en]))
  return reason && { id: reason, sort: 'reason', word: reasons[reason], meaning: whyUndetermined }
}

const whyUndetermined: Text = {
  zh: '“无法判定”的一种原因。各原因的先后和例子见 docs/method.zh-CN.md。',
  en: 'A reason why something cannot be judged. docs/method.md has their order and an example of each.',
}

/** What a status or reason means. */
export function statusAnswer({ id, sort, word, meaning }: StatusPage, say: (text: Text) => string): Answer {
  return {
    kind: 'explain-status',
    data: { id, sort, word: say(word), meaning: say(meaning) },
    view: [
      {
        card: {
          title: { zh: `${id}：${word.zh}`, en: `${id}: ${word.en}` },
          fields: [{ label: { zh: '含义', en: 'meaning' }, value: meaning }],
        },
      },
    ],
  }
}
