// Writes the licences of the packages that are part of the bundle.
import { readdirSync, readFileSync } from 'node:fs'

/**
 * What must go with every copy of the bundle.
 * @param inputs the files that went into it, as esbuild's metafile lists them
 */
export function noticesOf(inputs) {
  const folders = new Set(
    inputs.flatMap(file => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0] ?? []),
  )
  const notices = [...folders].map(noticeOf).sort((a, b) => (a.title < b.title ? -1 : 1))
  const head = 'kepu contains these packages, each under its own licence.\n'
  return [head, ...notices.map(({ title, licence, text }) => `${title} (${licence})\n\n${text}\n`)].join(
    `\n${'-'.repeat(72)}\n\n`,
  )
}

function noticeOf(folder) {
  const {
    name,
    version,
    license: licence,
    author,
  } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'))
  const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry))
  if (!licence) throw new Error(`${name} names no licence`)
  const holder = typeof author === 'string' ? author : author?.name
  const text = file
    ? readFileSync(`${folder}/${file}`, 'utf8').trim()
    : `${licence} licence, ${holder ?? 'its authors'}; the package has no text of it.`
  return { title: `${name} ${version}`, licence, text }
}
