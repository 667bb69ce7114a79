const digits = '零一二三四五六七八九'
const scales = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
])

/** The value of a Chinese number below ten thousand: 三, 十二, 两百零五, or digit by digit 二〇二〇. */
export function readNumeral(written: string): number {
  if (/^[〇○零一二三四五六七八九]{2,}$/.test(written)) return Number([...written].map(digit).join(''))
  let value = 0
  let pending = 0
  for (const character of written) {
    const scale = scales.get(character)
    if (scale === undefined) {
      pending = digit(character)
    } else {
      value += (pending || 1) * scale
      pending = 0
    }
  }
  return value + pending
}

function digit(character: string): number {
  if (character === '〇' || character === '○') return 0
  return character === '两' ? 2 : Math.max(digits.indexOf(character), 0)
}
