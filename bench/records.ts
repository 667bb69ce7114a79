import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A mix of kinds as a district has it, in per cent of the records. */
const mix = {
  activity: 78,
  observation: 6,
  document: 5,
  funding: 4,
  inspection: 3,
  'zero-report': 2,
  award: 1,
  base: 1,
} as const

const units = [
  ['kexie', '区科协'],
  ['jiaoti', '区教体局'],
  ['nongwei', '区农委'],
  ['kegongwei', '区科工委'],
  ['fulian', '区妇联'],
  ['weiji', '区卫计委'],
  ['linye', '区林业局'],
  ['guxing', '古荥镇'],
  ['huayuankou', '花园口镇'],
  ['xincheng', '新城街道'],
  ['liuzhai', '刘寨街道'],
  ['changxinglu', '长兴路街道'],
] as const
const forms = ['lecture', 'training', 'exhibition', 'contest', 'publicity', 'consultation', 'visit'] as const
const titles = [
  '科普进社区讲座',
  '农技培训',
  '科技活动周现场咨询',
  '食品安全知识宣传',
  '青少年科技制作展',
] as const
const places = ['社区文化广场', '镇政府会议室', '实验小学操场', '农家书屋', '街道办事处三楼会议室'] as const
const measures = ['T1.1', 'T1.2', 'T2.1', 'T2.2', 'T3.1', 'T5.2', 'T6.3', 'T8.1', 'T9.1'] as const

/**
 * Lays a plan and records of it, one small canonical file each, the same for the same seed.
 * @param folder the folder of plan.yaml; it is made
 * @param count how many records
 */
export function makeRecords(folder: string, count: number, seed = 1): void {
  cpSync('data', folder, { recursive: true, filter: source => !source.endsWith('records') })
  const roll = dice(seed)
  const made = new Set<string>()
  const kinds = Object.entries(mix).flatMap(([kind, share]) =>
    Array<keyof typeof mix>(share).fill(kind as keyof typeof mix),
  )
  for (let index = 0; index < count; index++) {
    const pick = <Item>(items: readonly Item[]): Item => items[roll(items.length)] as Item
    const kind = pick(kinds)
    const [unit, name] = pick(units)
    const year = 2017 + roll(4)
    const yearly = kind === 'funding' || kind === 'observation'
    const date = yearly ? `${year}-12-31` : `${year}-${pad(1 + roll(12))}-${pad(1 + roll(28))}`
    // An odd factor maps every index to another five characters.
    const tail = ((index * 0x9e3779b1) % 2 ** 25)
      .toString(32)
      .padStart(5, '0')
      .replaceAll(/[a-v]/g, letter => base32[Number.parseInt(letter, 32)] ?? '')
    const id = `${date}-${unit}-${tail}`
    const parent = join(folder, 'records', kind, String(year))
    if (!made.has(parent)) mkdirSync(parent, { recursive: true })
    made.add(parent)
    const head = `id: ${id}\ndate: "${date}"\nunit: ${name}\n`
    writeFileSync(
      join(parent, `${id}.yaml`),
      `# yaml-language-server: $schema=../../../../schemas/records/${kind}.schema.json\n${head}${fields(kind, index, year, roll)}`,
    )
  }
}

const base32 = '0123456789abcdefghjkmnpqrstvwxyz'

function fields(
  kind: keyof typeof mix,
  index: number,
  year: number,
  roll: (below: number) => number,
): string {
  const pick = <Item>(items: readonly Item[]): Item => items[roll(items.length)] as Item
  switch (kind) {
    case 'activity': {
      const first = roll(measures.length)
      const hosts = roll(4) === 0 ? `hosts:\n  - 区委宣传部\n  - 区文化旅游局\n` : ''
      const more = roll(3) === 0 ? `  - ${measures[(first + 1) % measures.length]}\n` : ''
      const volunteers =
        roll(4) === 0 ? `volunteers:\n  people: ${5 + roll(20)}\n  hours: ${20 + roll(80)}\n` : ''
      const spend = roll(2) === 0 ? `spend: ${100 * (1 + roll(80))}\n` : ''
      const evidence =
        roll(2) === 0 ? `  - 档案 ${year} 年第 ${index} 卷\n` : `  - archive: ${year}-Y-${index}\n`
      const notes =
        roll(3) === 0 ? `notes: 发放资料 ${50 + roll(400)} 份，群众反映良好，下一步继续安排同类活动\n` : ''
      const fulfils = roll(5) === 0 ? 'fulfils:\n  - town-activities\n' : ''
      return `title: ${pick(titles)}（第 ${index} 场）\n${hosts}measures:\n  - ${measures[first]}\n${more}form: ${pick(forms)}\nplace: ${pick(places)}\nattendance: ${20 + roll(400)}\n${volunteers}${spend}evidence:\n${evidence}${notes}${fulfils}`
    }
    case 'observation':
      return `title: ${year} 年公民具备科学素质的比例抽样 ${index}\nindicator: literacy\nvalue: ${(4 + roll(60) / 10).toFixed(1).replace('.0', '')}\nsample:\n  size: ${500 + roll(900)}\n  qualified: ${20 + roll(60)}\nscope: district\nprecision: year\nsource: 区科协抽样调查\n`
    case 'document':
      return `title: 关于做好 ${year} 年科普工作的通知（${index}）\ntype: notice\ndocumentNumber: 惠科协〔${year}〕${1 + roll(90)}号\n`
    case 'funding':
      return `title: ${year}年财政科普经费（${index}）\nyear: ${year}\nfund: fiscal\nplanned: ${1000 * (10 + roll(90))}\nspent: ${1000 * (10 + roll(90))}\n`
    case 'inspection':
      return `title: 科普画廊检查（${index}）\nabout: T${1 + roll(9)}\nfindings:\n  - text: 两个社区的科普画廊半年没有更新\n    due: "${year}-12-31"\n    state: closed\n    closedOn: "${year}-12-${pad(1 + roll(28))}"\n`
    case 'zero-report':
      return `title: ${year} 年零报告（${index}）\nduty: town-plan\nperiod: plan\n`
    case 'award':
      return `title: ${year} 年度科普工作先进集体表彰（${index}）\nlevel: district\nrecipients:\n  - unit: 古荥镇\n    title: 先进集体\n  - unit: 区教体局\n    title: 先进集体\n`
    case 'base':
      return `title: 第 ${index} 处命名为市级科普教育基地\nname: 科普教育基地 ${index}\nlevel: municipal\nnamedOn: "${year}-06-01"\n`
  }
}

const pad = (value: number): string => String(value).padStart(2, '0')

/** A generator of numbers below a bound; the same sequence for the same seed (mulberry32). */
function dice(seed: number): (below: number) => number {
  let state = seed >>> 0
  return below => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}
