import { deepStrictEqual } from 'node:assert/strict'
import { zipSync } from 'fflate'
import { UserError } from '../../src/model/user-error.ts'
import { decode } from '../../src/repository/bytes.ts'
import { readCanonical } from '../../src/repository/fast/canonical.ts'
import { parseYaml } from '../../src/repository/yaml.ts'
import { check } from '../../src/rules/check.ts'
import { examplePlan } from '../../src/rules/example-plan.ts'
import { rulePages } from '../../src/rules/index.ts'
import { openSheet } from '../../src/sheets/open-sheet.ts'
import { repositoryOf } from '../plan-of.ts'
import { inline, number, row, workbookParts } from '../sheets/workbooks.ts'
import { diceOf, mutatedBytes, mutatedText } from './mutations.ts'

/** Makes an input of a seed, gives it to a part of the program, and throws where that breaks its promise. */
export type Target = (seed: number) => void | Promise<void>

const texts = Object.values(examplePlan)
const files = Object.keys(examplePlan)
const known = new Set(rulePages.map(({ id }) => id))

const sheet = Buffer.from(
  '编号,日期,单位,名称,人次,备注\n,2018-11-02,区科协,"含“引号”、=公式, 逗号",320,\n,2018年11月3日,古荥镇,讲座;演示,１２,"两\n行"\n',
)
const gb18030 = Buffer.from(
  'c8d5c6da2cb5a5ceba2cc3fbb3c60a323031382d31312d30322ccaa1bfc6d0ad2cbdb2d7f90a',
  'hex',
)
const parts = workbookParts({
  rows:
    row(1, inline('A1', '日期'), inline('B1', '单位'), inline('C1', '人次')) +
    row(2, number('A2', 43358, 1), inline('B2', '区科协'), number('C2', 320)) +
    row(
      3,
      '<c r="A3" t="s"><v>0</v></c>',
      '<c r="B3"><f>1+1</f><v>2</v></c>',
      '<c r="C3" t="e"><v>#N/A</v></c>',
    ),
  after: '<mergeCells count="1"><mergeCell ref="A5:B5"/></mergeCells>',
  strings: ['2018-09-15'],
  formats: [14],
})
const partNames = Object.keys(parts)
const asBytes = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content) : content

/** A workbook of which one part is changed, or the archive itself. */
function mutatedWorkbook(seed: number): Uint8Array {
  const dice = diceOf(seed)
  const changed = dice.oneOf(partNames)
  const isInside = dice.below(4) > 0
  const contents = Object.entries(parts).map(([name, content]): [string, Uint8Array] => [
    name,
    isInside && name === changed
      ? dice.below(2) === 0
        ? Buffer.from(mutatedText(Buffer.from(asBytes(content)).toString(), dice))
        : mutatedBytes(asBytes(content), dice)
      : asBytes(content),
  ])
  const archive = zipSync(Object.fromEntries(contents), { level: 1, mtime: new Date(2018, 1, 1) })
  return isInside ? archive : mutatedBytes(archive, dice)
}

/** A sheet is read, or refused in words. */
async function readSheet(bytes: Uint8Array, name: string): Promise<void> {
  try {
    await openSheet(bytes, name)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
  }
}

/** What is tried, by name. */
export const targets = {
  /** The reader of canonical files agrees with `yaml`, or declines. */
  canonical(seed) {
    const dice = diceOf(seed)
    const text = mutatedText(dice.oneOf(texts), dice)
    const decoded = decode(Buffer.from(text), 'x.yaml')
    if (decoded.text === null || decoded.findings.length > 0) return
    const reading = readCanonical(Buffer.from(decoded.text))
    if (!reading) return
    const { value, findings } = parseYaml(decoded.text, 'x.yaml')
    deepStrictEqual({ findings, value: reading.value }, { findings: [], value })
  },
  /** Whatever stands in a file, the whole validation ends with problems of known rules, each at a place. */
  async validate(seed) {
    const dice = diceOf(seed)
    const file = dice.oneOf(files)
    const text = examplePlan[file] ?? ''
    const content = dice.below(4) === 0 ? mutatedBytes(Buffer.from(text), dice) : mutatedText(text, dice)
    const repository = await repositoryOf({ ...examplePlan, [file]: content })
    for (const { rule, line, column } of await check(repository, '2020-12-01')) {
      if (!known.has(rule) || line < 1 || column < 1) throw new Error(`${rule} at ${line}:${column}`)
    }
  },
  async csv(seed) {
    const dice = diceOf(seed)
    await readSheet(mutatedBytes(dice.oneOf([sheet, sheet, gb18030]), dice), 'x.csv')
  },
  workbook: seed => readSheet(mutatedWorkbook(seed), 'x.xlsx'),
} as const satisfies Readonly<Record<string, Target>>

export type TargetName = keyof typeof targets
