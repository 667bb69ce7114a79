import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { type Figures, inTurns, type Timed } from './turns.ts'

/** Another program over the same data, or why there is no figure. */
export interface Peer {
  readonly name: string
  /** What it does of the work. */
  readonly work: 'schema' | 'report'
  readonly figures: Figures | null
  readonly missing?: string
}

interface Candidate {
  readonly name: string
  readonly work: Peer['work']
  /** The program looked for. */
  readonly program: string
  command(program: string): readonly string[]
}

/** A peer that is to be timed; without a command it is not installed. */
export type Prepared = Pick<Peer, 'name' | 'work'> & { readonly timed?: Timed; readonly missing?: string }

/**
 * Prepares the peers that are installed: validators over the activities, which are most of the records, against the schema
 * alone; ledgers and a database over the same activities, already in their own form.
 */
export function peersOver(data: string, top: string): Prepared[] {
  const activities = join(data, 'records/activity')
  const schema = named('records/activity', top)
  const common = named('common', top)
  const journal = join(top, 'journal')
  const beans = join(top, 'journal.beancount')
  const database = join(top, 'records.db')
  writeJournals(activities, journal, beans, join(top, 'records.sql'))
  const candidates: Candidate[] = [
    {
      name: 'sourcemeta jsonschema, native',
      work: 'schema',
      program: 'jsonschema-native',
      command: program => [
        program,
        'validate',
        schema,
        activities,
        '--resolve',
        common,
        '--extension',
        '.yaml',
        '--fast',
      ],
    },
    {
      name: 'ajv-cli',
      work: 'schema',
      program: 'ajv',
      command: program => [
        program,
        'validate',
        '--spec=draft2020',
        '--strict=false',
        '--validate-formats=false',
        '-s',
        schema,
        '-r',
        common,
        '-d',
        join(activities, '*/*.yaml'),
      ],
    },
    {
      name: 'hledger balance -Y',
      work: 'report',
      program: 'hledger',
      command: program => [program, '-f', journal, 'balance', '-Y', '--depth', '2'],
    },
    {
      name: 'ledger balance',
      work: 'report',
      program: 'ledger',
      command: program => [program, '-f', journal, 'balance', '--depth', '2'],
    },
    {
      name: 'beancount, bean-query',
      work: 'report',
      program: 'bean-query',
      // What it remembers of a journal would be nothing but the answer.
      command: program => [
        'env',
        'BEANCOUNT_DISABLE_LOAD_CACHE=1',
        program,
        '-q',
        beans,
        'select year, account, sum(position) group by year, account',
      ],
    },
    {
      name: 'sqlite3, database made before',
      work: 'report',
      program: 'sqlite3',
      command: program => [
        program,
        database,
        'select year, unit, count(*), sum(attendance), sum(spend) from record group by year, unit',
      ],
    },
  ]
  const found = candidates.map(candidate => ({ candidate, program: programCalled(candidate.program) }))
  const sqlite = found.find(({ candidate }) => candidate.program === 'sqlite3')?.program
  if (sqlite) spawnSync(sqlite, [database, `.read ${join(top, 'records.sql')}`])
  return found.map(({ candidate, program }): Prepared => {
    const { name, work } = candidate
    if (!program) return { name, work, missing: 'not installed' }
    const timed: Timed = { name, command: () => candidate.command(program) }
    try {
      inTurns([timed], 0)
      return { name, work, timed }
    } catch (error) {
      return { name, work, missing: String(error).slice(0, 200) }
    }
  })
}

/** A schema with the address that ajv resolves references by. */
function named(name: string, top: string): string {
  const path = join(top, `${name.replace('/', '-')}.schema.json`)
  const schema = JSON.parse(readFileSync(resolve('schemas', `${name}.schema.json`), 'utf8')) as object
  writeFileSync(path, JSON.stringify({ $id: `https://example.org/${name}.schema.json`, ...schema }))
  return path
}

function programCalled(name: string): string | undefined {
  const folders = [
    ...(process.env.PEERS ?? '').split(delimiter),
    ...(process.env.PATH ?? '').split(delimiter),
  ]
  return folders.map(folder => join(folder, name)).find(path => existsSync(path))
}

/** The money and people of the activities, as journals and as a table. */
function writeJournals(activities: string, journal: string, beans: string, sql: string): void {
  const entries: string[] = []
  const postings: string[] = []
  const accounts = new Set(['Assets:Cash'])
  const rows = ['create table record (year text, unit text, attendance integer, spend integer);', 'begin;']
  for (const year of readdirSync(activities)) {
    for (const name of readdirSync(join(activities, year))) {
      const text = readFileSync(join(activities, year, name), 'utf8')
      const field = (key: string) => new RegExp(`^${key}: "?(.*?)"?$`, 'm').exec(text)?.[1] ?? ''
      const spend = Number(field('spend') || 0)
      entries.push(`${field('date')} ${field('id')}\n  ${year}:${field('unit')}  ${spend}\n  cash\n`)
      // An account of beancount begins with a capital letter.
      const account = `Expenses:Y${year}:U${field('unit')}`
      accounts.add(account)
      postings.push(`${field('date')} * "${field('id')}"\n  ${account}  ${spend} CNY\n  Assets:Cash\n`)
      rows.push(
        `insert into record values ('${year}', '${field('unit')}', ${field('attendance') || 0}, ${spend});`,
      )
    }
  }
  writeFileSync(journal, entries.join('\n'))
  const opened = [...accounts].map(account => `2000-01-01 open ${account}\n`)
  writeFileSync(beans, [...opened, ...postings].join('\n'))
  writeFileSync(sql, `${rows.join('\n')}\ncommit;\n`)
}
