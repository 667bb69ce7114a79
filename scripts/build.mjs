// Compiles the schemas and the texts that it prints to code, and bundles src/ into dist/: modules that a command loads when it uses them.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { build, transform } from 'esbuild'
import { noticesOf } from './notices.mjs'
import { run } from './run.mjs'

await run('scripts/compile-schemas.ts')
await run('scripts/texts.ts')
await run('scripts/completion.ts')
const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
const sources = createHash('sha256')
for (const file of readdirSync('src', { recursive: true }).sort())
  if (/\.m?[jt]s$/.test(file)) sources.update(file).update(readFileSync(`src/${file}`))
const { outputFiles, metafile } = await build({
  entryPoints: ['src/cli.ts', 'src/settled/judge-thread.ts', 'src/settled/look-thread.ts'],
  entryNames: '[name]',
  outdir: 'dist',
  write: false,
  bundle: true,
  splitting: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.17',
  define: {
    KEPU_VERSION: JSON.stringify(version),
    KEPU_BUILD: JSON.stringify(sources.digest('hex')),
    KEPU_FOLDER: 'module.path',
  },
  metafile: true,
  logLevel: 'warning',
})

// esbuild splits ES modules alone, but node loads CommonJS in a third of the time.
const modules = new Map()
for (const { path, text } of outputFiles) {
  const { code } = await transform(text, {
    format: 'cjs',
    platform: 'node',
    target: 'node20.17',
    supported: { 'dynamic-import': false },
    minify: true,
  })
  // In regular expressions esbuild leaves what is not ASCII as it stands; V8 takes a source of bytes faster.
  const escaped = code.replaceAll(
    /[^\t-~]/g,
    unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  // What packages require by themselves goes the same way as what is imported.
  const oneWay = escaped.replace(
    'typeof require<"u"?require:',
    'typeof require<"u"?name=>require("./load.js").load(name):',
  )
  modules.set(`./${basename(path)}`, oneWay)
}

rmSync('dist', { recursive: true, force: true })
mkdirSync('dist')
writeFileSync('dist/package.json', '{ "type": "commonjs" }\n')
copyFileSync('scripts/load.cjs', 'dist/load.js')
writeFileSync('dist/THIRD-PARTY-NOTICES.txt', noticesOf(Object.keys(metafile.inputs)))
write({ kepu: [] })
// What everyday commands load goes into one file, what those over git load besides into another; what they ran of it is compiled ahead.
write(JSON.parse(warmUp('list')))
warmUp('compile')

/** @param scripts the modules that go into one file, by its name */
function write(scripts) {
  const homes = new Map(
    Object.entries(scripts).flatMap(([script, names]) => names.map(name => [name, script])),
  )
  for (const [script, names] of Object.entries(scripts)) {
    const bodies = names.map(
      name => `${JSON.stringify(name)}:function(module,exports,require){${modules.get(name)}}`,
    )
    const elsewhere = [...homes].filter(([, home]) => script === 'kepu' && home !== script)
    const entries = [...bodies, ...elsewhere.map(entry => entry.map(text => JSON.stringify(text)).join(':'))]
    writeFileSync(`dist/${script}.js`, `({${entries.join(',\n')}})`)
  }
  for (const [name, code] of modules) {
    if (homes.has(name)) rmSync(`dist/${name}`, { force: true })
    else {
      const loading = code.replaceAll(/\brequire\(("\.\/.*?")\)/g, (call, path) =>
        homes.has(JSON.parse(path)) ? `require("./load.js").load(${path})` : call,
      )
      writeFileSync(`dist/${name}`, loading)
    }
  }
}

function warmUp(task) {
  return execFileSync(process.execPath, ['scripts/warm-up.mjs', task], { encoding: 'utf8' })
}
