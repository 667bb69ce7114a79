// Makes the script and the style of the HTML pages into a module of strings: a page carries all that it needs.
import { readFileSync } from 'node:fs'
import { transform } from 'esbuild'
import { writeChanged } from './write-changed.ts'

const folder = 'src/render/html'
const minified = async (file: string, loader: 'js' | 'css'): Promise<string> =>
  (
    await transform(readFileSync(`${folder}/${file}`, 'utf8'), { loader, minify: true, target: 'es2022' })
  ).code.trim()

const script = await minified('page.js', 'js')
const style = await minified('page.css', 'css')
writeChanged(
  `${folder}/page.generated.mjs`,
  `export const script = ${JSON.stringify(script)}\nexport const style = ${JSON.stringify(style)}\n`,
)
