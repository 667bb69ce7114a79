import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { comparedSides } from '../../src/changes/compared-sides.ts'
import { check } from '../../src/rules/check.ts'
import { examplePlan } from '../../src/rules/example-plan.ts'
import { changeRules, rulePages } from '../../src/rules/index.ts'
import { repositoryOf } from '../plan-of.ts'

/** What becomes of files: gone, given whole, or edited. */
type Edits = Readonly<Record<string, null | string | readonly (readonly [right: string, wrong: string])[]>>

interface Case {
  readonly name: string
  readonly since?: Edits
  readonly files: Edits
  readonly says?: readonly string[]
}

const sheet = parse(readFileSync('test/rules/cases.yaml', 'utf8')) as Readonly<
  Record<string, readonly Case[]>
>

function edited(plan: Readonly<Record<string, string>>, edits: Edits): Record<string, string> {
  const files = { ...plan }
  for (const [file, edit] of Object.entries(edits)) {
    if (edit === null) delete files[file]
    else if (typeof edit === 'string') files[file] = edit
    else
      for (const [right, wrong] of edit) {
        if (!files[file]?.includes(right)) throw new Error(`${file} does not hold ${JSON.stringify(right)}`)
        files[file] = files[file].replace(right, () => wrong)
      }
  }
  return files
}

/** What a rule says, problem by problem, with the places that it points at besides. */
async function saidBy(id: string, { since = {}, files }: Case): Promise<string[]> {
  const was = edited(examplePlan, since)
  const repository = await repositoryOf(edited(was, files))
  const isAboutChange = changeRules.some(rule => rule.id === id)
  const comparison = isAboutChange && comparedSides({ before: await repositoryOf(was), after: repository })
  const problems = await check(repository, '2020-12-01', comparison || undefined)
  return problems
    .filter(({ rule }) => rule === id)
    .map(({ file, line, message, related }) => {
      const others = related.map(other => ` ← ${other.file}:${other.line} ${other.message.en}`)
      return `${file}:${line} ${message.en}${others.join('')}`
    })
}

it('the cases are of rules that exist', () => {
  const ids = rulePages.map(({ id }) => id)
  expect(Object.keys(sheet).filter(id => !ids.includes(id))).toEqual([])
})

describe.each(Object.entries(sheet))('%s', (id, cases) => {
  it.each(cases.map(one => [one.name, one] as const))('says what it has to say: %s', async (_name, one) => {
    expect(await saidBy(id, one)).toEqual(one.says ?? [])
  })
})
