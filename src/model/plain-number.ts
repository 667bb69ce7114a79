/** A number in digits alone: 0.0000001, not 1e-7, which kepu's files and spreadsheets read as something else. */
export function plainNumber(value: number): string {
  const text = Object.is(value, -0) ? '-0' : String(value)
  const match = /^(-?)(\d)(?:\.(\d+))?e-(\d+)$/.exec(text)
  if (!match) return text
  const [, sign = '', first = '', rest = '', exponent] = match
  return `${sign}0.${'0'.repeat(Number(exponent) - 1)}${first}${rest}`
}
