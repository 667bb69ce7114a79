// Makes files that the tool prints into modules of strings: script and style of the HTML pages, and the scripts of the shells.
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

const scripts = { bash: 'kepu.bash', zsh: 'kepu.zsh', fish: 'kepu.fish', pwsh: 'kepu.ps1' }
const texts = Object.entries(scripts).map(([shell, file]) => [
  shell,
  readFileSync(`src/completion/shells/${file}`, 'utf8'),
])
writeChanged(
  'src/completion/shells.generated.mjs',
  `export const scripts = ${JSON.stringify(Object.fromEntries(texts))}\n`,
)
