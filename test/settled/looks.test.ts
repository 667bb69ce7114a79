import { join } from 'node:path'
import { expect, it } from 'vitest'
import { looksAt, lookThrough } from '../../src/settled/looks.ts'
import { stampOf, stampSize } from '../../src/settled/stamp.ts'
import { scratch } from '../scratch.ts'

const counts = [700, 1, 0, 1300]
const folders = counts.map((count, at) => {
  const list = Array.from({ length: count }, (_, row) => `r${row}.yaml`).sort()
  return { path: `records/zero/${2016 + at}`, names: Buffer.from(list.join('\n')), count, list }
})

it('looks once at each file that is not looked at yet, whoever takes which of them', () => {
  const root = scratch(
    Object.fromEntries(
      folders.flatMap(({ path, list }) => list.map(name => [`${path}/${name}`, `id: ${name}\n`])),
    ),
  )
  const paths = folders.flatMap(({ path, list }) => list.map(name => join(root, path, name)))
  const looks = looksAt(root, folders)
  // Two of those that would be the other's, and one that is known.
  looks.done[5] = 1
  looks.stamps[5 * stampSize] = 5
  Atomics.add(looks.taken, 0, 2)
  lookThrough(looks, true)
  const isLookedAt = paths.map((_, row) => looks.done[row] === 1)
  expect(isLookedAt.indexOf(true, 6)).toBe(1000)
  expect(isLookedAt.slice(1000).every(Boolean)).toBe(true)
  Atomics.store(looks.taken, 0, 0)
  lookThrough(looks, false)
  const stamps = paths.map((_, row) => looks.stamps.slice(row * stampSize, (row + 1) * stampSize).join())
  const lies = paths.map((path, row) => (row === 5 ? '5,0,0,0' : stampOf(path)?.join()))
  expect(stamps).toEqual(lies)
})
