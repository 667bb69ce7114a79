import { judgeTargets, type TargetVerdict } from '../judge/targets.ts'
import type { Target, Task } from '../model/entities.ts'
import { plural, type Text, verbatim } from '../model/text.ts'
import { valueWord } from '../repository/words.ts'
import { basis, rulingsSection, summaryOf, summaryText } from './basis.ts'
import { calendarDays } from './calendar-days.ts'
import type { Asked } from './entities.ts'
import { partyNames, promise } from './list.ts'
import { methodTable } from './method.ts'
import { type ReportOptions, statusesOf, targetsOf, taskOf } from './report-filters.ts'
import { statuses, statusWord } from './statuses.ts'
import { amount, changeWord, targetRemark, targetVerdictJson } from './target-verdict.ts'
import { type TaskActivity, taskActivities } from './task-activity.ts'
import { type Answer, behind, cell, column, counted, type PathChart, type Section } from './view.ts'
import { workings } from './workings.ts'

/** Targets with attainment, pace and projection; tasks with what was done under them. */
export async function progressAnswer(asked: Asked, options: ReportOptions): Promise<Answer> {
  const { targets, tasks } = await chosen(asked, options)
  const wanted = options.status === undefined ? undefined : statusesOf(options.status)
  const verdicts = judgeTargets(asked.plan, asked.day, targets).filter(
    ({ status }) => wanted?.has(status) ?? true,
  )
  const activities = taskActivities(asked, tasks)
  const summary = summaryOf(verdicts.map(({ status }) => status))
  return {
    kind: 'report-progress',
    data: { targets: verdicts.map(targetVerdictJson), tasks: activities.map(taskJson) },
    statuses: Object.keys(summary),
    method: () => methodTable(asked, verdicts),
    days: () => calendarDays({ targets: verdicts }, asked),
    view: [
      basis(asked),
      ...(verdicts.length > 0 ? targetSections(verdicts, asked, summaryText(summary)) : []),
      ...workings(asked, options, { targets: verdicts }),
      ...(activities.length > 0 ? taskSections(activities) : []),
      ...rulingsSection(
        asked,
        verdicts.flatMap(({ rulings }) => rulings),
      ),
    ],
  }
}

/** `--task` narrows both to a task, `--target` to a target alone. */
async function chosen(
  { plan }: Asked,
  { task, target }: ReportOptions,
): Promise<{ readonly targets: readonly Target[]; readonly tasks: readonly Task[] }> {
  const ofTask = task === undefined ? undefined : await taskOf(plan, task)
  const targets = target === undefined ? plan.targets : await targetsOf(plan, target)
  return {
    targets: ofTask ? targets.filter(({ clause }) => clause.startsWith(ofTask.clause)) : targets,
    tasks: ofTask ? [ofTask] : target === undefined ? plan.tasks : [],
  }
}

const taskJson = ({ task, records, units, attendance, spend, lastOn }: TaskActivity) => ({
  id: task.id,
  title: task.title,
  activities: records.length,
  units,
  attendance,
  spend,
  lastOn,
})

function targetSections(verdicts: readonly TargetVerdict[], asked: Asked, words: Text): Section[] {
  return [
    {
      table: {
        title: {
          zh: `目标（${verdicts.length}）：${words.zh}`,
          en: `${plural(verdicts.length, 'target')}: ${words.en}`,
        },
        columns: [
          column('目标', 'Target'),
          column('要求', 'Promise'),
          column('约束力', 'Modality'),
          column('现值', 'Value', 'right'),
          column('日期', 'On'),
          { ...column('达成度', 'Attainment', 'right'), form: 'percent' },
          column('进度', 'Pace', 'right'),
          column('推算到期', 'Projected', 'right'),
          column('状态', 'Status'),
          column('说明', 'Remark'),
        ],
        rows: verdicts.map(verdict => {
          const { target, observed, attainment, pace, projected, status } = verdict
          return [
            cell(target.title, 'strong'),
            cell(promise(target.op, target.value ?? null, target.unit)),
            cell(valueWord('targets', target.modality, 'targets', 0, 'modality')),
            {
              ...cell(observed ? amount(observed.value, target.unit) : null),
              ...(observed && { records: observed.records.map(({ id }) => id) }),
            },
            cell(observed?.on),
            { ...cell(attainment), ...behind(observed?.records ?? []) },
            { ...cell(pace === null ? null : Number(pace.toFixed(4))), ...behind(observed?.records ?? []) },
            {
              ...cell(projected === null ? null : amount(projected, target.unit)),
              ...behind(observed?.records ?? []),
            },
            cell(statusWord(status), statuses[status].tone),
            cell(targetRemark(verdict)),
          ]
        }),
      },
    },
    ...attainmentChart(verdicts),
    ...verdicts.flatMap(pathChart),
    ...verdicts.flatMap(verdict => stepsSection(verdict, asked)),
  ]
}

/** Bars for the targets of which it can be said how far they are. */
export function attainmentChart(verdicts: readonly TargetVerdict[]): Section[] {
  const measured = verdicts.filter(({ attainment }) => attainment !== null)
  if (measured.length === 0) return []
  return [
    {
      chart: {
        kind: 'bars',
        title: { zh: '达成度；竖线为应到之处', en: 'Attainment; the mark is where it should be' },
        form: 'percent',
        full: 1,
        rows: measured.map(({ target, observed, attainment, expected, status }) => {
          const promised = (target.value ?? 0) - (target.baseline?.value ?? 0)
          const mark = expected === null ? null : (expected - (target.baseline?.value ?? 0)) / promised
          return {
            label: verbatim(target.title),
            value: attainment,
            ...(mark !== null && { mark }),
            tone: statuses[status].tone,
            note: statuses[status].word,
            ...behind(observed?.records ?? []),
          }
        }),
      },
    },
  ]
}

/** A target against its path, or through the years where only a direction is promised; nothing where there is neither. */
export function pathChart(verdict: TargetVerdict): Section[] {
  const { target, observed, path, projected, due, yearly } = verdict
  if (yearly.length > 1) {
    return [
      {
        chart: {
          kind: 'series',
          title: { zh: `${target.title}：历年`, en: `${target.title}: by year` },
          form: 'count',
          steps: yearly.map(({ on }) => verbatim(on.slice(0, 4))),
          series: [
            {
              label: verbatim(target.unit),
              values: yearly.map(({ value }) => value),
              records: yearly.map(({ records }) => records.map(({ id }) => id)),
            },
          ],
        },
      },
    ]
  }
  if (path.length === 0 || !observed) return []
  return [
    {
      chart: {
        kind: 'path',
        title: { zh: `${target.title}：应到与实到`, en: `${target.title}: expected and observed` },
        unit: verbatim(target.unit),
        observed: pointsOf(verdict),
        expected: path.map(({ on, value }) => ({ on, value })),
        projected: projected === null ? null : { on: due, value: projected },
      },
    },
  ]
}

/** Each two neighbouring years of funding, over the units that reported both; those left out are named. */
function stepsSection({ target, steps }: TargetVerdict, asked: Asked): Section[] {
  if (steps.length === 0) return []
  return [
    {
      table: {
        title: {
          zh: `${target.title}：逐年相比，只比两年都报的单位`,
          en: `${target.title}: year by year, over the units that reported both`,
        },
        columns: [
          column('年份', 'Years'),
          { ...column('上一年（元）', 'Before (yuan)', 'right'), form: 'amount' },
          { ...column('这一年（元）', 'After (yuan)', 'right'), form: 'amount' },
          column('变化', 'Change'),
          column('可比单位', 'Units', 'right'),
          column('没有两年都报、没有比的', 'Left out'),
        ],
        rows: steps.map(({ from, to, before, after, common, left }) => [
          cell(`${from}—${to}`),
          cell(common.length > 0 ? before : null),
          cell(common.length > 0 ? after : null),
          cell(common.length > 0 ? changeWord(before, after) : { zh: '不能比', en: 'not comparable' }),
          cell(common.length),
          cell(partyNames(asked, left)),
        ]),
      },
    },
  ]
}

/** The baseline and what was observed after it, by date. */
function pointsOf({ target, observed, seen }: TargetVerdict): PathChart['observed'] {
  const { baseline } = target
  const points = seen.length > 0 ? seen : observed ? [observed] : []
  return [
    ...(baseline ? [{ on: baseline.on, value: baseline.value }] : []),
    ...points.filter(({ on }) => !baseline || on > baseline.on).map(({ on, value }) => ({ on, value })),
  ]
}

function taskSections(activities: readonly TaskActivity[]): Section[] {
  const most = Math.max(...activities.map(({ records }) => records.length))
  return [
    {
      table: {
        title: { zh: `任务（${activities.length}）`, en: plural(activities.length, 'task') },
        columns: [
          column('编号', 'Id'),
          column('任务', 'Task'),
          { ...column('活动', 'Activities', 'right'), form: 'count' },
          column('活跃单位', 'Units active'),
          { ...column('人次', 'Attendance', 'right'), form: 'count' },
          { ...column('经费（元）', 'Spend (yuan)', 'right'), form: 'amount' },
          column('最近一次', 'Last on'),
        ],
        rows: activities.map(({ task, records, units, attendance, spend, lastOn }) => [
          cell(task.id),
          cell(task.title, 'strong'),
          counted(records.length, records),
          { ...cell(`${units.active}/${units.total}`), ...behind(records) },
          counted(attendance, records),
          counted(spend, records),
          { ...cell(lastOn), ...behind(records.filter(({ date }) => date === lastOn)) },
        ]),
      },
    },
    ...(most > 0
      ? [
          {
            chart: {
              kind: 'bars' as const,
              title: { zh: '各项任务的活动', en: 'Activities by task' },
              form: 'count' as const,
              full: most,
              rows: activities.map(({ task, records }) => ({
                label: verbatim(`${task.id} ${task.title}`),
                value: records.length,
                ...behind(records),
              })),
            },
          },
        ]
      : []),
  ]
}
