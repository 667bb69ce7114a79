import { describe, expect, it } from 'vitest'
import { run } from '../run.ts'
import { scratch } from '../scratch.ts'
import { expectedRows } from './oracle/duties.ts'
import { type Any, readRaw } from './oracle/raw.ts'
import * as recomputed from './oracle/reports.ts'
import { expectedTarget } from './oracle/targets.ts'
import { reportedFiles } from './reported.ts'

const folders: Readonly<Record<string, () => string>> = {
  'a plan with something of everything': () => scratch(reportedFiles),
  'the shipped plan': () => 'data',
  'the sample': () => 'examples/huiji',
}
const days = ['2018-07-15', '2019-06-30', '2019-12-31', '2020-12-15', '2020-12-31']
const cases = Object.entries(folders).flatMap(([name, folder]) =>
  days.map(day => [name, day, folder] as const),
)

async function report(folder: string, day: string, ...argv: string[]): Promise<Any> {
  const { code, out, err } = await run(['-C', folder, 'report', ...argv, '--as-of', day, '--format', 'json'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return JSON.parse(out).data
}

/** Numbers that are no figures: positions in a list, and what was asked. */
const noFigures = new Set(['no', 'index', 'year', 'within'])
/** Words that figures stand on. */
const words = new Set(['id', 'status', 'reason', 'closed', 'lastOn'])
/** Lists of ids, in whatever order. */
const sets = new Set(['records', 'missing', 'units'])

/** Every number of an answer by its path, and the words and ids that it stands on. */
function figures(value: Any, path = '', found: Record<string, unknown> = {}): Record<string, unknown> {
  const key = path.replace(/^.*\./, '')
  if (typeof value === 'number') {
    if (!noFigures.has(key)) found[path] = Number(value.toPrecision(10))
  } else if (Array.isArray(value)) {
    if (sets.has(key) && value.every(one => typeof one === 'string'))
      found[path] = [...value].sort().join(' ')
    else for (const [index, one] of value.entries()) figures(one, `${path}.${index}`, found)
    if (['red', 'findings', 'late', 'falling', 'silent'].includes(key)) found[`${path}.length`] = value.length
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, one] of Object.entries(value))
      figures(one, path === '' ? name : `${path}.${name}`, found)
  } else if (words.has(key)) found[path] = value
  return found
}

const numbers = (told: Record<string, unknown>): number =>
  Object.values(told).filter(one => typeof one === 'number').length

/** Compares every figure of an answer with the one recomputed: neither may have one that the other lacks. */
function same(told: Any, again: Any, least: number): void {
  const [actual, expected] = [figures(told), figures(again)]
  expect(actual).toEqual(expected)
  expect(numbers(actual)).toBeGreaterThanOrEqual(least)
}

describe.each(cases)('every number recomputed: %s on %s', (_name, day, make) => {
  it('in every report', async () => {
    const folder = make()
    const raw = readRaw(folder, day)
    const basis = {
      raw,
      rows: expectedRows(raw),
      targets: raw.targets.map(target => expectedTarget(raw, target)),
    }
    same(await report(folder, day, 'compliance'), recomputed.compliance(basis), 100)
    same(await report(folder, day, 'progress'), recomputed.progress(basis), 20)
    const { undetermined, ...rest } = await report(folder, day, 'overview')
    const { undetermined: again, ...others } = recomputed.overview(basis)
    same(rest, others, 10)
    const byReason = (list: Any[]) => [...list].sort((a, b) => (a.reason < b.reason ? -1 : 1))
    same(byReason(undetermined), byReason(again), 2)
    same(await report(folder, day, 'ledger'), recomputed.ledger(basis), 50)
    same(await report(folder, day, 'notice'), recomputed.notice(basis), 10)
    same(await report(folder, day, 'due', '--within', '60'), recomputed.due(basis, 60), 5)
    // Every year and every unit on the last day; on the others what goes through the same doors.
    const isLast = day === days.at(-1)
    for (const year of isLast ? [2017, 2018, 2019, 2020, 2021] : [Number(day.slice(0, 4))]) {
      same(await report(folder, day, 'annual', String(year)), recomputed.annual(basis, year), 40)
    }
    const parties = [...raw.units, ...raw.groups].map(({ id }) => id)
    for (const id of isLast ? parties : [parties[0], 'towns']) {
      same(await report(folder, day, 'unit', id), recomputed.unit(basis, id), 4)
    }
  }, 60_000)
})
