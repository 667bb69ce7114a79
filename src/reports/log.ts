import { compareEntities, type EntityChange } from '../changes/compare.ts'
import type { ComparedEntity } from '../changes/entities.ts'
import type { Followed, Version } from '../changes/history.ts'
import { amendingOf } from '../changes/marks.ts'
import { dayIn, type PlainDate } from '../model/dates.ts'
import type { Plan } from '../model/plan.ts'
import { type Text, verbatim } from '../model/text.ts'
import { maskPersonal } from '../repository/personal-data.ts'
import { amendmentWords, changeWords, kindWord, titleOf } from './diff-words.ts'
import { type Answer, cell, column } from './view.ts'

/** What is told of an entity: its versions newest first, the one that is not committed yet before them. */
export interface Told {
  readonly followed: Followed
  readonly versions: readonly Version[]
  /** The plan as it is: it knows the units by name, and the amendments. */
  readonly plan: Plan
  readonly timeZone: string
}

/** The history of one entity in plain words: when, who, what; and the documents that amended it. */
export function logAnswer(told: Told, say: (text: Text) => string): Answer {
  const { followed, versions, plan, timeZone } = told
  const entries = versions.map(({ commit, before, after }) => ({
    commit,
    on: commit && dayIn(timeZone, new Date(commit.seconds * 1000)),
    time: commit && timeIn(timeZone, commit.seconds),
    words: versionWords(before, after, plan),
  }))
  const amendments = amendmentsOf(followed, plan)
  const newest = versions
    .map(({ after, before }) => after ?? before)
    .find(entity => typeof entity === 'object')
  const word = newest ? kindWord(newest, plan) : { zh: '条目', en: 'entity' }
  const name = `${followed.id} ${newest ? titleOf(newest) : ''}`.trim()
  return {
    kind: 'log',
    data: {
      id: followed.id,
      type: followed.kind,
      title: newest ? titleOf(newest) : '',
      changes: entries.map(({ commit, on, words }) => ({
        commit: commit?.hash ?? null,
        author: commit && maskPersonal(commit.author),
        subject: commit && maskPersonal(commit.subject),
        on,
        words: say(words),
      })),
      amendments: amendments.map(({ words, ...amendment }) => ({ ...amendment, words: say(words) })),
    },
    view: [
      {
        table: {
          title: { zh: `${word.zh} ${name}`, en: `${word.en} ${name}` },
          columns: [
            column('时间', 'When'),
            column('谁', 'Who'),
            column('改了什么', 'What changed'),
            column('提交', 'Commit'),
          ],
          rows: entries.map(({ commit, on, time, words }) => [
            commit ? cell(`${on} ${time}`) : cell({ zh: '尚未提交', en: 'not committed' }, 'warning'),
            cell(commit && maskPersonal(commit.author)),
            cell(words),
            cell(commit?.hash.slice(0, 10), 'faint'),
          ]),
          ...(entries.length === 0 && {
            note: { zh: '这个条目没有提交过。', en: 'It was never committed.' },
          }),
        },
      },
      ...(amendments.length > 0
        ? [
            {
              table: {
                title: { zh: '修订它的文件', en: 'Documents that amend it' },
                columns: [
                  column('日期', 'Date'),
                  column('文号', 'Document'),
                  column('改了什么', 'What changed'),
                  column('记录', 'Record'),
                ],
                rows: amendments.map(({ date, documentNumber, words, id }) => [
                  cell(date),
                  cell(documentNumber, 'strong'),
                  cell(words),
                  cell(id, 'faint'),
                ]),
              },
            },
          ]
        : []),
    ],
  }
}

/** The hour and minute that a clock of the zone showed. */
const timeIn = (timeZone: string, seconds: number): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(
    new Date(seconds * 1000),
  )

function versionWords(before: Version['before'], after: Version['after'], plan: Plan): Text {
  if (after === 'unread') return { zh: '文件写坏了，读不出来', en: 'its file was broken and cannot be read' }
  if (before === 'unread') {
    return after ? { zh: '文件改好了', en: 'its file was put right' } : { zh: '删去', en: 'removed' }
  }
  const [change] = changesBetween(before, after)
  return change ? changeWords(change, { before: plan, after: plan, changes: [] }) : verbatim('')
}

const changesBetween = (before?: ComparedEntity, after?: ComparedEntity): EntityChange[] =>
  compareEntities(before ? [before] : [], after ? [after] : [])

interface AmendmentEntry {
  readonly id: string
  readonly date: PlainDate
  readonly documentNumber: string
  readonly words: Text
}

/** The amendments in force that change an entity or let it be corrected, oldest first; of the plan itself, all. */
function amendmentsOf({ kind, id }: Followed, plan: Plan): AmendmentEntry[] {
  return plan.records
    .filter(record => record.kind === 'amendment' && !record.fields.withdrawn)
    .filter(({ fields }) => {
      if (kind === 'plan') return true
      const ids = [...((fields.corrects ?? []) as string[]), ...amendingOf(fields).map(change => change.id)]
      return ids.includes(id)
    })
    .sort((a, b) => (a.date < b.date ? -1 : 1))
    .map(({ id: record, date, fields }) => ({
      id: record,
      date,
      documentNumber: String(fields.documentNumber),
      words: amendmentWords(fields, plan, kind === 'plan' ? undefined : id),
    }))
}
