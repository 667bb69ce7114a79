// Called by build.mjs: runs everyday commands on the shipped data and, as asked, tells the modules that they load or keeps what V8 compiled.
const { readdirSync, writeFileSync } = require('node:fs')
const { resolve } = require('node:path')

const everyday = [
  'validate',
  'who T1',
  'list tasks',
  'list records',
  'report compliance',
  'validate --format json',
]

const program = require('../dist/cli.js')
/** What even --version loads stays by itself. */
const first = new Set(Object.keys(require.cache))
const { script, loaded } = require('../dist/load.js')

const nowhere = { write: () => true }
const host = {
  stdout: nowhere,
  stderr: nowhere,
  env: {},
  cwd: process.cwd(),
  now: () => new Date('2020-12-31'),
}

async function warmUp(task) {
  for (const command of everyday) await program.main(command.split(' '), host)
  if (task === 'compile') {
    const name = `kepu.${process.version}-${process.platform}-${process.arch}.bin`
    writeFileSync(resolve('dist', name), script.createCachedData())
    return
  }
  const files = readdirSync('dist').filter(name => {
    const path = resolve('dist', name)
    return name !== 'load.js' && path in require.cache && !first.has(path)
  })
  process.stdout.write(JSON.stringify([...loaded.keys(), ...files.map(name => `./${name}`)]))
}

warmUp(process.argv[2])
