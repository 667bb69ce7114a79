/** What is changed together, and the tests that must notice it. A path that ends in a stroke is a folder. */
export interface Area {
  readonly title: string
  readonly files: readonly string[]
  readonly tests: readonly string[]
  /** Tests that are left out by name: those that take seconds, and go through the cases of others again or try thousands. */
  readonly without?: RegExp
}

export const areas: Readonly<Record<string, Area>> = {
  judge: {
    title: 'judging: src/judge',
    files: ['src/judge/'],
    tests: ['test/judge/'],
    without: /› has a case for each/,
  },
  rules: {
    title: 'rules: src/rules',
    files: ['src/rules/'],
    tests: ['test/rules/'],
  },
  writer: {
    title: 'writing: src/repository/{write,transaction,lock}.ts, src/records/splice.ts',
    files: [
      'src/repository/write.ts',
      'src/repository/transaction.ts',
      'src/repository/lock.ts',
      'src/records/splice.ts',
    ],
    tests: [
      'test/records/splice.test.ts',
      'test/repository/write.test.ts',
      'test/repository/transaction.test.ts',
      'test/repository/lock.test.ts',
    ],
  },
  reader: {
    title: 'reading canonical files: src/repository/fast, src/repository/canonical-text.ts',
    files: ['src/repository/fast/', 'src/repository/canonical-text.ts'],
    tests: ['test/repository/fast/', 'test/repository/canonical-text.test.ts'],
    without: /never differs from yaml|takes for clean only|takes any bytes/,
  },
}
