import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { run } from '../run.ts'
import { scratch } from '../scratch.ts'

const invented = 'test/fixtures/official/plan.txt'
const inventedData = 'test/fixtures/official/data'

interface Found {
  readonly kind: string
  readonly clause: string | null
  readonly line: number
  readonly column: number
  readonly text: string | null
  readonly data: string | null
}

async function trace(text: string, data: string, ...flags: string[]) {
  const folder = scratch({ 'plan.txt': text })
  const { code, out, err } = await run([
    'trace',
    join(folder, 'plan.txt'),
    '-C',
    data,
    '--format',
    'json',
    ...flags,
  ])
  expect(err).toBe('')
  const answer = JSON.parse(out).data
  const findings: Found[] = [
    ...answer.titles.differences,
    ...answer.clauses.missing,
    ...answer.headings.differences,
    ...answer.owners.differences,
    ...answer.words.missing,
    ...answer.numbers.missing,
  ]
  return { code, answer, findings }
}

/** A text with one piece replaced; throws where the piece is not there, so that no test changes nothing. */
function changed(text: string, from: string | RegExp, to: string): string {
  const after = text.replace(from, to)
  if (after === text) throw new Error(`nothing to change: ${from}`)
  return after
}

describe('an invented plan', () => {
  const text = readFileSync(invented, 'utf8')

  it('agrees with its text', async () => {
    const { code, answer, findings } = await trace(text, inventedData)
    expect(findings).toEqual([])
    expect(code).toBe(0)
    expect(answer.clauses).toMatchObject({ missing: [] })
    expect(answer.clauses.found).toBe(answer.clauses.cited)
    expect(answer.owners).toMatchObject({ lines: 3, names: 16 })
    expect(answer.headings.compared).toBe(9)
    expect(answer.words.found).toBe(answer.words.cited)
    expect(answer.numbers).toMatchObject({ found: 9, encoded: 9 })
  })

  it.each<[string, string | RegExp, string, string, string | null]>([
    [
      'two owners swapped',
      '区教体局、区财政局、区妇',
      '区财政局、区教体局、区妇',
      'owners-swapped',
      '三（二）',
    ],
    [
      'two distant owners swapped',
      '区体育中心、区财政局、区公安分局',
      '区公安分局、区财政局、区体育中心',
      'owners-swapped',
      '三（一）',
    ],
    ['an owner dropped', '区林业局、区财政局参与', '区林业局参与', 'owner-dropped', '三（三）'],
    [
      'an owner added',
      '区林业局、区财政局参与',
      '区林业局、区水利局、区财政局参与',
      'owner-added',
      '三（三）',
    ],
    ['another owner', '团区委牵头', '区妇联牵头', 'owner-replaced', '三（一）'],
    [
      'an owner that now leads',
      '团区委牵头，区体育中心、',
      '团区委、区体育中心牵头，',
      'owner-role',
      '三（一）',
    ],
    ['等单位 left out', '区财政局参与', '区财政局等单位参与', 'owner-list-open', '三（三）'],
    ['an owner line removed', /分工：区住建局.*\n/, '', 'owner-line-missing', '三（三）'],
    ['another percentage', '超过38％', '超过40％', 'number', '二（二）'],
    ['another count', '区级示范村4个', '区级示范村5个', 'number', '三（二）3'],
    ['another comparator', '不少于5次', '不超过5次', 'number', '四（一）—2'],
    [
      'another year before several numbers',
      '3. 培养带头人。到2025年',
      '3. 培养带头人。到2024年',
      'number',
      '三（二）3',
    ],
    ['a heading changed by one character', '1. 修好旧场地', '1. 修好新场地', 'heading', '三（二）1'],
    ['the heading of a task changed', '农民健身工程', '农村健身工程', 'heading', '三（二）'],
    ['the heading of an objective changed', '2. 赛事活动成季', '2. 赛事活动成序', 'heading', '二（二）2'],
    ['the name of a phase changed', '─起步', '─启动', 'heading', '四（三）—1'],
    ['the days of a phase changed', '2025年1月—12月', '2025年1月—11月', 'phase', '四（三）—2'],
    ['a measure removed', /2\. 组织乡土赛事[\s\S]*?参赛。\n/, '', 'clause-missing', '三（二）2'],
    ['an opening paragraph removed', '农村场地要管起来、用起来。\n', '', 'clause-missing', '三（二）'],
    ['a dash item removed', /－－各乡镇.*\n/, '', 'clause-missing', '四（一）—2'],
    ['the first dash item removed', /—经费有着落.*\n/, '', 'clause-missing', '四（二）—1'],
    ['the heading of a section removed', '（三）实施步道建设工程\n', '', 'clause-missing', '三（三）'],
    ['the heading of a chapter removed', '四、怎样落实\n', '', 'clause-missing', '四'],
    ['words changed', '建立场地台账', '建立场所台账', 'words', '四（二）—2'],
    [
      'a new promise',
      '推动沿溪步道贯通。',
      '推动沿溪步道贯通。每年组织健步走不少于5场。',
      'number',
      '三（三）',
    ],
    ['another document number', '［2021］17号', '［2021］71号', 'title', null],
    ['another day of issue', '2021年3月9日\n\n青溪区', '2021年3月8日\n\n青溪区', 'title', null],
    ['another basis', '云政办〔2020〕88号', '云政办〔2020〕89号', 'title', null],
  ])('with %s: one finding', async (_what, from, to, kind, clause) => {
    const edited = changed(text, from, to)
    const { code, findings } = await trace(edited, inventedData)
    expect(findings.map(finding => [finding.kind, finding.clause])).toEqual([[kind, clause]])
    expect(code).toBe(1)
    const [finding] = findings
    const line = edited.split('\n')[(finding?.line ?? 0) - 1] ?? ''
    expect(finding?.column).toBeLessThanOrEqual(line.length + 1)
    if (
      finding?.text &&
      kind.startsWith('owner') &&
      kind !== 'owner-list-open' &&
      kind !== 'owner-line-missing'
    ) {
      expect(line.slice(finding.column - 1)).toMatch(new RegExp(`^${finding.text.slice(0, 3)}`))
    }
  })

  it('lists a sentence that nothing cites, and does not fail for it', async () => {
    const { code, answer, findings } = await trace(
      changed(text, '补一点。', '补一点。鼓励社团开设训练营。'),
      inventedData,
    )
    expect(findings).toEqual([])
    expect(code).toBe(0)
    expect(answer.uncited.map((found: Found) => found.text)).toContain('鼓励社团开设训练营。')
  })

  it('tells it in every format and both languages', async () => {
    const folder = scratch({
      'plan.txt': changed(changed(text, '1. 修好旧场地', '1. 修好新场地'), '团区委牵头', '区妇联牵头'),
    })
    for (const format of ['text', 'markdown']) {
      for (const lang of ['zh', 'en']) {
        const cwd = join(process.cwd(), inventedData)
        const { code, out } = await run(
          ['trace', 'plan.txt', '-C', cwd, '--format', format, '--lang', lang],
          { cwd: folder, columns: 100 },
        )
        expect(code).toBe(1)
        await expect(out).toMatchFileSnapshot(
          join(process.cwd(), `test/reports/frames/trace.${lang}.${format}.txt`),
        )
      }
    }
  })
})

describe('a text that is none', () => {
  it.each<[string, string | Uint8Array, number, RegExp]>([
    ['in GB18030', Uint8Array.of(0xd2, 0xbb, 0xa1, 0xa2, 0xb1, 0xb3, 0xbe, 0xb0, 0x0a), 1, /GB18030/],
    ['in UTF-16', Uint8Array.of(0xff, 0xfe, 0x00, 0x4e), 1, /UTF-16/],
    ['empty', '', 1, /空/],
    ['of blanks', ' \n\n', 1, /不像方案文本/],
    ['a docx named .txt', Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 0x14, 0x00), 1, /Word/],
    ['a PDF', '%PDF-1.7\n', 1, /PDF/],
    ['a poem', '床前明月光，疑是地上霜。\n', 1, /不像方案文本/],
  ])('%s is refused with a clear word', async (_what, content, exit, word) => {
    const folder = scratch({ 'plan.txt': content })
    const { code, out, err } = await run(['trace', 'plan.txt', '-C', join(process.cwd(), inventedData)], {
      cwd: folder,
    })
    expect({ code, out }).toEqual({ code: exit, out: '' })
    expect(err).toMatch(word)
    expect(err).not.toMatch(/ at .*\.ts/)
  })

  it('missing or a folder is a slip of the command line', async () => {
    for (const path of ['nothing.txt', '.']) {
      const { code, err } = await run(['trace', path, '-C', inventedData])
      expect(code).toBe(2)
      expect(err).toContain(path)
    }
    expect((await run(['trace', '-C', inventedData])).code).toBe(2)
  })
})

describe('a plan that names its official text', () => {
  function configured(sha256: string): string {
    const folder = mkdtempSync(join(tmpdir(), 'kepu-test-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    cpSync(inventedData, folder, { recursive: true })
    cpSync(invented, join(folder, 'plan.txt'))
    writeFileSync(
      join(folder, 'plan.yaml'),
      `${readFileSync(join(folder, 'plan.yaml'), 'utf8')}source:\n  file: plan.txt\n  sha256: ${sha256}\n`,
    )
    return folder
  }
  const sha256 = createHash('sha256').update(readFileSync(invented)).digest('hex')
  const rulesOf = async (cwd: string) => {
    const { out } = await run(['validate', '--format', 'json'], { cwd })
    return JSON.parse(out).data.problems.map(({ rule }: { rule: string }) => rule)
  }

  it('needs no argument, and its hash is checked', async () => {
    expect((await run(['trace'], { cwd: configured(sha256) })).code).toBe(0)
    expect(await rulesOf(configured(sha256))).not.toContain('source-changed')
    expect(await rulesOf(configured('f'.repeat(64)))).toContain('source-changed')
  })

  it('shows a clause as printed, with everything it gave rise to', async () => {
    const { out } = await run(['show', '三(二)3', '--format', 'json'], { cwd: configured(sha256) })
    const items = JSON.parse(out).data as { entity: string; id: string; text?: string; line?: number }[]
    expect(items.map(({ entity, id }) => `${entity} ${id}`)).toEqual([
      'clause 三（二）3',
      'measure T2.3',
      'target villages-city',
      'target villages-district',
      'target villages-town',
    ])
    expect(items[0]?.text).toContain('市级示范村1个')
    const task = await run(['show', '3.2', '--format', 'json'], { cwd: configured(sha256) })
    expect(JSON.parse(task.out).data[0].text).toMatch(
      /分工：区农业局、区体育中心牵头，.*上河镇、土河镇等单位参与。$/,
    )
  })
})

const real = process.env.KEPU_PLAN_TEXT
describe.runIf(real)('the official text of the Huiji plan', () => {
  const text = real ? readFileSync(real, 'utf8') : ''

  it('agrees with the shipped data, name by name and number by number', async () => {
    const { code, answer, findings } = await trace(text, 'data')
    expect(findings).toEqual([])
    expect(code).toBe(0)
    expect(answer.owners).toEqual({ lines: 9, names: 149, differences: [] })
    expect(answer.headings).toEqual({ compared: 42, differences: [] })
    expect(answer.clauses.found).toBe(answer.clauses.cited)
    expect(answer.words.found).toBe(answer.words.cited)
    expect(answer.numbers).toEqual({ found: 5, encoded: 5, missing: [] })
  })

  it.each<[string, string | RegExp, string, string]>([
    ['an owner dropped at a page break', '区林业\n\n局、', '', 'owner-dropped'],
    [
      'an owner moved to the leads',
      '区农委、区科协牵头，区委组织部、',
      '区农委、区科协、区委组织部牵头，',
      'owner-role',
    ],
    ['12 % changed', '超过12%', '超过21%', 'number'],
    ['a base more', '市级科普教育基地7个', '市级科普教育基地8个', 'number'],
    ['a heading changed', '2. 加快培养科普专门人才', '2. 加快培养科普专业人才', 'heading'],
    ['a heading that is quoted as words', '3. 重点人群科学', '3. 某点人群科学', 'heading'],
    ['a dash item removed', /——加强对《科学素质纲要》.*\n/, '', 'clause-missing'],
    ['a new promise', '形成工作合力。', '形成工作合力。每年开展督查不少于5场。', 'number'],
  ])('tells %s as one finding', async (_what, from, to, kind) => {
    const { findings } = await trace(changed(text, from, to), 'data')
    expect(findings.map(finding => finding.kind)).toEqual([kind])
  })
})
