#!/usr/bin/env node
'use strict'
// An old Node.js reads this file and no other.
const needed = [20, 17]
const [major, minor] = process.versions.node.split('.').map(Number)
if (major > needed[0] || (major === needed[0] && minor >= needed[1])) {
  require('./start.js')
} else {
  const least = `Node.js ${needed.join('.')}`
  process.stderr.write(
    `kepu 需要 ${least} 或更高版本，这里是 ${process.version} / kepu needs ${least} or newer; this is ${process.version}\n`,
  )
  process.exitCode = 3
}
