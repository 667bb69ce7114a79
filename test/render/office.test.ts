import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { run } from '../run.ts'

const hasOffice = spawnSync('soffice', ['--version']).status === 0
const title = hasOffice
  ? 'LibreOffice'
  : 'LibreOffice (skipped: there is no soffice; apt-get install libreoffice-writer libreoffice-calc)'

describe.skipIf(!hasOffice)(title, () => {
  it('opens the documents and workbooks of the sample, and reads the numbers of their JSON', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kepu-office-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const sample = ['-C', 'examples/huiji', '--as-of', '2020-12-31']
    const { out } = await run(['report', 'annual', '2019', ...sample, '--format', 'json'])
    const { data } = JSON.parse(out)
    const files = [join(folder, 'paper.docx'), join(folder, 'sheets.xlsx')]
    for (const file of files) await run(['report', 'annual', '2019', ...sample, '-o', file])
    await run(['report', 'notice', ...sample, '-o', join(folder, 'notice.docx')])
    const office = (target: string, ...paths: string[]) =>
      execFileSync(
        'soffice',
        [
          `-env:UserInstallation=file://${folder}/profile`,
          '--headless',
          '--convert-to',
          target,
          '--outdir',
          folder,
          ...paths,
        ],
        { stdio: 'ignore' },
      )
    office('pdf', ...files, join(folder, 'notice.docx'))
    for (const name of ['paper', 'sheets', 'notice']) {
      expect(
        readFileSync(join(folder, `${name}.pdf`))
          .subarray(0, 5)
          .toString(),
        name,
      ).toBe('%PDF-')
    }
    // A4 upright: 595.3 × 841.9 points.
    const boxes = readFileSync(join(folder, 'notice.pdf'), 'latin1').match(/\/MediaBox\s*\[[^\]]*\]/g)
    expect(boxes?.length).toBeGreaterThan(1)
    for (const box of boxes ?? []) {
      expect(box.match(/[\d.]+/g)?.map(value => Math.round(Number(value)))).toEqual([0, 0, 595, 842])
    }

    office('txt:Text (encoded):UTF8', join(folder, 'paper.docx'))
    const words = readFileSync(join(folder, 'paper.txt'), 'utf8').split(/\s+/)
    // Sheet -1: every sheet as a file of its own.
    office(
      'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1',
      join(folder, 'sheets.xlsx'),
    )
    const units = readFileSync(join(folder, 'sheets-按任务.csv'), 'utf8')
    expect(data.tasks.length).toBe(9)
    for (const { name, activities, attendance } of data.tasks) {
      expect(units).toContain(`${name},${activities},${attendance},`)
      const at = words.indexOf(name)
      expect(words.slice(at, at + 3)).toEqual([name, String(activities), String(attendance)])
    }
  }, 300_000)
})
