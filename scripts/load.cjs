// Loads the modules of dist/. Those that most runs need are one file, kepu.js, compiled ahead for the node that built it;
// each of the others is a file of its own.
const { readFileSync } = require('node:fs')
const { join } = require('node:path')
const { Script } = require('node:vm')

const filename = join(__dirname, 'kepu.js')
// Its characters are ASCII; so read, V8 keeps them as one byte each.
const script = new Script(readFileSync(filename, 'latin1'), { filename, cachedData: compiledAhead() })
const modules = script.runInThisContext()
const loaded = new Map()

/** What V8 made of kepu.js in the build; another node refuses it, and compiles for itself. */
function compiledAhead() {
  try {
    return readFileSync(join(__dirname, `kepu.${process.version}-${process.platform}-${process.arch}.bin`))
  } catch {
    return undefined
  }
}

/** Modules of node that take milliseconds to load and are mostly not used: loaded when they are. */
const late = new Set([
  'node:child_process',
  'node:crypto',
  'node:os',
  'node:tty',
  'node:util',
  'node:worker_threads',
  'node:zlib',
])

function load(name) {
  const known = loaded.get(name)
  if (known) return known.exports
  const body = modules[name]
  if (late.has(name)) return new Proxy({}, { get: (_, key) => require(name)[key] })
  if (!body) return require(name)
  const module = { exports: {}, path: __dirname }
  loaded.set(name, module)
  body(module, module.exports, load)
  return module.exports
}

module.exports = { load, script, loaded }
