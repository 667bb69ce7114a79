// Compiles the schemas and the texts that it prints to code, and bundles src/ into dist/; each command becomes a file of its own, loaded when used.
import { readFileSync, rmSync } from 'node:fs'
import { build } from 'esbuild'
import { requireBanner, run } from './run.mjs'

await run('scripts/compile-schemas.ts')
await run('scripts/texts.ts')
await run('scripts/completion.ts')
const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
rmSync('dist', { recursive: true, force: true })
await build({
  entryPoints: ['src/cli.ts'],
  outdir: 'dist',
  bundle: true,
  splitting: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.17',
  define: { KEPU_VERSION: JSON.stringify(version) },
  banner: { js: requireBanner },
  logLevel: 'warning',
})
