// Takes the pictures of docs/images: node scripts/run.mjs scripts/screenshots.ts [data folder]
// Needs chromium, LibreOffice (soffice) and pdftoppm; the pictures stand in git, so that nobody else does.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

const data = process.argv[3] ?? 'examples/huiji'
const day = '2020-12-31'
const images = 'docs/images'
const folder = mkdtempSync(join(tmpdir(), 'kepu-screenshots-'))

/** Prints an answer of the built program to a file, and gives its path. */
function printed(file: string, ...question: readonly string[]): string {
  const path = join(folder, file)
  execFileSync(process.execPath, ['bin/kepu.js', ...question, '-C', data, '--as-of', day, '-o', path], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return path
}

async function photograph(pages: Readonly<Record<string, string>>): Promise<void> {
  const executablePath = process.env.KEPU_CHROMIUM ?? '/usr/bin/chromium'
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    for (const [name, path] of Object.entries(pages)) {
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await browser.newPage({ viewport: { width: 1100, height: 1400 }, colorScheme })
        await page.goto(pathToFileURL(path).href)
        await page.screenshot({ path: `${images}/${name}${colorScheme === 'dark' ? '-dark' : ''}.png` })
        await page.close()
      }
    }
  } finally {
    await browser.close()
  }
}

/** Fonts of the same kind for those of the standard, which are not free: with serifs for 仿宋, 楷体 and 小标宋. */
function fontsAtHand(): string {
  const path = join(folder, 'fonts.conf')
  const alias = (name: string, other: string) =>
    `<match target="pattern"><test name="family"><string>${name}</string></test><edit name="family" mode="assign" binding="strong"><string>${other}</string></edit></match>`
  const serif = ['仿宋_GB2312', '仿宋', '楷体_GB2312', '方正小标宋简体', '宋体'].map(name =>
    alias(name, 'Noto Serif CJK SC'),
  )
  writeFileSync(
    path,
    `<?xml version="1.0"?><fontconfig><include>/etc/fonts/fonts.conf</include>${serif.join('')}${alias('黑体', 'Noto Sans CJK SC')}</fontconfig>`,
  )
  return path
}

/** The first page of a Word document, as LibreOffice lays it out. */
function photographFirstPage(path: string, name: string): void {
  const profile = pathToFileURL(join(folder, 'profile')).href
  const office = [
    `-env:UserInstallation=${profile}`,
    '--headless',
    '--convert-to',
    'pdf',
    '--outdir',
    folder,
    path,
  ]
  execFileSync('soffice', office, {
    stdio: 'ignore',
    env: { ...process.env, FONTCONFIG_FILE: fontsAtHand() },
  })
  const pdf = path.replace(/\.docx$/, '.pdf')
  execFileSync('pdftoppm', [
    '-r',
    '96',
    '-png',
    '-f',
    '1',
    '-l',
    '1',
    '-singlefile',
    pdf,
    `${images}/${name}`,
  ])
}

mkdirSync(images, { recursive: true })
try {
  await photograph({
    overview: printed('overview.html', 'report', 'overview'),
    unit: printed('unit.html', 'report', 'unit', '古荥镇'),
  })
  photographFirstPage(printed('notice.docx', 'report', 'notice'), 'notice')
} finally {
  rmSync(folder, { recursive: true, force: true })
}
