// Called by build.mjs: runs everyday commands on the shipped data and, as asked, tells the modules that they load or keeps what V8 compiled.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const everyday = [
  'validate',
  'who T1',
  'list tasks',
  'list records',
  'report compliance',
  'validate --format json',
  // The TAB key.
  '__complete bash owns k',
]

const require = createRequire(import.meta.url)
const program = require('../dist/cli.js')
/** What even --version loads stays by itself. */
const first = new Set(Object.keys(require.cache))
const { script, loaded } = require('../dist/load.js')

const nowhere = { write: () => true }
const host = {
  stdout: nowhere,
  stderr: nowhere,
  env: { XDG_CACHE_HOME: mkdtempSync(join(tmpdir(), 'kepu-build-')) },
  cwd: process.cwd(),
  now: () => new Date('2020-12-31'),
}
for (const command of everyday) await program.main(command.split(' '), host)
rmSync(host.env.XDG_CACHE_HOME, { recursive: true })

if (process.argv[2] === 'compile') {
  const name = `kepu.${process.version}-${process.platform}-${process.arch}.bin`
  writeFileSync(resolve('dist', name), script.createCachedData())
} else {
  const files = readdirSync('dist').filter(name => {
    const path = resolve('dist', name)
    return name !== 'load.js' && path in require.cache && !first.has(path)
  })
  process.stdout.write(JSON.stringify([...loaded.keys(), ...files.map(name => `./${name}`)]))
}
