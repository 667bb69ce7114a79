import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sampleFolder, sampleRepository } from '../../scripts/sample/sample-repository.ts'
import { recordKinds } from '../../src/model/written.ts'
import { run } from '../run.ts'

/** Every file below a folder by its path from there. */
function filesIn(folder: string): Map<string, Buffer> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry =>
    entry.isFile(),
  )
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name))
  return new Map(
    paths.sort().map(path => [path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path)]),
  )
}

const committed = filesIn(sampleFolder)
committed.delete('README.md')

interface ListedRecord {
  readonly id: string
  readonly kind: string
  readonly date: string
  readonly evidence?: readonly (string | Readonly<Record<string, string>>)[]
  readonly amendment?: string
  readonly withdrawn?: object
}

async function records(): Promise<ListedRecord[]> {
  const { out } = await run(['list', 'records', '-C', sampleFolder, '--format', 'json'])
  return (JSON.parse(out) as { data: ListedRecord[] }).data
}

describe('the sample repository', () => {
  it('is what the generator writes, byte by byte, every time', async () => {
    const [first, second] = [await sampleRepository(), await sampleRepository()]
    expect([...first.keys()].sort()).toEqual([...committed.keys()].sort())
    for (const [path, content] of first) {
      expect(committed.get(path)?.equals(Buffer.from(content)), `${path}: npm run sample`).toBe(true)
      expect(second.get(path), path).toEqual(content)
    }
  })

  it('has the plan of data/, but for the way to the schemas and the word that it is a sample', () => {
    const shipped = filesIn('data')
    expect(shipped.size).toBeGreaterThan(20)
    const pastHeader = (bytes: Buffer | undefined) => bytes?.toString('utf8').split('\n').slice(1).join('\n')
    for (const [path, bytes] of shipped) {
      const copy = pastHeader(committed.get(path))
      if (path !== 'plan.yaml') expect(copy, path).toBe(pastHeader(bytes))
      else expect(copy?.replaceAll('（示例数据）', '').replace('sample: true\n', '')).toBe(pastHeader(bytes))
    }
    const plan = committed.get('plan.yaml')?.toString('utf8')
    expect(plan).toMatch(/^title: .*示例/m)
    expect(plan).toMatch(/^sample: true$/m)
  })

  it('points editors at schemas that are there', () => {
    let pointed = 0
    for (const [path, bytes] of committed) {
      const schema = /^# yaml-language-server: \$schema=(\S+)/.exec(bytes.toString('utf8'))?.[1]
      if (schema === undefined) continue
      pointed++
      expect(() => readFileSync(join(sampleFolder, path, '..', schema)), path).not.toThrow()
    }
    expect(pointed).toBeGreaterThan(300)
  })

  it('has no problem, not even a warning, and is in the canonical form', async () => {
    const strict = await run(['validate', '--strict', '--format', 'json', '-C', sampleFolder])
    const { problems, records } = JSON.parse(strict.out).data
    expect(problems.filter(({ ruling }: { ruling: string | null }) => ruling === null)).toEqual([])
    expect(strict.code).toBe(0)
    expect(records).toBeGreaterThan(300)
    expect((await run(['fmt', '--check', '-C', sampleFolder])).code).toBe(0)
  })

  it('has records of every kind, and every year', async () => {
    const all = await records()
    for (const kind of recordKinds) {
      expect(all.filter(record => record.kind === kind).length, kind).toBeGreaterThan(1)
    }
    for (const year of ['2017', '2018', '2019', '2020']) {
      expect(all.filter(({ date }) => date.startsWith(year)).length, year).toBeGreaterThan(60)
    }
  })

  it('has evidence of every sort, on some records only', async () => {
    const all = await records()
    const items = all.flatMap(({ evidence = [] }) => evidence)
    const objects = items.filter(item => typeof item === 'object')
    expect(items.length).toBeGreaterThan(objects.length)
    for (const key of ['file', 'url', 'archive']) {
      expect(objects.filter(item => key in item).length, key).toBeGreaterThan(5)
    }
    expect(all.filter(({ evidence }) => !evidence).length).toBeGreaterThan(all.length / 3)
    const named = new Set(objects.map(({ file }) => file))
    const files = [...committed.keys()].filter(path => path.startsWith('evidence/'))
    expect(files.filter(path => !named.has(path))).toEqual([])
    for (const path of files.filter(path => path.endsWith('.txt'))) {
      expect(committed.get(path)?.toString('utf8'), path).toMatch(/^示例数据/)
    }
  })

  it('closes two years, and lets one late record in by an amendment', async () => {
    const all = await records()
    expect(all.filter(({ kind }) => kind === 'closing').map(({ date }) => date)).toEqual([
      '2018-02-28',
      '2019-02-28',
    ])
    const [late, ...more] = all.filter(({ amendment }) => amendment !== undefined)
    expect(more).toEqual([])
    expect(late?.date).toMatch(/^2018/)
    expect(all.find(({ id }) => id === late?.amendment)?.kind).toBe('amendment')
    expect(all.filter(({ withdrawn }) => withdrawn).length).toBe(2)
  })
})
