/** How a number format hides what a cell holds: as a percentage, without the year or day, filled with zeros. */
export type Disguise =
  | { readonly kind: 'percent' | 'yearless' | 'dayless' }
  | { readonly kind: 'padded'; readonly width: number }

/** Formats that have no code in the file: what they mean in Chinese and English workbooks. */
const builtIn: Readonly<Record<number, string>> = {
  9: '0%',
  10: '0.00%',
  16: 'd-mmm',
  17: 'mmm-yy',
  27: 'yyyy年m月',
  28: 'm月d日',
  29: 'm月d日',
  36: 'yyyy年m月',
  50: 'yyyy年m月',
  51: 'm月d日',
  52: 'yyyy年m月',
  53: 'm月d日',
  54: 'm月d日',
  57: 'yyyy年m月',
  58: 'm月d日',
}

/** The disguises by the style numbers of cells, as `xl/styles.xml` defines them. */
export function disguises(styles: string): Map<number, Disguise> {
  const codes = new Map<number, string>(Object.entries(builtIn).map(([id, code]) => [Number(id), code]))
  for (const { 0: tag } of styles.matchAll(/<(?:\w+:)?numFmt\s[^<>]*>/g)) {
    const id = /\snumFmtId="(\d+)"/.exec(tag)?.[1]
    const code = /\sformatCode="([^"]*)"/.exec(tag)?.[1]
    if (id !== undefined && code !== undefined) codes.set(Number(id), code)
  }
  const start = styles.search(/<(?:\w+:)?cellXfs[\s>]/)
  const section =
    start < 0 ? '' : styles.slice(start, start + styles.slice(start).search(/<\/(?:\w+:)?cellXfs>/))
  // Each format once: half a million styles may share one.
  const meanings = new Map([...codes].map(([id, code]) => [id, disguiseOf(code)]))
  const found = new Map<number, Disguise>()
  let index = 0
  for (const { 0: tag } of section.matchAll(/<(?:\w+:)?xf\s[^<>]*>/g)) {
    const id = /\snumFmtId="(\d+)"/.exec(tag)?.[1]
    const disguise = meanings.get(Number(id))
    if (disguise) found.set(index, disguise)
    index++
  }
  return found
}

/** Excel takes 255 characters. */
const longest = 1000

function disguiseOf(code: string): Disguise | undefined {
  // The first section is that of positive numbers; quoted and escaped text, colours and locales are no part of it.
  const [bare = ''] = code
    .slice(0, longest)
    .replaceAll(/&quot;.*?&quot;|\\.|\[[^\][]*\]|[_*]./g, '')
    .toLowerCase()
    .split(';')
  if (bare.includes('%')) return { kind: 'percent' }
  if (/^0{2,}$/.test(bare)) return { kind: 'padded', width: bare.length }
  const hasYear = /[ye]/.test(bare.replaceAll(/general|e[+-]/g, ''))
  const hasDay = bare.includes('d')
  const hasMonth = /m/.test(bare.replaceAll(/am\/pm/g, '')) && !/[hs]/.test(bare)
  if (hasDay && hasMonth && !hasYear) return { kind: 'yearless' }
  return hasYear && hasMonth && !hasDay ? { kind: 'dayless' } : undefined
}
