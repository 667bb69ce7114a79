import type { PlanAlone, WrittenDocument } from '../model/plan.ts'
import type { Finding } from '../model/problem.ts'
import { nothing, type RecordRule, type Rule } from './rule.ts'

/** The kind of file in which a reference (`x-refers`) is looked up. */
const lookedUpIn: Readonly<Record<string, string>> = {
  unit: 'units',
  owner: 'units',
  'owner-name': 'units',
  'unit-name': 'units',
  programme: 'programmes',
  target: 'targets',
  duty: 'duties',
  milestone: 'milestones',
}

export const fileMissing: Rule & RecordRule = {
  id: 'file-missing',
  severity: 'error',
  summary: { zh: '被引用的数据文件都在', en: 'every data file that is referred to is there' },
  page: {
    zh: '别的文件引用了这里面的编号或名称，文件却不在：多半是误删或改了名。用 git 找回来；其余引用它的地方先不逐一报告。',
    en: 'Other files refer to what it defines, but it is not there: mostly it was deleted or renamed by mistake. Get it back from git; what refers to it is not told one by one.',
  },
  example: {
    file: 'programmes.yaml',
    right: 'programmes:\n',
    wrong: 'programmes:\n',
    movedTo: 'records/.programmes.yaml',
  },

  *check(plan) {
    const told = new Set<string>()
    for (const document of plan.documents()) yield* missingFor(document, plan, told)
  },

  ofRecords(plan) {
    if (plan.defined.missing.size === 0) return () => nothing
    const told = new Set<string>()
    for (const document of plan.documents()) missingFor(document, plan, told)
    return record => missingFor(plan.documentOf(record), plan, told)
  },
}

/** @param told the kinds of which it was told already */
function missingFor(
  { references, value }: WrittenDocument,
  plan: PlanAlone,
  told: Set<string>,
): readonly Finding[] {
  const { missing } = plan.defined
  if (missing.size === 0) return nothing
  const findings: Finding[] = []
  for (const { path, refers } of references) {
    const kind = lookedUpIn[refers] ?? ''
    const file = missing.get(kind)
    if (!file || told.has(kind) || !hasValue(value, path)) continue
    told.add(kind)
    findings.push({
      at: { file, path: [], span: [0, 0] },
      message: {
        zh: '没有这个文件，别的文件却引用了它',
        en: 'there is no such file, but other files refer to it',
      },
      hint: { zh: `用 git 找回 ${file}`, en: `get ${file} back from git` },
    })
  }
  return findings
}

/** True where something stands at the path, `*` being any item. */
function hasValue(value: unknown, [step, ...rest]: readonly string[]): boolean {
  if (step === undefined) return value !== undefined
  if (step === '*') return Array.isArray(value) && value.some(item => hasValue(item, rest))
  return hasValue((value as Record<string, unknown> | undefined)?.[step], rest)
}
