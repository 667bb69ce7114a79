import type { Text } from '../model/text.ts'

/** What every answer made from a sample repository says of itself. */
export const sampleWord: Text = { zh: '示例数据', en: 'Sample data' }
