import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { maskPersonal, personalNumbers } from '../../src/repository/personal-data.ts'
import { run } from '../run.ts'
import { exampleRepository } from '../scratch.ts'

/** The same numbers in every run. */
function dice(seed: number) {
  let state = seed
  return (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const digits = (roll: (below: number) => number, count: number): string =>
  Array.from({ length: count }, () => roll(10)).join('')

const provinces =
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** An ID number that nobody can tell from one that was given out. */
function idNumber(roll: (below: number) => number): string {
  const province = provinces.split(' ')[roll(34)] ?? ''
  const born = new Date(Date.UTC(1920, 0, 1 + roll(38_000))).toISOString().slice(0, 10).replaceAll('-', '')
  const body = `${province}${digits(roll, 4)}${born}${digits(roll, 3)}`
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0)
  return body + '10X98765432'[sum % 11]
}

function luhn(body: string): string {
  const sum = [...body].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return body + ((10 - (sum % 10)) % 10)
}

const wide = (text: string): string =>
  text.replaceAll(/[0-9X]/g, character => String.fromCharCode(character.charCodeAt(0) + 0xfee0))
const grouped = (text: string, by: readonly number[], mark: string): string => {
  const ends = by.map((_, index) => by.slice(0, index + 1).reduce((sum, size) => sum + size))
  return ends.map((end, index) => text.slice(ends[index - 1] ?? 0, end)).join(mark)
}

/** How people write an ID number. */
const idStyles: readonly ((number: string) => string)[] = [
  number => number,
  number => number.toLowerCase(),
  wide,
  number => grouped(number, [6, 8, 4], ' '),
  number => grouped(number, [6, 4, 4, 4], '-'),
  number => grouped(number, [6, 8, 4], '\u3000'),
  number => grouped(number, [3, 3, 4, 4, 4], '  '),
  number => [...number].join(' '),
]
const mobileStyles: readonly ((number: string) => string)[] = [
  number => number,
  wide,
  number => grouped(number, [3, 4, 4], ' '),
  number => grouped(number, [3, 4, 4], '-'),
  number => grouped(number, [3, 8], '—'),
  number => `+86 ${number}`,
  number => `+86${number}`,
  number => `0086-${grouped(number, [3, 4, 4], ' ')}`,
  number => [...number].join('.'),
]
const around = ['联系人 ', '（', '电话：', '"', '# 备注 ', 'x: ', '见', '2018-09-15，']

describe('numbers of persons', () => {
  it('are all found: 100,000 ID numbers, however written', () => {
    const roll = dice(1)
    let missed = 0
    for (let index = 0; index < 100_000; index++) {
      const written = idStyles[index % idStyles.length]?.(idNumber(roll)) ?? ''
      const before = around[roll(around.length)]
      const [found, ...others] = [...personalNumbers(`${before}${written}，男`)]
      if (found?.kind.en !== 'an ID number' || found.length !== written.length || others.length > 0) missed++
    }
    expect(missed).toBe(0)
  })

  it('are all found: 20,000 mobile numbers and 20,000 bank cards', () => {
    const roll = dice(2)
    let missed = 0
    for (let index = 0; index < 20_000; index++) {
      const mobile = mobileStyles[index % mobileStyles.length]?.(`1${3 + roll(7)}${digits(roll, 9)}`) ?? ''
      if ([...personalNumbers(`电话 ${mobile}。`)][0]?.kind.en !== 'a mobile number') missed++
      const prefix = ['6222', '6217', '95588', '436742', '456351'][roll(5)] ?? ''
      const card = luhn(prefix + digits(roll, 18 - prefix.length))
      const written = index % 2 === 0 ? card : grouped(card, [4, 4, 4, 4, 3], ' ')
      if ([...personalNumbers(`卡号${written}`)].length !== 1) missed++
    }
    expect(missed).toBe(0)
  })

  it('are not seen where there are none: 100,000 hashes, orders, credit codes, document numbers and the like', () => {
    const roll = dice(3)
    const day = () => new Date(Date.UTC(2015, 0, 1 + roll(2200))).toISOString()
    const hash = (kind: string) => createHash(kind).update(digits(roll, 9)).digest('hex')
    const letters = '0123456789ABCDEFGHJKLMNPQRTUWXY'
    const decoys: readonly (() => string)[] = [
      () => hash('sha256'),
      () => hash('md5'),
      () => hash('sha1').slice(0, 12),
      () => `${day().slice(0, 10).replaceAll('-', '')}${digits(roll, 10)}`,
      () => `${day().slice(0, 19).replaceAll(/\D/g, '')}${digits(roll, 4)}`,
      () => digits(roll, 20),
      () => digits(roll, 18),
      () =>
        `91410108${['MA', '56', '77'][roll(3)]}${Array.from({ length: 8 }, () => letters[roll(31)]).join('')}`,
      () => `12410108${digits(roll, 9)}${letters[roll(31)]}`,
      () => `惠政办〔${2014 + roll(7)}〕${roll(99)}号 `,
      () => `热线 12345、12315，总机 0371-${digits(roll, 8)}，400-${digits(roll, 3)}-${digits(roll, 4)}`,
      () => `${day().slice(0, 10)} ${roll(24)}:30 至 ${day().slice(0, 10)} 17:00`,
      () =>
        `人次 ${roll(5000)}，${roll(5000)}，${roll(5000)}；${roll(90)} ${roll(90)} ${roll(90)} ${roll(90)}`,
      () =>
        `https://example.cn/art/${day().slice(0, 10).replaceAll('-', '/')}/art_${digits(roll, 5)}_${digits(roll, 7)}.html`,
      () => `${day().slice(0, 10)}-kexie-${hash('md5').slice(0, 5)}`,
      () => `978-7-${digits(roll, 4)}-${digits(roll, 4)}-${roll(10)}`,
    ]
    let flagged = 0
    for (let index = 0; index < 100_000; index++) {
      if ([...personalNumbers(decoys[index % decoys.length]?.() ?? '')].length > 0) flagged++
    }
    expect(flagged).toBeLessThanOrEqual(10)
  })

  it('are found in every field, comment, name of a file and escape, told with their place and never repeated', async () => {
    const id = '11010519491231002X'
    const file = 'records/activity/2018/2018-09-15-kexie-x7f3q.yaml'
    const head = 'id: 2018-09-15-kexie-x7f3q\ndate: "2018-09-15"\nunit: 区科协\n'
    const places: Readonly<Record<string, string>> = {
      [`title: 讲座 ${id}\n`]: '4:11',
      [`title: 讲座 # ${id}\n`]: '4:13',
      'title: 讲座\nplace: １３８１２３４５６７８\n': '5:8',
      'title: 讲座\nattendance: 13812345678\n': '5:13',
      'title: 讲座\nevidence:\n  - 佐证/13812345678.pdf\n': '6:8',
      'title: 讲座\nevidence:\n  - {file: 13812345678.pdf}\n': '6:12',
      'title: "讲座 138\\u00312345678"\n': '4:8',
      'title: 讲座\nnotes: |\n  138-1234-5678\n  文\n': '6:3',
      'title: "讲座 1381234\n  5678"\n': '4:8',
      [`title: 讲座\nnotes: ${luhn('622202020012345678')}\n`]: '5:8',
      [`title: 讲座\n${id}: 1\n`]: '5:1',
    }
    for (const [text, place] of Object.entries(places)) {
      const cwd = exampleRepository({ [file]: head + text })
      const { code, out } = await run(['validate'], { cwd, columns: 80 })
      expect([text, code]).toEqual([text, 1])
      expect(out).toContain(`${file}:${place}`)
      expect(out).toContain('personal-data')
      expect(out.normalize('NFKC')).not.toMatch(
        /11010519491231002X|13812345678|138-1234-5678|622202020012345678/,
      )
    }
  })
})

describe('masking', () => {
  it.each([
    ['电话 138 1234 5678 转', '电话 ************* 转'],
    ['110105194912310000', '*'.repeat(18)],
    ['订单 201809150000123456', '订单 201809150000123456'],
    ['12345', '12345'],
  ])('%s becomes %s', (text, masked) => expect(maskPersonal(text)).toBe(masked))
})
