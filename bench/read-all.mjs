// Opens every file of a folder, reads it into one buffer and closes it: what nobody in Node can do without.
import { closeSync, openSync, readdirSync, readSync } from 'node:fs'

const buffer = Buffer.allocUnsafe(262_145)

function walk(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) walk(path)
    else {
      const descriptor = openSync(path, 'r')
      readSync(descriptor, buffer, 0, buffer.length, null)
      closeSync(descriptor)
    }
  }
}

walk(process.argv[2])
