import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'

/** Debian's browser, or the one that KEPU_CHROMIUM names. */
const executablePath = process.env.KEPU_CHROMIUM ?? '/usr/bin/chromium'

/** Whether there is a browser to test in. */
export const hasBrowser = existsSync(executablePath)

if (process.env.CI && !hasBrowser) {
  throw new Error(
    `there is no ${executablePath} to test pages in: apt-get install chromium, or set KEPU_CHROMIUM`,
  )
}

/** What the tests that need one are called where there is none. */
export const browserTests = hasBrowser
  ? 'in Chromium'
  : `in Chromium (skipped: there is no ${executablePath}; apt-get install chromium, or set KEPU_CHROMIUM)`

export const launch = (): Promise<Browser> => chromium.launch({ executablePath, args: ['--no-sandbox'] })

/** A page of the browser, and what went wrong on it or left it. */
export interface Opened {
  readonly page: Page
  readonly complaints: string[]
  readonly requests: string[]
  /** Opens another page in the place of this one. */
  turnTo(content: string): Promise<void>
}

/** Opens a page that was written to a file, as its reader would. */
export async function open(
  browser: Browser,
  content: string,
  options: Parameters<Browser['newPage']>[0] = {},
): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'kepu-page-'))
  const file = join(folder, '页面.html')
  const page = await browser.newPage({ viewport: { width: 1100, height: 900 }, ...options })
  const complaints: string[] = []
  const requests: string[] = []
  page.on('console', message => complaints.push(message.text()))
  page.on('pageerror', error => complaints.push(error.message))
  page.on('dialog', dialog => {
    complaints.push(dialog.message())
    void dialog.dismiss()
  })
  page.on('request', request => requests.push(request.url()))
  const turnTo = async (content: string) => {
    writeFileSync(file, content)
    await page.goto(pathToFileURL(file).href)
  }
  await turnTo(content)
  page.on('close', () => rmSync(folder, { recursive: true, force: true }))
  return { page, complaints, requests, turnTo }
}
