// The package's own types describe its ES module, which Node does not load.
declare module 'pinyin-match' {
  const pinyin: {
    /** First and last index of the characters that the keys spell, or false. */
    match(input: string, keys: string): readonly [number, number] | false
  }
  export default pinyin
}
