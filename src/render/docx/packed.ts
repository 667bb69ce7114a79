import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate'
import { standIns } from './layout.ts'

/**
 * Packed anew so that the same content has the same bytes: the library puts the time of the run into the archive. The
 * table of fonts is ours: it has no word for what stands in for a font.
 */
export function packed(archive: Uint8Array, made: string): Uint8Array {
  const files: Zippable = {}
  for (const [path, content] of Object.entries(unzipSync(archive))) {
    files[path] = path === 'docProps/core.xml' ? strToU8(dated(strFromU8(content), made)) : content
  }
  files['word/fontTable.xml'] = strToU8(fontTable)
  // Archives hold local time; noon of this day exists in every zone.
  return zipSync(files, { level: 6, mtime: new Date(1980, 0, 1, 12) })
}

const dated = (properties: string, made: string): string =>
  properties.replaceAll(/(<dcterms:(?:created|modified)[^<>]*>)[^<]*/g, `$1${made}`)

const fontTable = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${Object.entries(standIns)
  .map(([name, other]) => `<w:font w:name="${name}"><w:altName w:val="${other}"/></w:font>`)
  .join('')}</w:fonts>`
