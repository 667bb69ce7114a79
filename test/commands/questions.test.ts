import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { run } from '../run.ts'

const root = process.cwd()
const ask = async (...argv: string[]) => {
  const { code, out, err } = await run([...argv, '--format', 'json'], { cwd: root })
  expect(err).toBe('')
  expect(code).toBe(0)
  return JSON.parse(out)
}

/** The owner lines as the files hold them, read by nothing of ours. */
const written = readdirSync('data/tasks').map(
  file =>
    parse(readFileSync(`data/tasks/${file}`, 'utf8')) as {
      id: string
      leads: string[]
      participants: string[]
    },
)

describe('the shipped plan', () => {
  it('counts what the official text counts', async () => {
    const counts: Record<string, number> = {}
    for (const kind of ['objectives', 'tasks', 'measures', 'milestones', 'units', 'targets', 'duties']) {
      counts[kind] = (await ask('list', kind)).data.length
    }
    expect(counts).toMatchObject({ objectives: 6, tasks: 9, measures: 33, milestones: 3, units: 34 })
    expect(counts.duties).toBeGreaterThanOrEqual(65)
    expect(written.flatMap(task => [...task.leads, ...task.participants])).toHaveLength(149)
    expect(new Set(written.flatMap(task => [...task.leads, ...task.participants])).size).toBe(28)
  })

  it.each(written.map(task => [task.id, task] as const))(
    'says who owns %s, in printed order',
    async (id, task) => {
      const { data } = await ask('who', id)
      expect(data.leads.map((owner: { printed: string }) => owner.printed)).toEqual(task.leads)
      expect(data.participants.map((owner: { printed: string }) => owner.printed)).toEqual(task.participants)
      for (const { unit } of [...data.leads, ...data.participants]) expect(unit).toMatch(/^[a-z-]+$/)
    },
  )

  it('holds its five hard numbers', async () => {
    const { data } = await ask('list', 'targets')
    const of = (id: string) => data.find((target: { id: string }) => target.id === id)
    expect(of('literacy')).toMatchObject({ op: '>', value: 12, due: '2020-12-31', modality: 'must' })
    expect(of('bases-national')).toMatchObject({ op: '>=', value: 2, modality: 'strive' })
    expect(of('bases-provincial')).toMatchObject({ op: '>=', value: 6, modality: 'strive' })
    expect(of('bases-municipal')).toMatchObject({ op: '>=', value: 7, modality: 'strive' })
    const duties = (await ask('list', 'duties')).data
    expect(duties.find((duty: { id: string }) => duty.id === 'town-activities')).toMatchObject({
      owners: ['towns'],
      each: true,
      cadence: 'yearly',
      modality: 'must',
      requirement: { atLeast: 3, counts: { kind: 'activity' } },
    })
  })

  it('has rulings that nobody is said to have decided', async () => {
    const { data } = await ask('list', 'rulings')
    expect(data.length).toBeGreaterThan(20)
    for (const ruling of data)
      expect(ruling).toMatchObject({ status: 'proposed', decidedBy: null, decidedOn: null })
  })
})

describe('list, show and who', () => {
  it.each([
    'units',
    'groups',
    'tasks',
    'measures',
    'objectives',
    'targets',
    'duties',
    'milestones',
    'programmes',
    'rulings',
    'records',
  ])('list %s in both languages, at three widths', async kind => {
    for (const columns of [60, 80, 120]) {
      for (const lang of ['zh', 'en']) {
        const { code, out } = await run(['list', kind, '--lang', lang], { cwd: root, columns })
        expect(code).toBe(0)
        expect(out.split('\n').length).toBeGreaterThan(2)
      }
    }
  })

  it.each([
    ['T8.4', 'measure'],
    ['区教育局', 'unit'],
    ['三（八）4', 'measure'],
    ['3.8.4', 'measure'],
    ['四（一）2', 'duty'],
    ['4.1.2', 'duty'],
    ['各镇（街道）', 'group'],
    ['huiji-2016-2020', 'plan'],
    ['2017-02-21-zhengfuban-ytdaj', 'record'],
  ])('show %s finds a %s', async (written, entity) => {
    const { data } = await ask('show', written)
    expect(data.map((item: { entity: string }) => item.entity)).toContain(entity)
    const text = await run(['show', written], { cwd: root, columns: 80 })
    expect(text.out).not.toMatch(/undefined|\[object/)
  })

  it('offer the nearest where nothing is called so', async () => {
    const { code, out, err } = await run(['show', '区科斜'], { cwd: root })
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toBe('kepu：找不到条目“区科斜”\n  最接近的是 区科协\n')
  })
})
