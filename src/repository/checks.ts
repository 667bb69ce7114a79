import { isPlainDate } from '../model/dates.ts'

/** The formats that the schemas name; the compiled schemas call them. */
export const formats = { date: isPlainDate }

/**
 * A regular expression that is made when it is first asked: a run asks few of the hundred that the schemas name.
 * @public called by the compiled schemas alone
 */
export function pattern(source: string): Pick<RegExp, 'test'> {
  let made: RegExp | undefined
  return {
    test(text) {
      made ??= new RegExp(source, 'u')
      return made.test(text)
    },
  }
}

/**
 * Two lists of faults as one; `concat`, which ajv writes, is quadratic over a list with thousands of them.
 * @public called by the compiled schemas alone
 */
export function joined<Fault>(faults: Fault[] | null, further: Fault[]): Fault[] {
  if (faults === null) return further
  for (const fault of further) faults.push(fault)
  return faults
}

/** Index of the first item that equals an earlier one, or -1. Linear, where ajv's own `uniqueItems` is quadratic. */
export function firstRepeat(items: readonly unknown[]): number {
  if (items.length < 2) return -1
  const seen = new Set<string>()
  for (const [index, item] of items.entries()) {
    const key = JSON.stringify(item)
    if (seen.has(key)) return index
    seen.add(key)
  }
  return -1
}
