import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { lists } from '../../src/reports/list.ts'
import { reports } from '../../src/reports/reports.ts'
import { examplePlan } from '../../src/rules/example-plan.ts'
import { rulePages } from '../../src/rules/index.ts'
import { committed } from '../git.ts'
import { firstPlan, history, perform } from '../reports/history.ts'
import { reportedFiles } from '../reports/reported.ts'
import { wrongRepository } from '../rules/examples.ts'
import { run } from '../run.ts'
import { exampleRepository, type Files, scratch } from '../scratch.ts'
import { committedRepository, edited, officialText, repositories } from './repositories.ts'

export type Json = null | boolean | number | string | Json[] | JsonObject
export type JsonObject = { [key: string]: Json }

/** What a command line answered. */
export interface Answer {
  readonly command: string
  readonly json: JsonObject
}

const listNames = Object.keys(lists)

/** Answers of every command: over the shipped data, over plain, odd and broken plans, over texts that differ. */
export async function askEverything(): Promise<Answer[]> {
  const answers: Answer[] = []
  const ask = async (cwd: string, ...argv: string[]): Promise<JsonObject> => {
    const command = `${cwd}> ${argv.join(' ')}`
    const { code, out, err } = await run([...argv, '--format', 'json'], { cwd })
    expect(code, `${command}\n${err}`).toBeLessThanOrEqual(1)
    const json = JSON.parse(out) as JsonObject
    answers.push({ command, json })
    return json
  }

  const shipped = process.cwd()
  await askPlan(shipped, ask)
  for (const make of Object.values(repositories)) await askPlan(make(), ask)

  await askReports(shipped, ask)
  for (const make of Object.values(repositories)) await askReports(make(), ask)
  const reported = scratch(reportedFiles)
  for (const day of ['2018-03-01', '2019-05-31', '2020-12-15', '2020-12-31']) {
    await askReports(reported, ask, '--as-of', day)
  }
  // The sample has targets of measures that are reached.
  await ask(join(shipped, 'examples/huiji'), 'report', 'ledger', '--as-of', '2020-12-31')
  for (const written of [
    'town-activities',
    'unowned',
    'quarterly-report/2020-Q3',
    'literacy',
    'volunteers',
  ]) {
    await ask(reported, 'explain', written, '--as-of', '2020-12-15')
  }
  for (const make of Object.values(repositories)) await ask(make(), 'explain', 'literacy')
  await ask(shipped, 'explain', '未报')
  await ask(shipped, 'explain', 'stale', '--lang', 'en')

  const committedPlan = committedRepository()
  await askReports(committedPlan, ask, '--rev', 'HEAD')
  for (const name of listNames) await ask(committedPlan, 'list', name, '--rev', 'HEAD')
  for (const argv of [['matrix'], ['who', 'T1'], ['owns', 'towns'], ['show', 'T1'], ['search', '科普']]) {
    await ask(committedPlan, ...argv, '--rev', 'HEAD')
  }

  await askChanges(ask)
  for (const argv of [
    ['init', 'plain'],
    ['init', 'hooked', '--hook'],
  ])
    await ask(scratch({ x: '' }), ...argv)
  for (let times = 0; times < 2; times++) await ask(committedPlan, 'hook', 'install')
  for (const changed of [
    {},
    {
      'plan.yaml': `${examplePlan['plan.yaml']}sample: true\n`,
      'objectives.yaml': 'objectives:\n  - id: O1\n',
    },
    { 'plan.yaml': 'id: x\n' },
  ]) {
    await askWriters(changed, ask)
  }

  for (const { id, example } of rulePages) {
    await ask(shipped, 'explain', id)
    const { folder } = wrongRepository(example)
    await ask(folder, 'validate', '--as-of', '2020-12-01')
    await ask(folder, 'matrix')
  }

  const invented = join(shipped, 'test/fixtures/official/data')
  for (const [from, to] of textEdits) {
    await ask(scratch({ 'plan.txt': edited(officialText, from, to) }), 'trace', 'plan.txt', '-C', invented)
  }
  const text = scratch({ 'plan.txt': officialText })
  for (const data of [shipped, ...Object.values(repositories).map(make => make()), committedPlan]) {
    await ask(text, 'trace', 'plan.txt', '-C', data)
  }
  await ask(text, 'trace', 'plan.txt', '-C', invented)
  await ask(text, 'trace', 'plan.txt', '-C', committedPlan, '--rev', 'HEAD')
  return answers
}

/** Writes, edits, withdraws, imports and formats in a repository of their own. */
async function askWriters(
  changed: Files,
  ask: (cwd: string, ...argv: string[]) => Promise<JsonObject>,
): Promise<void> {
  const rows = ['秋季讲座,80', '秋季讲座,80', '秋季展览,约九十', ',5'].map(
    row => `2018-10-01,区科协,${row}\n`,
  )
  const cwd = exampleRepository({ 'sheet.csv': `日期,单位,名称,人次\n${rows.join('')}`, ...changed })
  const flags = ['--unit', '区科协', '--date', '2018-11-01', '--title', '冬季讲座']
  const { data } = await ask(cwd, 'record', 'activity', ...flags)
  const { id } = data as { id: string }
  await ask(cwd, 'edit', id, '人次=120')
  await ask(cwd, 'withdraw', id, '--reason', '重复登记')
  for (const how of ['--dry-run', '--partial', '--partial']) {
    await ask(cwd, 'import', 'sheet.csv', '--kind', 'activity', how)
  }
  await ask(cwd, 'fmt', '--check')
  await ask(cwd, 'fmt')
  if (changed['plan.yaml'] === undefined) {
    await ask(cwd, 'close', '2018', '--unit', '区科协', '--date', '2019-01-31')
  }
}

/** Asks every report of a plan. */
async function askReports(
  cwd: string,
  ask: (cwd: string, ...argv: string[]) => Promise<JsonObject>,
  ...flags: string[]
): Promise<void> {
  const { data } = await ask(cwd, 'list', 'units', ...flags)
  const [unit] = (data as { id: string }[]).map(({ id }) => id)
  for (const name of Object.keys(reports)) {
    if (name === 'unit' && unit === undefined) continue
    const about = { unit: [unit ?? ''], annual: ['2019'] }[name] ?? []
    await ask(cwd, 'report', name, ...about, ...flags)
  }
}

/** Asks what changed, of a plan and of a sample, where everything changed that may; and of the history of each. */
async function askChanges(ask: (cwd: string, ...argv: string[]) => Promise<JsonObject>): Promise<void> {
  const folder = scratch(firstPlan)
  const { commit } = committed(folder)
  for (const step of history) {
    perform(folder, step)
    await ask(folder, 'diff')
    commit(step.name)
  }
  await ask(folder, 'diff', 'HEAD~30', 'HEAD', '--lang', 'en')
  // Evidence of a record in no closed period, and of two in one, of which an amendment let one in; a page beside.
  for (const record of [
    '2019/2019-03-10-kexie-b2b2b',
    '2018/2018-11-11-kexie-k3k3k',
    '2018/2018-12-12-kexie-m4m4m',
  ]) {
    const picture = `${record.slice(5)}.jpg`
    appendFileSync(join(folder, `records/activity/${record}.yaml`), `evidence:\n  - file: ${picture}\n`)
    writeFileSync(join(folder, picture), 'a')
  }
  commit('佐证')
  for (const name of readdirSync(folder).filter(name => name.endsWith('.jpg')))
    appendFileSync(join(folder, name), 'b')
  writeFileSync(join(folder, 'README.md'), '# 说明\n')
  await ask(folder, 'diff')
  for (const id of [
    'example',
    'T1',
    'T1.1',
    'literacy',
    'town-activities',
    'launch',
    'whole-years',
    'science-day',
  ]) {
    await ask(folder, 'log', id)
  }
  for (const id of ['O1', 'fulian', 'board', '2018-09-15-kexie-x7f3q']) await ask(folder, 'log', id)
  const sample = repositories.odd?.() ?? ''
  committed(sample)
  writeFileSync(join(sample, 'units.yaml'), 'units: [\n')
  writeFileSync(
    join(sample, 'duties.yaml'),
    edited(readFileSync(join(sample, 'duties.yaml'), 'utf8'), 'atLeast: 3', 'atLeast: 4'),
  )
  await ask(sample, 'diff')
  await ask(sample, 'log', 'T1')
  await ask(sample, 'log', 'town-activities')
  writeFileSync(join(sample, 'plan.yaml'), 'id: x\n')
  await ask(sample, 'diff')
  await ask(sample, 'log', 'T1')
}

/** Of so many entities at most a question about a single one is asked. */
const most = 12

/** Asks a plan everything: every list, every entity, tasks and units one by one. */
async function askPlan(
  cwd: string,
  ask: (cwd: string, ...argv: string[]) => Promise<JsonObject>,
): Promise<void> {
  const ids: Record<string, string[]> = {}
  for (const name of listNames) {
    const { data } = await ask(cwd, 'list', name)
    ids[name] = (data as { id: string }[]).map(({ id }) => id)
    await ask(cwd, 'list', name, '--as-of', '2018-03-01', '--lang', 'en')
  }
  const of = (...names: string[]) => names.flatMap(name => ids[name] ?? [])
  const { plan } = await ask(cwd, 'matrix')
  await ask(cwd, 'show', ...of(...listNames), ...(typeof plan === 'string' ? [plan] : []))
  await ask(cwd, 'show', '三（一）')
  for (const id of of('tasks', 'measures', 'targets', 'duties').slice(0, most)) {
    await ask(cwd, 'who', id)
    await ask(cwd, 'who', id, '--expand')
  }
  for (const id of of('groups', 'units').slice(0, most)) await ask(cwd, 'owns', id)
  for (const role of ['lead', 'participant']) await ask(cwd, 'owns', 'kexie', '--role', role)
  for (const day of ['2018-03-01', '2020-03-01']) await ask(cwd, 'owns', 'towns', '--as-of', day)
  for (const word of ['科', '要', '没有这样的话', '2018']) await ask(cwd, 'search', word)
  for (const flags of [[], ['--strict'], ['--as-of', '2018-03-01', '--lang', 'en']]) {
    await ask(cwd, 'validate', ...flags)
  }
}

/** Edits of the invented official text: each makes a finding of another kind. */
const textEdits: readonly (readonly [from: string | RegExp, to: string])[] = [
  ['区教体局、区财政局、区妇', '区财政局、区教体局、区妇'],
  ['区体育中心、区财政局、区公安分局、', '区财政局、区公安分局、区体育中心、'],
  ['区林业局、区财政局参与', '区林业局参与'],
  ['区林业局、区财政局参与', '区林业局、区水利局、区财政局参与'],
  ['团区委牵头', '区妇联牵头'],
  ['团区委牵头，区体育中心、', '团区委、区体育中心牵头，'],
  ['区财政局参与', '区财政局等单位参与'],
  ['上河镇、土河镇等单\n\n位参与', '上河镇、土河镇参与'],
  ['分工：区住建局牵头，区林业局、区财政局参与。', ''],
  ['超过38％', '超过40％'],
  ['推动沿溪步道贯通。', '推动沿溪步道贯通。每年组织健步走不少于5场。'],
  ['1. 修好旧场地', '1. 修好新场地'],
  ['─起步', '─启动'],
  ['2025年1月—12月', '2025年1月—11月'],
  ['2. 组织乡土赛事。支持龙舟、舞狮等乡土项目，建成APP报名系统，', '支持龙舟，'],
  ['四、怎样落实\n', ''],
  ['建立场地台账', '建立场所台账'],
  // A clause of which the number alone is left.
  [/1\. 打开校门。[\s\S]*独自担责。/, '1.'],
  ['［2021］17号', '［2021］71号'],
  ['青政办［2021］17号', ''],
  ['云政办〔2020〕88号', '云政办〔2020〕89号'],
]
