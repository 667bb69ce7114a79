// Loads the modules of dist/. Those that most runs need are one file, kepu.js; those that runs over git need besides are
// another, review.js; both are compiled ahead for the node that built them. Each of the others is a file of its own.
const { readFileSync } = require('node:fs')
const { join } = require('node:path')
const { Script } = require('node:vm')

/** The scripts by name; each is an object of modules, in which the name of another script says where a module is. */
const scripts = new Map()
const modules = fetch('kepu')
const loaded = new Map()

function fetch(name) {
  const filename = join(__dirname, `${name}.js`)
  // Its characters are ASCII; so read, V8 keeps them as one byte each.
  const script = new Script(readFileSync(filename, 'latin1'), { filename, cachedData: compiledAhead(name) })
  scripts.set(name, script)
  return script.runInThisContext()
}

/** What V8 made of a script in the build; another node refuses it, and compiles for itself. */
function compiledAhead(name) {
  try {
    return readFileSync(join(__dirname, `${name}.${process.version}-${process.platform}-${process.arch}.bin`))
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
  if (typeof modules[name] === 'string') Object.assign(modules, fetch(modules[name]))
  const body = modules[name]
  if (late.has(name)) return new Proxy({}, { get: (_, key) => require(name)[key] })
  if (!body) return require(name)
  const module = { exports: {}, path: __dirname }
  loaded.set(name, module)
  body(module, module.exports, load)
  return module.exports
}

module.exports = { load, scripts }
