import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/model/user-error.ts'
import {
  type DecodedText,
  type DecodingHelp,
  decodeText,
  type Encoding,
} from '../../src/sheets/decode-text.ts'
import { encode } from './encode.ts'

const table =
  '日期,单位,名称\r\n2018-09-15,区科协,全国科普日活动\r\n2018-10-08,古荥镇,“科普大篷车”进社区·黄河路\r\n'

/** What is decoded, or the words of the refusal. */
function outcome(bytes: Uint8Array, help: DecodingHelp = {}): DecodedText | string {
  try {
    return decodeText(bytes, help)
  } catch (error) {
    if (error instanceof UserError) return error.text.zh
    throw error
  }
}

const joined = (...parts: Uint8Array[]): Uint8Array => Buffer.concat(parts)

describe('an encoding is recognized', () => {
  it.each(['utf-8', 'utf-8-bom', 'gb18030', 'utf-16le', 'utf-16be'] as const)('%s', encoding => {
    expect(outcome(encode(table, encoding))).toEqual({ text: table, encoding })
  })

  it('UTF-16 without its mark, too', () => {
    expect(outcome(encode(table, 'utf-16le', { mark: false }))).toEqual({ text: table, encoding: 'utf-16le' })
    expect(outcome(encode(table, 'utf-16be', { mark: false }))).toEqual({ text: table, encoding: 'utf-16be' })
  })

  it('plain ASCII is UTF-8', () => {
    expect(outcome(encode('date,unit\n2018-09-15,kexie\n', 'utf-8'))).toMatchObject({ encoding: 'utf-8' })
  })

  it('a mark vouches for Western letters', () => {
    const text = 'title,place\r\nCafé,Zürich\r\n区科协,±25°\r\n'
    expect(outcome(encode(text, 'utf-8-bom'))).toEqual({ text, encoding: 'utf-8-bom' })
  })

  it('an empty file is an empty text', () => {
    expect(outcome(new Uint8Array())).toEqual({ text: '', encoding: 'utf-8' })
  })

  it('GB18030 beyond GBK', () => {
    const text = '单位名称,备注\n古荥镇𠮷林社区,㐂\n'
    expect(outcome(encode(text, 'gb18030'))).toEqual({ text, encoding: 'gb18030' })
  })

  it('a cell that fits both is read as the file around it is', () => {
    const text = '姓名,单位\n陆,区科协\n'
    expect(outcome(encode(text, 'gb18030'))).toEqual({ text, encoding: 'gb18030' })
  })
})

describe('what cannot be told is refused', () => {
  it.each([
    [
      'a single character that fits both',
      encode('name\n陆\n', 'gb18030'),
      '第 2 行第 1 列：既可以读成 UTF-8',
    ],
    ['Latin letters alone', encode('单位\ncafé\n', 'utf-8'), '第 2 行第 4 列：既可以读成 UTF-8'],
    [
      'UTF-8, then GB18030',
      joined(encode('单位,名称\n', 'utf-8'), encode('区科协,讲座\n', 'gb18030')),
      '第 2 行第 1 列：从这里（第 15 字节）起不是 UTF-8',
    ],
    [
      'GB18030, then UTF-8',
      joined(encode('单位,名称\n', 'gb18030'), encode('区科协,讲座\n', 'utf-8')),
      '第 2 行第 1 列：从这里起像是 UTF-8',
    ],
    [
      'UTF-8 cut off',
      encode('单位,名称\n区科', 'utf-8').subarray(0, -1),
      '第 2 行第 2 列：从这里（第 18 字节）起不是 UTF-8',
    ],
    [
      'GB18030 cut off',
      encode('单位,名称\n区科', 'gb18030').subarray(0, -1),
      '第 2 行第 2 列：从这里（第 13 字节）起不是 GB18030',
    ],
    ['UTF-16 cut off', encode(table, 'utf-16le').subarray(0, -1), '起不是 UTF-16LE'],
    ['UTF-8 with mark, cut off', encode('单位', 'utf-8-bom').subarray(0, -1), '起不是 UTF-8'],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]), '空字节'],
    [
      'Latin-1',
      Buffer.from('Zürich;Genève\n', 'latin1'),
      '第 1 行第 2 列：不是 UTF-8，按 GB18030 读又多是生僻字',
    ],
    ['a control character', encode('单位\u0007,名称', 'utf-8'), '第 1 行第 3 列：有表格里不会有的字符'],
  ])('%s', (_, bytes, words) => {
    expect(outcome(bytes)).toEqual(expect.stringContaining(words))
  })

  it('names the way out', () => {
    expect(() => decodeText(encode('name\n陆\n', 'gb18030'))).toThrow(
      expect.objectContaining({
        exitCode: 1,
        hint: { zh: expect.stringContaining('--encoding'), en: expect.stringContaining('--encoding') },
      }),
    )
  })
})

describe('help decides', () => {
  it('known heads, where the bytes fit two encodings', () => {
    // 陆 and 路 are ½ and · in UTF-8.
    const bytes = encode('陆路\n路\n', 'gb18030')
    expect(outcome(bytes)).toEqual(expect.stringContaining('无法断定'))
    expect(outcome(bytes, { expected: ['陆路'] })).toEqual({ text: '陆路\n路\n', encoding: 'gb18030' })
  })

  it('the encoding that the user names, applied strictly', () => {
    const bytes = encode('name\n陆\n', 'gb18030')
    expect(outcome(bytes, { encoding: 'GBK' })).toEqual({ text: 'name\n陆\n', encoding: 'gb18030' })
    expect(outcome(bytes, { encoding: 'utf-8' })).toEqual({ text: 'name\n½\n', encoding: 'utf-8' })
    expect(outcome(encode(table, 'gb18030'), { encoding: 'utf-8' })).toEqual(
      expect.stringContaining('不是 UTF-8'),
    )
    expect(outcome(encode(table, 'utf-8-bom'), { encoding: 'utf-8' })).toEqual({
      text: table,
      encoding: 'utf-8-bom',
    })
    expect(outcome(bytes, { encoding: 'gb1803' })).toBe('没有“gb1803”这种编码')
  })
})

const encodings = ['utf-8', 'utf-8-bom', 'gb18030', 'utf-16le', 'utf-16be'] as const
const label = (encoding: Encoding) => (encoding === 'utf-8-bom' ? 'utf-8' : encoding)
const strictly = (bytes: Uint8Array, encoding: Encoding): string | null => {
  try {
    return new TextDecoder(label(encoding), { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

const character = fc.oneof(
  {
    weight: 24,
    arbitrary: fc.constantFrom(...'科普活动区教体局青少年讲座社区黄河路陆卢毛茅一二三人中国大学校园'),
  },
  { weight: 4, arbitrary: fc.integer({ min: 0x4e00, max: 0x9fa5 }).map(code => String.fromCodePoint(code)) },
  { weight: 4, arbitrary: fc.constantFrom(...'（）“”、。：；—…《》①℃') },
  { weight: 1, arbitrary: fc.constantFrom('𠮷', '㐂', '·', '×', 'é', '½', 'α') },
  { weight: 8, arbitrary: fc.constantFrom(...'abcXYZ0123456789 -./') },
)
const cellText = fc.array(character, { maxLength: 8 }).map(characters => characters.join(''))
const heads = fc.constantFrom('日期,单位,名称', 'date,unit,title', '名称,地点,人次', 'title,place,attendance')
const lines = fc
  .tuple(heads, fc.array(fc.array(cellText, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }))
  .map(([head, rows]) => [head, ...rows.map(row => row.join(','))].map(line => `${line}\r\n`))

/** Rows without small alphabets: in a mixed file ½ in UTF-8 and 陆 in GB18030 are the same, and nothing can tell. */
const chineseLines = lines.map(rows => rows.map(row => row.replaceAll(/[·×é½α]/g, '')))
/** `npm run hard` tries 10,000 of each. */
const runs = { numRuns: process.env.WHOLE ? 10_000 : 2000, seed: 20 }

describe(`0 wrong decodes of ${runs.numRuns} files each`, () => {
  it.each(encodings)('whole files in %s are read rightly or refused, and nearly all are read', encoding => {
    let read = 0
    fc.assert(
      fc.property(lines, rows => {
        const text = rows.join('')
        const decoded = outcome(encode(text, encoding))
        if (typeof decoded === 'string') return
        read++
        expect(decoded.text).toBe(text)
      }),
      runs,
    )
    const share = encoding === 'gb18030' || encoding === 'utf-8' ? 0.7 : 0.99
    expect(read).toBeGreaterThan(share * runs.numRuns)
  })

  it('files of two encodings, mixed by line or by cell, are refused', () => {
    const two = fc.constantFrom<[Encoding, Encoding]>(
      ['utf-8', 'gb18030'],
      ['gb18030', 'utf-8'],
      ['utf-8-bom', 'gb18030'],
      ['utf-8', 'utf-16le'],
      ['gb18030', 'utf-16le'],
      ['utf-16le', 'utf-8'],
    )
    let refused = 0
    fc.assert(
      fc.property(chineseLines, two, fc.nat(), fc.boolean(), (rows, [first, second], at, byCell) => {
        // A mark vouches for a line that has Chinese in it; a cell of ½ beside that is taken for what it says.
        const pieces = byCell && first !== 'utf-8-bom' ? rows.flatMap(row => row.split(/(?<=,)/)) : rows
        const cut = 1 + (at % Math.max(1, pieces.length - 1))
        const [one, other] = [pieces.slice(0, cut).join(''), pieces.slice(cut).join('')]
        const bytes = joined(encode(one, first), encode(other, second, { mark: false }))
        const decoded = outcome(bytes)
        if (typeof decoded === 'string') refused++
        else expect(decoded.text).toBe(one + other)
      }),
      runs,
    )
    expect(refused).toBeGreaterThan(runs.numRuns / 2)
  })

  it('one foreign cell in the middle is not taken over', () => {
    fc.assert(
      fc.property(chineseLines, cellText, fc.boolean(), (rows, foreign, isUtf8) => {
        const [own, other]: [Encoding, Encoding] = isUtf8 ? ['utf-8', 'gb18030'] : ['gb18030', 'utf-8']
        const [head = '', ...rest] = rows
        const bytes = joined(encode(head, own), encode(`${foreign},`, other), encode(rest.join(''), own))
        const decoded = outcome(bytes)
        // A cell of ½ or é alone is one Chinese character in the other encoding, and nothing can tell.
        if (typeof decoded !== 'string' && !/^[\0-\x7f·×é½α]*$/.test(foreign)) {
          expect(decoded.text).toBe(`${head}${foreign},${rest.join('')}`)
        }
      }),
      runs,
    )
  })

  it.each(encodings)('%s cut off within its last character is refused', encoding => {
    fc.assert(
      fc.property(lines, fc.constantFrom(...'科普活动𠮷㐂。陆'), fc.nat(), (rows, last, cut) => {
        const whole = encode(rows.join(''), encoding)
        const size = encode(last, label(encoding), { mark: false }).length
        const bytes = encode(rows.join('') + last, encoding).subarray(
          0,
          whole.length + 1 + (cut % (size - 1)),
        )
        expect(outcome(bytes)).toEqual(expect.any(String))
      }),
      runs,
    )
  })

  // A flipped bit may make another whole character of the same encoding: no reader can know. What is accepted has to be
  // what the bytes say in the encoding that they were written in, never what they say in another.
  it.each(encodings)('%s with a flipped byte is never read in another encoding', encoding => {
    fc.assert(
      fc.property(lines, fc.nat(), fc.integer({ min: 1, max: 255 }), (rows, at, change) => {
        const bytes = Uint8Array.from(encode(rows.join(''), encoding))
        const index = at % bytes.length
        bytes[index] = (bytes[index] ?? 0) ^ change
        const decoded = outcome(bytes)
        if (typeof decoded !== 'string') expect(decoded.text).toBe(strictly(bytes, encoding))
      }),
      runs,
    )
  })
})
