/** The quantile of the normal distribution for 95 %. */
const z = 1.959963984540054

/**
 * The 95 % interval of a proportion by Wilson (1927), without correction for continuity: asymmetric, and never outside
 * 0 to 1. Source: E. B. Wilson, JASA 22 (1927) 209–212; in the form of Newcombe, Statist. Med. 17 (1998) 857–872, method 3.
 * @param qualified how many of the sample have the property
 */
export function wilsonInterval(qualified: number, size: number): readonly [low: number, high: number] {
  const share = qualified / size
  const centre = share + z ** 2 / (2 * size)
  const spread = z * Math.sqrt((share * (1 - share)) / size + z ** 2 / (4 * size ** 2))
  const scale = 1 + z ** 2 / size
  return [Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale)]
}
