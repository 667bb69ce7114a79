// Runs a TypeScript file of the project: node scripts/run.mjs scripts/generate.ts [arguments]
import { mkdirSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

/** CommonJS packages and the generated validators call require(), which an ES module does not have by itself. */
const requireBanner =
  "import { createRequire as kepuRequire } from 'node:module'; const require = kepuRequire(import.meta.url);"

/** Bundles one TypeScript file beside the packages (so that it finds them) and imports the result. */
export async function run(file) {
  const folder = fileURLToPath(new URL('../node_modules/.cache/kepu/', import.meta.url))
  mkdirSync(folder, { recursive: true })
  const outfile = `${folder}${file.replaceAll(/\W/g, '-')}-${process.pid}.mjs`
  await build({
    entryPoints: [fileURLToPath(new URL(`../${file}`, import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    banner: { js: requireBanner },
    logLevel: 'warning',
  })
  return import(pathToFileURL(outfile).href)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await run(process.argv[2])
