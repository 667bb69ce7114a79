// Called by build.mjs: runs commands on the shipped data and, as asked, tells the modules that they load or keeps what V8 compiled.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** By the script that holds what they load, and the scripts before it do not. */
const commands = {
  kepu: [
    'validate',
    'who T1',
    'list tasks',
    'list records',
    'report compliance',
    'validate --format json',
    // The TAB key.
    '__complete bash owns k',
  ],
  review: ['diff HEAD~1 HEAD', 'diff', 'log T1', 'validate --since HEAD~1'],
}

const require = createRequire(import.meta.url)
const program = require('../dist/cli.js')
/** What even --version loads stays by itself. */
const listed = new Set(Object.keys(require.cache))
const { scripts } = require('../dist/load.js')

const caches = mkdtempSync(join(tmpdir(), 'kepu-build-'))
const nowhere = { write: () => true }
const run = (command, cwd) =>
  program.main(command.split(' '), {
    stdout: nowhere,
    stderr: nowhere,
    env: { XDG_CACHE_HOME: caches },
    cwd,
    now: () => new Date('2020-12-31'),
  })

const newlyLoaded = () => {
  const names = readdirSync('dist').filter(name => {
    const path = resolve('dist', name)
    return name !== 'load.js' && path in require.cache && !listed.has(path)
  })
  for (const name of names) listed.add(resolve('dist', name))
  return names.map(name => `./${name}`)
}
const result = {}
const history = smallHistory()
for (const [script, own] of Object.entries(commands)) {
  const cwd = script === 'kepu' ? process.cwd() : history
  if (cwd === undefined) continue
  for (const command of own) await run(command, cwd)
  if (process.argv[2] !== 'compile') result[script] = newlyLoaded()
  else {
    const name = `${script}.${process.version}-${process.platform}-${process.arch}.bin`
    writeFileSync(resolve('dist', name), scripts.get(script).createCachedData())
  }
}
if (process.argv[2] !== 'compile') process.stdout.write(JSON.stringify(result))
rmSync(caches, { recursive: true })
if (history) rmSync(history, { recursive: true })

/** A repository in which the sample was changed; undefined where there is no git. */
function smallHistory() {
  const folder = mkdtempSync(join(tmpdir(), 'kepu-build-'))
  const identity = ['-c', 'user.name=build', '-c', 'user.email=build@example.org']
  const git = (...args) => execFileSync('git', [...identity, ...args], { cwd: folder, stdio: 'ignore' })
  try {
    cpSync('examples/huiji', folder, { recursive: true })
    git('init', '-q')
    git('add', '-A')
    git('commit', '-qm', 'a')
    const files = readdirSync(folder, { recursive: true }).filter(name => /^records.*\.yaml$/.test(name))
    for (const [index, name] of files.entries()) {
      if (index % 3 === 0) edit(join(folder, name), /^title: /m, 'title: 核')
      if (index % 3 === 1) rmSync(join(folder, name))
    }
    edit(join(folder, 'targets.yaml'), /^ {4}value: 12$/m, '    value: 11')
    edit(join(folder, 'duties.yaml'), /^/, '# 核\n')
    git('add', '-A')
    git('commit', '-qm', 'b')
    return folder
  } catch {
    rmSync(folder, { recursive: true })
    return undefined
  }
}

function edit(file, from, to) {
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to))
}
