import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { reasons, statuses } from '../../src/reports/statuses.ts'
import { checkDuty, type Case as DutyCase } from '../judge/duties-plan.ts'
import { checkTarget, type Case as TargetCase } from '../judge/targets-plan.ts'

const [page, chinese] = ['docs/method.md', 'docs/method.zh-CN.md'].map(file => readFileSync(file, 'utf8'))
const examples = [...(page ?? '').matchAll(/^### ?(.+)$|^```yaml\n([\s\S]*?)^```$/gm)].reduce<
  { heading: string; example: DutyCase | TargetCase }[]
>((found, [, heading, block]) => {
  if (block === undefined) found.push({ heading: heading ?? '', example: {} as DutyCase })
  else found.push({ heading: found.at(-1)?.heading ?? '', example: parse(block) })
  return found
}, [])
const cases = examples.filter(({ example }) => Object.keys(example).length > 0)

describe('docs/method.md', () => {
  it.each(cases.map(({ heading, example }, index) => [index + 1, heading, example] as const))(
    'example %d, %s',
    async (_index, _heading, example) => {
      if ('duty' in example) await checkDuty(example)
      else await checkTarget(example)
    },
  )

  it('has the same examples in both languages, under the same headings', () => {
    const fixed = (text = '') => text.match(/^```yaml\n[\s\S]*?^```$|^### (?:\d+)?|^## /gm)
    expect(fixed(chinese)?.length).toBeGreaterThan(60)
    expect(fixed(page)).toEqual(fixed(chinese))
  })

  it('has an example of each status and reason', () => {
    const told = cases
      .flatMap(({ example }) => ('rows' in example ? example.rows : [example.verdict]))
      .join('\n')
    for (const word of [...Object.keys(statuses), ...Object.keys(reasons)]) expect(told).toContain(word)
  })
})
