import axe from 'axe-core'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { renderPage } from '../../../src/render/html/page.ts'
import { reports } from '../../../src/reports/reports.ts'
import type { Answer } from '../../../src/reports/view.ts'
import { run } from '../../run.ts'
import { exampleRepository } from '../../scratch.ts'
import { browserTests, hasBrowser, launch, open } from '../browser.ts'
import { edition, letter, report } from '../every-section.ts'
import { answerOf, editionOf, envelope, hostileTitles } from '../hostile.ts'

const page = (answer: Answer, language: 'zh' | 'en' = 'zh') =>
  renderPage(answer, envelope, { language }, edition)

describe.skipIf(!hasBrowser)(`a page ${browserTests}`, () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser.close())

  it('sorts by the exact numbers, both ways, and leaves empty cells last', async () => {
    const { page: tab } = await open(browser, page(report))
    const table = tab.getByRole('table', { name: '各镇（街道）科普活动' })
    const column = (index: number) => table.locator(`tbody td:nth-child(${index})`).allTextContents()
    await table.getByRole('button', { name: '完成率' }).click()
    expect(await column(2)).toEqual(['0%', '14.3%', '28.6%', '57.1%', '71.4%', '85.7%', '100%', ''])
    await table.getByRole('button', { name: '完成率' }).click()
    expect(await column(2)).toEqual(['100%', '85.7%', '71.4%', '57.1%', '28.6%', '14.3%', '0%', ''])
    expect(await table.locator('th').nth(1).getAttribute('aria-sort')).toBe('descending')
    await table.getByRole('button', { name: '经费（元）' }).click()
    expect(await column(3)).toEqual(
      [0, 12345.5, 24691, 37036.5, 49382, 61727.5, 74073, 86418.5].map(value =>
        value.toLocaleString('en-US'),
      ),
    )
    expect(await table.locator('[aria-sort]').count()).toBe(1)
    await table.getByRole('button', { name: '单位' }).click()
    expect(await column(1)).toEqual(
      [...(await column(1))].sort(new Intl.Collator('zh-CN', { numeric: true }).compare),
    )
    await tab.close()
  })

  it('sorts clauses in the order of the document', async () => {
    const { out } = await run(['list', 'tasks', '--format', 'html'])
    const { page: tab } = await open(browser, out)
    const clauses = () => tab.locator('main tbody td:nth-child(4)').allTextContents()
    const inOrder = [...'一二三四五六七八九'].map(number => `三（${number}）`)
    await tab.getByRole('button', { name: '条款' }).click()
    expect(await clauses()).toEqual(inOrder)
    await tab.getByRole('button', { name: '条款' }).click()
    expect(await clauses()).toEqual(inOrder.toReversed())
    await tab.close()
  })

  it('filters by words, whatever their width and case', async () => {
    const { page: tab } = await open(browser, page(report))
    const table = tab.getByRole('table', { name: '各镇（街道）科普活动' })
    const frame = table.locator('xpath=../preceding-sibling::p[1]')
    const rows = table.locator('tbody tr:visible')
    await frame.getByRole('searchbox').fill('２０１８ 路街道')
    expect(await rows.count()).toBe(3)
    expect(await frame.locator('output').textContent()).toBe('显示 3 行，共 8 行')
    await frame.getByRole('button', { name: '全部显示' }).click()
    expect(await rows.count()).toBe(8)
    expect(await frame.getByRole('searchbox').inputValue()).toBe('')
    await tab.close()
  })

  it('shows the records behind a number', async () => {
    const { page: tab } = await open(browser, page(report))
    const table = tab.getByRole('table', { name: '各镇（街道）科普活动' })
    // Where a link leads to, the page learns by an event of its own.
    const shown = tab.locator('#records tbody tr:visible')
    await expect.poll(() => shown.count()).toBe(24)
    await table.getByRole('link', { name: '3', exact: true }).first().click()
    await expect.poll(() => shown.count()).toBe(3)
    expect((await shown.locator('td:nth-child(5)').allTextContents()).join()).toBe(
      '新城街道,新城街道,新城街道',
    )
    await tab.locator('#records').getByRole('button', { name: '全部显示' }).click()
    await expect.poll(() => shown.count()).toBe(24)
    // A cell of the picture leads there too, and one record is shown by itself among the others.
    await tab.locator('svg a').first().click()
    await expect.poll(() => shown.count()).toBe(3)
    await table.getByRole('link', { name: '1', exact: true }).nth(1).click()
    await expect.poll(() => shown.count()).toBe(24)
    expect(await tab.locator(':target').evaluate(row => row.tagName)).toBe('TR')
    await tab.close()
  })

  it('holds everything without scripts', async () => {
    const { page: tab } = await open(browser, page(report), { javaScriptEnabled: false })
    expect(await tab.locator('#records tbody tr').count()).toBe(24)
    expect(await tab.locator('th button').count()).toBe(0)
    const table = tab.getByRole('table', { name: '各镇（街道）科普活动' })
    await table.getByRole('link', { name: '3', exact: true }).first().click()
    expect(await tab.locator(':target').evaluate(element => element.textContent)).toMatch(/^3 条：/)
    await tab.close()
  })

  it.each(['light', 'dark'] as const)('has nothing that axe finds fault with, %s', async colorScheme => {
    for (const content of [page(report), page(letter), page(report, 'en')]) {
      const { page: tab, complaints, requests } = await open(browser, content, { colorScheme })
      await tab.locator('details').evaluateAll(all => {
        for (const one of all) (one as unknown as { open: boolean }).open = true
      })
      const violations = await tab.evaluate(
        `${axe.source};axe.run().then(({ violations }) => violations.map(({ id, impact, nodes }) => [id, impact, nodes[0].html]))`,
      )
      expect(violations).toEqual([])
      expect(complaints).toEqual([])
      expect(requests).toHaveLength(1)
      await tab.close()
    }
  })

  it('prints to A4, each page numbered, heads of tables on each', async () => {
    const rows = Array.from({ length: 120 }, (_, index) => ({
      id: `2018-09-15-kexie-${String(index).padStart(5, '0')}`,
    }))
    const long: Answer = {
      kind: 'long',
      data: null,
      view: [
        {
          table: {
            title: { zh: '长表', en: 'A long table' },
            columns: [{ head: { zh: '编号', en: 'Id' } }],
            rows: rows.map(({ id }) => [{ value: { zh: id, en: id } }]),
          },
        },
      ],
    }
    const { page: tab } = await open(browser, page(long))
    const pdf = (await tab.pdf({ preferCSSPageSize: true })).toString('latin1')
    const boxes = [...pdf.matchAll(/\/MediaBox \[([\d. ]+)\]/g)].map(([, box]) => box)
    expect(boxes.length).toBeGreaterThan(2)
    for (const box of boxes)
      expect(box?.split(' ').map(value => Math.round(Number(value)))).toEqual([0, 0, 595, 842])
    await tab.emulateMedia({ media: 'print' })
    expect(await tab.locator('.filter').isVisible()).toBe(false)
    const display = (selector: string) =>
      tab.evaluate(`getComputedStyle(document.querySelector('${selector}')).display`)
    expect(await display('thead')).toBe('table-header-group')
    // Chromium paints a button of a repeated head on the first page only.
    expect(await display('th button')).toBe('contents')
    await tab.close()
  })

  it('keeps the screen of a telephone: nothing but frames scrolls sideways', async () => {
    const { page: tab } = await open(browser, page(report), { viewport: { width: 390, height: 800 } })
    const [content, screen] = (await tab.evaluate(
      '[document.documentElement.scrollWidth, innerWidth]',
    )) as number[]
    expect(content).toBeLessThanOrEqual(screen ?? 0)
    await tab.close()
  })

  it('is not impressed by hostile titles', async () => {
    const pages = hostileTitles.map(title =>
      renderPage(answerOf(title), envelope, { language: 'zh' }, editionOf(title)),
    )
    const { page: tab, complaints, requests, turnTo } = await open(browser, pages[0] ?? '')
    for (const [index, content] of pages.entries()) {
      await turnTo(content)
      expect([hostileTitles[index], complaints]).toEqual([hostileTitles[index], []])
      expect(requests).toHaveLength(index + 2)
      expect(await tab.locator('script').count()).toBe(1)
      await tab.locator('th button').first().click()
    }
    await tab.close()
  })

  /** axe takes seconds for a long page; what these hold is all that pages are made of. `npm run hard` asks it about all. */
  const judged = ['overview', 'annual', 'matrix']

  it('of every report of the sample: nothing serious for axe, no complaint, no request, numbers lead to records', async () => {
    for (const [index, question] of [...Object.keys(reports), 'matrix', 'owns 区科协', 'who T1'].entries()) {
      const argument = question === 'unit' ? ['古荥镇'] : question === 'annual' ? ['2019'] : []
      const command = question in reports ? ['report', question, ...argument] : question.split(' ')
      const argv = [...command, '-C', 'examples/huiji', '--as-of', '2020-12-31', '--format', 'html']
      const { out, code } = await run(argv)
      expect(code, question).toBe(0)
      const colorScheme = index % 2 === 0 ? 'dark' : 'light'
      const { page: tab, complaints, requests } = await open(browser, out, { colorScheme })
      await tab.locator('details').evaluateAll(all => {
        for (const one of all) (one as unknown as { open: boolean }).open = true
      })
      const violations =
        process.env.WHOLE || judged.includes(question)
          ? await tab.evaluate(
              `${axe.source};axe.run().then(({ violations }) => violations.map(({ id, impact, nodes }) => [id, impact, nodes[0].html]))`,
            )
          : []
      expect([question, violations, complaints]).toEqual([question, [], []])
      expect(requests).toHaveLength(1)
      const [content, screen] = (await tab.evaluate(
        '[document.documentElement.scrollWidth, innerWidth]',
      )) as number[]
      expect(content, question).toBeLessThanOrEqual(screen ?? 0)
      // By the keyboard alone: the first link inside a table leads to its records.
      const link = tab.locator('main td a[href^="#"]').first()
      if ((await link.count()) > 0) {
        await link.focus()
        await tab.keyboard.press('Enter')
        expect(await tab.locator('#records tbody tr:visible').count(), question).toBeGreaterThan(0)
        expect(new URL(tab.url()).hash, question).not.toBe('')
      }
      await tab.close()
    }
  }, 300_000)

  it.each(['matrix', 'owns kexie', 'show T1', 'list duties', 'search 科普'])(
    'of %s opens without a complaint',
    async question => {
      for (const cwd of [process.cwd(), exampleRepository()]) {
        const { out, code } = await run([...question.split(' '), '--format', 'html'], { cwd })
        if (code !== 0) continue
        const { page: tab, complaints, requests } = await open(browser, out)
        expect(await tab.locator('h1').count()).toBe(1)
        expect(complaints).toEqual([])
        expect(requests).toHaveLength(1)
        await tab.close()
      }
    },
  )
})
