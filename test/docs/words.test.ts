import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSchemas } from '../../scripts/schemas.ts'
import { resolved, type Schema } from '../../src/model/schema.ts'
import { entitySchema } from '../../src/reports/entity-words.ts'
import { lists } from '../../src/reports/list.ts'
import { reports } from '../../src/reports/reports.ts'
import { wordsOf } from '../../src/repository/words.ts'

const filesIn = (folder: string, ending: RegExp): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(file => join(folder, file))
    .filter(file => ending.test(file))

const pages = [
  'README.md',
  'README.zh-CN.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'examples/huiji/README.md',
  ...filesIn('docs', /\.md$/),
]

const rows = [
  ...readFileSync('docs/glossary.md', 'utf8').matchAll(
    /^\| ([a-z-]+) \| (\S+) \| ([a-z ]+) \| .+ \| (\S+) \|$/gm,
  ),
].map(([, key = '', zh = '', en = '', wrong = '']) => ({
  key,
  zh,
  en,
  wrong: wrong === '—' ? [] : wrong.split('、'),
}))

/** Every field of every schema with its key. */
function* fields(schemas: Readonly<Record<string, Schema>>, schema: Schema): Iterable<[string, Schema]> {
  const whole = resolved(schemas, schema)
  for (const [key, field] of Object.entries(whole.properties ?? {})) {
    yield [key, resolved(schemas, field)]
    yield* fields(schemas, field)
  }
  if (whole.items) yield* fields(schemas, whole.items)
}

describe('the glossary', () => {
  it('has the words of the plan', () => expect(rows.length).toBeGreaterThan(20))

  it('says of entities, kinds and fields what the code says', () => {
    const schemas = readSchemas()
    const named = new Map<string, Set<string>>()
    const name = (key: string, zh: string, en: string) =>
      named.set(key, (named.get(key) ?? new Set()).add(`${zh} ${en}`))
    for (const [key, { word }] of Object.entries(entitySchema)) name(key, word.zh, word.en)
    for (const kind of ['closing', 'zero-report', 'amendment', 'waiver']) {
      const { zh, en } = wordsOf({ ownSchemas: {} }).recordKind(kind)
      name(kind, zh, en)
    }
    for (const [kind, schema] of Object.entries(schemas)) {
      for (const [key, field] of kind === 'common' ? [] : fields(schemas, schema)) {
        // The time of the plan itself is 实施期, and the document behind a record its 修订依据.
        if ((kind === 'plan' && key === 'period') || key === 'amendment') continue
        // Of a duty it says what would show that it was done.
        if (kind === 'duties' && key === 'evidence') continue
        // Here it is the measure of the value, and no unit of the plan.
        if (kind === 'targets' && key === 'unit') continue
        name(key, field.title ?? '', field['x-en']?.title ?? '')
      }
    }
    for (const { key, zh, en } of rows) {
      if (key === 'ledger' || key === 'notice') expect(reports[key].summary.zh).toContain(zh)
      else expect([...(named.get(key) ?? [])], key).toEqual([`${zh} ${en}`])
    }
    for (const [list, { title }] of Object.entries(lists)) {
      const row = rows.find(({ zh }) => zh === title.zh)
      const many = row && (row.en === 'duty' ? 'duties' : `${row.en}s`)
      expect(title.en.toLowerCase(), list).toBe(many)
    }
  })

  it('is kept to everywhere', () => {
    const files = [
      ...filesIn('src', /\.(ts|js)$/),
      ...filesIn('schemas', /\.json$/),
      ...filesIn('data', /\.yaml$/),
      ...pages,
    ]
    expect(files.length).toBeGreaterThan(300)
    // What the official text prints is quoted as it prints it.
    const isQuoting = (file: string) => file.startsWith('src/official/') || file === 'docs/glossary.md'
    const slips = files.flatMap(file => {
      const text = isQuoting(file) ? '' : readFileSync(file, 'utf8')
      return rows.flatMap(({ wrong }) =>
        wrong.filter(word => text.includes(word)).map(word => `${file}: ${word}`),
      )
    })
    expect(slips).toEqual([])
  })
})

/** As GitHub and GitLab make anchors of headings. */
const anchorOf = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-')

describe.each(pages)('the links of %s', page => {
  const prose = readFileSync(page, 'utf8').replaceAll(/^```[\s\S]*?^```$/gm, '')
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)

  it('lead somewhere', () => {
    for (const link of links.filter(one => !/^https?:/.test(one))) {
      const [path = '', anchor] = link.split('#')
      const file = path === '' ? page : normalize(join(dirname(page), decodeURI(path)))
      expect(existsSync(file), `${link} in ${page}`).toBe(true)
      if (anchor === undefined || !statSync(file).isFile()) continue
      const headings = [...readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, text = '']) =>
        anchorOf(text),
      )
      expect(headings, `${link} in ${page}`).toContain(decodeURI(anchor))
    }
  })
})
