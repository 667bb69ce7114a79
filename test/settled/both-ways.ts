import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { makeRecords } from '../../bench/records.ts'
import type { Location } from '../../src/repository/find.ts'
import { openRepository, planOnly } from '../../src/repository/open.ts'
import { openSides } from '../../src/repository/sides.ts'
import { workTree } from '../../src/repository/tree.ts'
import { check } from '../../src/rules/check.ts'
import { askUnsettled } from '../../src/settled/ask-unsettled.ts'
import { Memory } from '../../src/settled/memory.ts'
import { touchedSince } from '../../src/settled/touched.ts'
import { committed } from '../git.ts'
import { dice, edits } from './edits.ts'

const day = '2020-12-31'
const second = 1000

/**
 * What a check finds that forgets, and one that remembers.
 * @param cache the folder in which it remembers
 * @param now a moment of the clock, in milliseconds
 * @param onRead is told of each file that the one reads which remembers, once it has read it
 */
export async function bothWays(
  top: string,
  cache: string,
  now: number,
  onRead: (file: string) => void = () => {},
) {
  const location = { root: join(top, 'data'), prefix: 'data/' }
  const whole = await openRepository(location)
  const disk = workTree(location.root)
  const read = (file: string) => {
    const bytes = disk.read(file)
    const own = typeof bytes === 'string' ? bytes : Buffer.from(bytes)
    onRead(file)
    return own
  }
  const memory = new Memory(location, { ...disk, read }, cache, now, 1)
  memory.begin()
  const plan = await openRepository(location, memory.tree, planOnly)
  memory.keepValues(plan)
  let part = plan
  const remembering = await askUnsettled(plan, day, memory, asked => {
    part = asked
    return check(asked, day)
  })
  return {
    location,
    memory,
    forgetful: await check(whole, day),
    remembering,
    read: part.files.filter(({ kind }) => kind.startsWith('records/')).length,
    counted: plan.files.length + plan.unread.reduce((sum, { count }) => sum + count, 0),
    files: whole.files.length,
  }
}

/** The files that are read of the first commit and of the work tree, where each file is read, and where git is asked about them. */
async function sidesBothWays(location: Location, memory: Memory) {
  const range = { base: 'first', head: null, fromFork: false }
  let touched: ReadonlySet<string> | undefined
  const asked = await openSides(location, range, async commit => {
    touched = await touchedSince(commit, location, memory.tree, () => memory, 1)
    return touched
  })
  const read = await openSides(location, range)
  const [some, all] = [asked, read].map(({ before, after, changedFiles }) => ({
    changedFiles,
    before: before.files.map(({ file, value }) => [file, value]),
    after: after.files.map(({ file, value }) => [file, value]),
  }))
  return { some, all, touched }
}

/** What came of a comparison. */
export interface Compared {
  /** The edits after which the two found different things. */
  readonly different: readonly string[]
  /** The rules that had something to say at some time. */
  readonly rules: ReadonlySet<string>
  /** How often less than half of the records were read. */
  readonly spared: number
  /** How often git told which files may differ from a commit. */
  readonly asked: number
}

/**
 * Edits a repository again and again, as people and programs do, and each time holds a check that remembers against one
 * that forgets.
 * @param isInGit in a work tree of git, which is stashed, staged, committed and checked out between the edits
 */
export async function compareOver(
  count: number,
  records: number,
  isInGit: boolean,
  seed: number,
): Promise<Compared> {
  const top = mkdtempSync(join(tmpdir(), 'kepu-test-'))
  const model = join(top, 'model')
  const tree = join(top, 'tree')
  try {
    makeRecords(join(model, 'data'), records)
    cpSync(model, tree, { recursive: true })
    const git = isInGit ? committed(tree) : undefined
    git?.git('tag', 'first')
    const roll = dice(seed)
    const names = Object.keys(edits)
    const different: string[] = []
    const rules = new Set<string>()
    let spared = 0
    let asked = 0
    for (let round = 0; round < count; round++) {
      const name = names[roll(names.length)] ?? ''
      edits[name]?.(join(tree, 'data'), roll)
      if (git && round % 8 === 7)
        git.git(...([['stash'], ['add', '-A'], ['checkout', '-f', '.'], commit][roll(4)] ?? []))
      if (round % 40 === 39) {
        rmSync(join(tree, 'data'), { recursive: true })
        if (git) git.git('checkout', '-q', '-f', '--', '.')
        else cpSync(model, tree, { recursive: true })
      }
      // git itself looks at whole seconds, so in its work tree the clock may not be put forward.
      const now = Date.now() + (git ? 0 : 10 * second)
      const { location, memory, forgetful, remembering, read, counted, files } = await bothWays(
        tree,
        join(top, 'cache'),
        now,
      )
      if (!isDeepStrictEqual(remembering, forgetful) || counted !== files) different.push(name)
      for (const { rule } of forgetful) rules.add(rule)
      if (read < records / 2) spared++
      if (!git) continue
      const { some, all, touched } = await sidesBothWays(location, memory)
      if (!isDeepStrictEqual(some, all)) different.push(`${name}, compared with a commit`)
      if (touched) asked++
    }
    return { different, rules, spared, asked }
  } finally {
    rmSync(top, { recursive: true, force: true })
  }
}

const commit = ['commit', '-q', '-a', '--allow-empty', '-m', '改动']
