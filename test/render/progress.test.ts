import { describe, expect, it } from 'vitest'
import { verbatim } from '../../src/model/text.ts'
import { formats } from '../../src/render/formats.ts'
import { progressOf } from '../../src/render/progress.ts'
import type { Screen } from '../../src/render/screen.ts'
import { type Answer, cell, column } from '../../src/reports/view.ts'
import { edition } from './every-section.ts'
import { envelope } from './hostile.ts'

const answer: Answer = {
  kind: 'long',
  data: null,
  view: [
    {
      table: {
        columns: [column('名称', 'Title')],
        rows: Array.from({ length: 40 }, (_, index) => [cell(`第 ${index} 场`)]),
      },
    },
  ],
}
const screen = { language: 'zh', isTerminal: true, width: 80 } as Screen

describe('how far a file is', () => {
  it.each(['html', 'docx', 'xlsx'] as const)('%s tells it row by row, to the end', async format => {
    const told: (readonly [number, number])[] = []
    await formats[format](
      answer,
      envelope,
      screen,
      async () => edition,
      (done, total) => told.push([done, total]),
    )
    expect(told.length).toBeGreaterThanOrEqual(40)
    expect(told).toEqual(told.map((_, index) => [index + 1, told.length]))
  })

  const shown = (isTerminal: boolean, step: number) => {
    let [written, now] = ['', 0]
    const progress = progressOf(
      verbatim('正在生成'),
      { ...screen, isTerminal },
      text => {
        written += text
      },
      () => now,
    )
    for (let done = 1; done <= 20; done++) {
      now += step
      progress.at(done, 20)
    }
    progress.end()
    return written
  }

  it('shows on a terminal once it takes longer than a second, and goes away', () => {
    expect(shown(true, 200)).toMatch(/^\r正在生成 \[#{6}-{18}\] 25% 5\/20\r.*100% 20\/20\r +\r$/s)
    expect(shown(true, 40)).toBe('')
    expect(shown(false, 200)).toBe('')
  })
})
