// How long a page, a letter and a workbook of 10,000 records take to make, and what they ask of memory: node scripts/run.mjs bench/pages.ts
import { verbatim } from '../src/model/text.ts'
import type { Edition } from '../src/render/edition.ts'
import { formats } from '../src/render/formats.ts'
import { type Answer, cell, column } from '../src/reports/view.ts'

const count = 10_000
const units = 30
const ids = Array.from(
  { length: count },
  (_, index) => `2018-09-15-unit${index % units}-${String(index).padStart(5, '0')}`,
)
const title = (id: string) => `科普日广场活动暨科普大篷车进社区（${id.slice(-5)}）`

/** The ledger of all records, and tables whose numbers cite each of them five times over. */
const answer: Answer = {
  kind: 'bench',
  data: null,
  view: [
    {
      table: {
        title: verbatim('台账'),
        columns: ['日期', '类别', '名称', '单位', '人次', '编号'].map(head => column(head, head)),
        rows: ids.map((id, index) => [
          cell('2018-09-15'),
          cell('活动'),
          cell(title(id), 'strong'),
          cell(`单位${index % units}`),
          { value: index, records: [id] },
          cell(id, 'faint'),
        ]),
      },
    },
    ...[1, 5, 12, units].map(groups => ({
      table: {
        title: verbatim(`分 ${groups} 组`),
        columns: [column('组', 'Group'), column('场次', 'Count', 'right')],
        rows: Array.from({ length: groups }, (_, group) => {
          const records = ids.filter((_, index) => index % groups === group)
          return [cell(`第 ${group + 1} 组`), { value: records.length, records }]
        }),
      },
    })),
  ],
}
const lines = new Map(
  ids.map((id, index) => [
    id,
    {
      id,
      date: '2018-09-15',
      kind: { zh: '活动', en: 'activity' },
      title: title(id),
      unit: `单位${index % units}`,
      evidence: [{ words: '活动简报', url: null }],
      file: `data/records/activity/2018/${id}.yaml`,
    },
  ]),
)
const edition: Edition = { planTitle: '方案', made: '2018-12-31T00:00:00Z', record: id => lines.get(id) }
const envelope = { kind: 'kepu/bench', plan: 'bench', asOf: '2018-12-31', rev: null }
const screen = { language: 'zh', isTerminal: false, width: Number.POSITIVE_INFINITY } as never

for (const format of ['json', 'html', 'xlsx', 'docx'] as const) {
  const start = performance.now()
  const content = await formats[format](
    answer,
    envelope,
    screen,
    async () => edition,
    () => {},
  )
  const seconds = ((performance.now() - start) / 1000).toFixed(2)
  const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(0)
  const size = megabytes(Buffer.byteLength(content))
  const peak = megabytes(process.resourceUsage().maxRSS * 1024)
  process.stdout.write(`${format}: ${seconds} s, ${size} MiB, peak of the process so far ${peak} MiB\n`)
}
