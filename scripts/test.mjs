// Runs the tests and closes with the count on a line of its own.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'kepu-run-'))
const results = join(folder, 'results.json')
const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${results}`,
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit' },
)
let passed = 0
let failed = 1
try {
  const { numPassedTests, numFailedTests, success } = JSON.parse(readFileSync(results, 'utf8'))
  passed = numPassedTests
  failed = numFailedTests + (success || numFailedTests > 0 ? 0 : 1)
} finally {
  rmSync(folder, { recursive: true, force: true })
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
}
process.exitCode = status === 0 && failed === 0 && passed > 0 ? 0 : 1
