/** What a sheet's name may not hold, and what stands for it. */
const substitutes: Readonly<Record<string, string>> = {
  '[': '［',
  ']': '］',
  ':': '：',
  '*': '＊',
  '?': '？',
  '/': '／',
  '\\': '＼',
}
/** Not looked for again from within a run, which takes long where something stands behind it. */
const trailing = /(?<!['\s])['\s]+$/
/** In UTF-16 units. */
const longest = 31

/** Names as Excel takes them, each unlike the others: at most 31 characters, without `[ ] : * ? / \`. */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>(['history'])
  return wanted.map(name => {
    const fit = fitting(name)
    let unlike = fit
    for (let count = 2; taken.has(unlike.toLowerCase()); count++) unlike = shortened(fit, `（${count}）`)
    taken.add(unlike.toLowerCase())
    return unlike
  })
}

function fitting(name: string): string {
  const text = name
    .replaceAll(/[[\]:*?/\\]/g, character => substitutes[character] ?? '')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\ufffe\uffff\u2028\u2029]+/gu, ' ')
    .replace(/^['\s]+/, '')
    .replace(trailing, '')
  return shortened(text === '' ? 'Sheet' : text, '')
}

/** The text with an ending, cut before it where both together are too long, and never within a character. */
function shortened(text: string, ending: string): string {
  const room = longest - ending.length
  if (text.length <= room) return text + ending
  return (
    text
      .slice(0, room)
      .replace(/[\ud800-\udbff]$/, '')
      .replace(trailing, '') + ending
  )
}
