import { forbiddenIn } from '../../src/repository/bytes.ts'
import { payloadsOf } from '../payloads.ts'
import type { Files } from '../scratch.ts'

/** What data may hold: files with control or invisible characters are refused as a whole. */
const held = payloadsOf().filter(text => forbiddenIn(text.replaceAll('\r\n', '\n')) === undefined)

/** Payloads that may be titles and names: one line, no blanks at its ends. */
export const lines = held.filter(text => /^\S(?:.*\S)?$/.test(text) && text.length <= 200)
/** Payloads that may stand in a text of several lines. */
export const texts = held.filter(text => !text.includes('\r'))

const line = (index: number): string => lines[index % lines.length] ?? ''
const text = (index: number): string => texts[index % texts.length] ?? ''
/** The names of units, programmes and activities; measures have all. */
const third = lines.filter((_, index) => index % 3 === 0)
const unit = (index: number): string => third[index % third.length] ?? ''
/** Of these alone there are duties and targets, which make a line for each year and unit. */
export const some = lines.filter((_, index) => index % 6 === 0)
const yaml = (value: unknown): string => `${JSON.stringify(value)}\n`
const short = lines.filter(words => words.length <= 20)

/** The id of a record by its number. */
export const recordOf = (index: number): string =>
  `2018-${String((index % 12) + 1).padStart(2, '0')}-15-u${index % third.length}-aaa${index.toString(36).padStart(2, '0')}`

/** A record of a kind, each of its fields a payload. */
const record = (kind: string, index: number, fields: Readonly<Record<string, unknown>>): Files => {
  const id = recordOf(index)
  const head = { id, date: id.slice(0, 10), unit: unit(index), title: line(3 * index) }
  return { [`records/${kind}/2018/${id}.yaml`]: yaml({ ...head, ...fields, notes: text(index) }) }
}

/** A plan all of whose words are payloads: titles, names, places, evidence, notes, rulings, kinds of its own. */
export const hostilePlan: Files = {
  'plan.yaml': `id: example
title: ${JSON.stringify(line(0))}
shortTitle: ${JSON.stringify(line(1))}
documentNumber: ${JSON.stringify(line(2))}
issuer: kexie
issuedOn: "2018-01-15"
period:
  from: "2018-01-01"
  to: "2020-12-31"
locale: zh-CN
timeZone: Asia/Shanghai
addressees: ${yaml([line(3), line(4)])}signatory: ${JSON.stringify(line(5))}
basedOn: ${yaml([{ title: line(6), documentNumber: line(7) }])}`,
  'units.yaml': yaml({
    units: [
      { id: 'kexie', kind: 'mass', names: [{ name: '区科协' }] },
      { id: 'dongfeng', kind: 'town', names: [{ name: '东风镇' }], note: line(9), source: line(10) },
      ...third.map((name, index) => ({
        id: `u${index}`,
        kind: index % 2 === 0 ? 'town' : 'government',
        names: [{ name }, { name: `变${name}`, as: 'variant', note: line(index + 1) }],
      })),
    ],
    groups: [
      { id: 'towns', names: [{ name: `组${line(8)}` }], query: { kinds: ['town'] } },
      { id: 'board', names: [{ name: '科普联席会议' }], members: [{ unit: 'kexie' }, { unit: 'u1' }] },
    ],
  }),
  'objectives.yaml': yaml({
    objectives: Array.from({ length: 9 }, (_, index) => ({
      id: `O${index + 1}`,
      clause: `二（二）${index + 1}`,
      title: line(index + 11),
    })),
  }),
  'tasks/T1.yaml': yaml({
    id: 'T1',
    kind: 'action',
    title: line(20),
    clause: '三（一）',
    leads: third.slice(0, 9),
    participants: [...third.slice(9), `组${line(8)}`],
    open: true,
    measures: lines.map((title, index) => ({
      id: `T1.${index + 1}`,
      clause: `三（一）${index + 1}`,
      title,
      programmes: [`p${index % third.length}`],
    })),
  }),
  'programmes.yaml': yaml({
    programmes: third.map((name, index) => ({ id: `p${index}`, names: [{ name: `项${name}` }] })),
  }),
  'targets.yaml': yaml({
    targets: some.map((title, index) => ({
      id: index === 0 ? 'literacy' : `g${index}`,
      title,
      clause: '二（二）1',
      words: short[index % short.length],
      op: '>',
      value: 12,
      unit: short[(index + 1) % short.length],
      due: '2018-12-31',
      modality: 'must',
      scope: 'district',
      owners: ['kexie', `u${index}`],
      baseline: { value: 5, on: '2017-12-31', source: line(index + 2) },
    })),
  }),
  'duties.yaml': yaml({
    duties: some.map((title, index) => ({
      id: `d${index}`,
      title,
      clause: '三（一）1',
      words: short[(index + 2) % short.length],
      modality: index % 2 === 0 ? 'must' : 'strive',
      printed: short[(index + 3) % short.length],
      owners: [`u${index}`],
      each: true,
      cadence: 'yearly',
      evidence: line(index + 4),
      requirement: { atLeast: 2, counts: { kind: 'activity' } },
    })),
  }),
  'milestones.yaml': yaml({
    milestones: Array.from({ length: 9 }, (_, index) => ({
      id: `m${index}`,
      title: line(index + 30),
      clause: `四（一）—${index + 1}`,
      from: '2018-01-01',
      to: '2018-12-31',
    })),
  }),
  'rulings.yaml': yaml({
    rulings: texts.map((words, index) => ({
      id: `r${index}`,
      about: [`d${index % some.length}`],
      reading: words,
      why: words,
      status: 'proposed',
    })),
  }),
  'kinds/visit.schema.json': JSON.stringify({
    title: line(40),
    properties: {
      mood: { title: line(41), enum: ['warm', 'cold'], 'x-values': { warm: { zh: line(42), en: line(43) } } },
      topics: { title: line(44), type: 'array', items: { type: 'string', maxLength: 200 } },
    },
  }),
  ...Object.assign(
    {},
    ...third.map((_, index) =>
      record('activity', index, {
        hosts: [unit(index + 1)],
        place: line(index + 2),
        attendance: 10 + index,
        spend: 100,
        measures: [`T1.${index + 1}`],
        programme: `p${index}`,
        evidence: [
          line(index + 3),
          { title: line(index + 4), url: `https://example.org/${line(index + 5).replaceAll(/\s/g, '')}` },
        ],
      }),
    ),
    record('document', third.length, { type: 'plan', documentNumber: line(50) }),
    record('award', third.length + 1, { level: 'district', recipients: [{ unit: unit(51) }] }),
    record('base', third.length + 2, {
      name: line(52),
      level: 'municipal',
      namedOn: '2018-03-01',
      system: line(53),
    }),
    record('observation', third.length + 3, {
      indicator: 'literacy',
      value: 9,
      scope: 'district',
      source: line(54),
      precision: 'day',
    }),
    record('inspection', third.length + 4, {
      about: unit(55),
      findings: [{ text: text(56), due: '2018-12-01', state: 'open' }],
    }),
    record('funding', third.length + 5, { year: 2018, fund: 'fiscal', planned: 10, spent: 9 }),
    record('zero-report', third.length + 6, { duty: 'd6', period: '2019' }),
    record('waiver', third.length + 7, { duty: 'd7', period: '2019', documentNumber: line(57) }),
    record('amendment', third.length + 8, {
      documentNumber: line(58),
      changes: [{ id: 'd8', field: 'title', from: some[8], to: line(59) }],
    }),
    record('visit', third.length + 9, { mood: 'warm', topics: [line(60), line(61)] }),
  ),
}
