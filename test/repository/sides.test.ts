import { appendFileSync, chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { findRepository } from '../../src/repository/find.ts'
import { openSides, readRange } from '../../src/repository/sides.ts'
import { committed } from '../git.ts'
import { run } from '../run.ts'
import { exampleRepository, scratch } from '../scratch.ts'

const activity = 'records/activity/2018/2018-09-15-kexie-x7f3q.yaml'
const amendment = 'records/amendment/2019/2019-03-01-kexie-q5w7e.yaml'
const always = ['milestones.yaml', 'plan.yaml', 'units.yaml', amendment]

/** The files that are read of both sides, once some of them have changed. */
async function readOf(changed: readonly string[]): Promise<readonly [string[], string[]]> {
  const folder = exampleRepository()
  committed(folder)
  for (const file of changed) appendFileSync(join(folder, file), '# 注\n')
  const { before, after } = await openSides(findRepository(folder, undefined), readRange('HEAD', undefined))
  const names = (side: typeof before) => side.files.map(({ file }) => file).sort()
  return [names(before), names(after)]
}

describe('two versions of a plan', () => {
  it('are read as far as they differ, and what tells the meaning of that', async () => {
    for (const changed of [['duties.yaml'], [activity], ['tasks/T1.yaml', activity]]) {
      const expected = [...new Set([...always, ...changed])].sort()
      expect(await readOf(changed)).toEqual([expected, expected])
    }
  })

  it('are read whole where an amendment changed: it may name anything in the plan', async () => {
    const all = ['duties.yaml', 'objectives.yaml', 'programmes.yaml', 'rulings.yaml', 'targets.yaml']
    const [before] = await readOf([amendment])
    expect(before).toEqual([...always, ...all, 'tasks/T1.yaml'].sort())
  })

  it('ask git by one process, and by one for each where there is much to read', async () => {
    const folder = exampleRepository()
    const { commit } = committed(folder)
    appendFileSync(join(folder, activity), '# 注\n')
    commit('第二次')
    const calls = join(scratch({ calls: '' }), 'calls')
    const bin = scratch({ git: `#!/bin/sh\necho "$*" >> '${calls}'\nPATH=\${PATH#*:} exec git "$@"\n` })
    chmodSync(join(bin, 'git'), 0o755)
    const { PATH } = process.env
    process.env.PATH = `${bin}:${PATH}`
    onTestFinished(() => {
      process.env.PATH = PATH
    })
    const counted = async (...argv: string[]) => {
      writeFileSync(calls, '')
      expect((await run(['diff', ...argv], { cwd: folder })).code).toBe(0)
      return readFileSync(calls, 'utf8').trim().split('\n').length
    }
    expect(await counted('HEAD~1', 'HEAD')).toBe(1)
    // What lies on the disk beside the plan is listed by another.
    expect(await counted()).toBe(2)
    expect(await counted('HEAD~1..HEAD')).toBe(1)
    // Where both parted is asked of git besides.
    expect(await counted('HEAD~1...HEAD')).toBe(2)
    const text = readFileSync(join(folder, activity), 'utf8')
    for (let nth = 100; nth < 200; nth++) {
      const id = `2018-09-15-kexie-x${nth}q`
      writeFileSync(join(folder, activity, '..', `${id}.yaml`), text.replace(/^id: .*$/m, `id: ${id}`))
    }
    commit('许多')
    expect(await counted('HEAD~1', 'HEAD')).toBe(2)
  })
})
