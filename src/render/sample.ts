import type { Text } from '../model/text.ts'
import type { Screen } from './screen.ts'

/** What every answer made from a sample repository says of itself. */
export const sampleWord: Text = { zh: '示例数据', en: 'Sample data' }

/** The line that stands above what is printed. */
export const sampleBanner = ({ language, paint }: Pick<Screen, 'language' | 'paint'>): string =>
  paint.tone('warning', sampleWord[language])
