import type { Definition } from '../model/plan.ts'
import type { Rule } from './rule.ts'

export const idTaken: Rule = {
  id: 'id-taken',
  severity: 'error',
  summary: { zh: '编号在全部数据里唯一', en: 'an id is unique in all the data' },
  page: {
    zh: '两处用了同一个编号，引用就不知道指哪一个。合并分支后两个分支各自新建的也会重号。改其中一个，并改掉引用它的地方。',
    en: 'With one id in two places a reference could mean either; a merge of two branches can bring that about. Change one of them, and what refers to it.',
  },
  example: {
    file: 'duties.yaml',
    right: '  - id: action-plan\n',
    wrong: '  - id: towns\n',
    also: {
      file: 'records/amendment/2019/2019-03-01-kexie-q5w7e.yaml',
      right: 'id: action-plan',
      wrong: 'id: towns',
    },
  },

  *check(plan) {
    const first = new Map<string, Definition>()
    for (const definition of plan.defined.all) {
      const { id, place } = definition
      const other = first.get(id)
      if (!other) {
        first.set(id, definition)
        continue
      }
      yield {
        at: { ...place, path: [...place.path, 'id'] },
        message: { zh: `编号“${id}”已经用过`, en: `the id "${id}" is taken` },
        hint:
          isRecord(definition) && isRecord(other)
            ? oneTooMany
            : { zh: '换一个编号', en: 'choose another id' },
        related: [
          {
            at: { ...other.place, path: [...other.place.path, 'id'] },
            message: { zh: '第一次在这里', en: 'first here' },
          },
        ],
      }
    }
  },
}

const isRecord = ({ kind }: Definition): boolean => kind === 'record'

/** Ids of records come from their content: two with one id are one record. */
const oneTooMany = {
  zh: '更正日期时中断，或两个分支各自更正了同一条：留下对的一份，删去另一份',
  en: 'a change of its date was interrupted, or two branches corrected it: keep the right one and delete the other',
}
