import type { Context, Opened } from '../context.ts'
import { sampleBanner } from '../render/sample.ts'

/** Says that the data is a sample where what goes to stdout is a file, of which every byte is data. */
export function talkSample({ asked }: Opened, context: Context): void {
  if (!asked.plan.sheet?.sample) return
  const banner = sampleBanner(context.errorScreen)
  context.talk({ zh: banner, en: banner })
}
