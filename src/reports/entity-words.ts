import type { EntityKind } from '../model/plan.ts'
import type { Text } from '../model/text.ts'
import type { FileKind } from '../repository/kinds.ts'

/** The word of a kind of entity, and where its schema describes the fields. */
export const entitySchema: Readonly<
  Record<
    EntityKind,
    { readonly word: Text; readonly file: FileKind | 'kind'; readonly path: readonly (string | number)[] }
  >
> = {
  plan: { word: { zh: '方案', en: 'plan' }, file: 'plan', path: [] },
  unit: { word: { zh: '单位', en: 'unit' }, file: 'units', path: ['units', 0] },
  group: { word: { zh: '组', en: 'group' }, file: 'units', path: ['groups', 0] },
  event: { word: { zh: '机构变动', en: 'event' }, file: 'units', path: ['events', 0] },
  objective: { word: { zh: '目标要求', en: 'objective' }, file: 'objectives', path: ['objectives', 0] },
  task: { word: { zh: '任务', en: 'task' }, file: 'task', path: [] },
  measure: { word: { zh: '措施', en: 'measure' }, file: 'task', path: ['measures', 0] },
  programme: { word: { zh: '项目', en: 'programme' }, file: 'programmes', path: ['programmes', 0] },
  target: { word: { zh: '目标', en: 'target' }, file: 'targets', path: ['targets', 0] },
  duty: { word: { zh: '责任', en: 'duty' }, file: 'duties', path: ['duties', 0] },
  milestone: { word: { zh: '阶段', en: 'milestone' }, file: 'milestones', path: ['milestones', 0] },
  ruling: { word: { zh: '口径', en: 'ruling' }, file: 'rulings', path: ['rulings', 0] },
  kind: { word: { zh: '自定义记录类别', en: 'record kind' }, file: 'kind', path: [] },
  record: { word: { zh: '记录', en: 'record' }, file: 'records/activity', path: [] },
}

/** The word of a kind of entity: 任务. */
export const entityWord = (kind: EntityKind): Text => entitySchema[kind].word
