import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { comparedSides } from '../../src/changes/compared-sides.ts'
import type { Problem } from '../../src/model/problem.ts'
import { check } from '../../src/rules/check.ts'
import { examplePlan } from '../../src/rules/example-plan.ts'
import { changeRules, rulePages } from '../../src/rules/index.ts'
import { repositoryOf } from '../plan-of.ts'
import { type Edits, edited } from './edited.ts'

interface Case {
  readonly name: string
  readonly since?: Edits
  readonly files: Edits
  readonly says?: readonly string[]
}

const sheet = parse(readFileSync('test/rules/cases.yaml', 'utf8')) as Readonly<
  Record<string, readonly Case[]>
>

/** What a rule says of a case. */
async function saidBy(id: string, { since = {}, files }: Case): Promise<readonly Problem[]> {
  const was = edited(examplePlan, since)
  const repository = await repositoryOf(edited(was, files))
  const isAboutChange = changeRules.some(rule => rule.id === id)
  const comparison = isAboutChange && comparedSides({ before: await repositoryOf(was), after: repository })
  const problems = await check(repository, '2020-12-01', comparison || undefined)
  return problems.filter(({ rule }) => rule === id)
}

/** A problem, with the places that it points at besides. */
function told({ file, line, message, related }: Problem): string {
  const others = related.map(other => ` ← ${other.file}:${other.line} ${other.message.en}`)
  return `${file}:${line} ${message.en}${others.join('')}`
}

/** All that a person reads of a problem, in both languages. */
function shown({ file, line, column, endColumn, severity, ruling, message, hint, related }: Problem): string {
  const place = `${file}:${line}:${column}-${endColumn} ${severity}${ruling === null ? '' : ` (${ruling})`}`
  const others = related.map(other => `${other.file}:${other.line}:${other.column} ${other.message.zh}`)
  const texts = [message.zh, hint?.zh, ...others, message.en, hint?.en]
  return [place, ...texts.map(text => `  ${text ?? '-'}`)].join('\n')
}

it('the cases are of rules that exist', () => {
  const ids = rulePages.map(({ id }) => id)
  expect(Object.keys(sheet).filter(id => !ids.includes(id))).toEqual([])
})

describe.each(Object.entries(sheet))('%s', (id, cases) => {
  it.each(cases.map(one => [one.name, one] as const))('says what it has to say: %s', async (_name, one) => {
    const problems = await saidBy(id, one)
    expect(problems.map(told)).toEqual(one.says ?? [])
  })

  it('says it in both languages, and says what to do', async () => {
    const all: string[] = []
    for (const one of cases) for (const problem of await saidBy(id, one)) all.push(shown(problem))
    await expect(`${all.join('\n')}\n`).toMatchFileSnapshot(
      join(process.cwd(), 'test/rules', id, 'cases.txt'),
    )
  })
})
