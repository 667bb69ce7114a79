'use strict'
// Hands the real world to the program.
const { main } = require('../dist/cli.js')

// A reader that has seen enough (| head) is no error.
function heard(stream) {
  return stream.on('error', error => {
    if (error.code !== 'EPIPE') process.exitCode = 3
  })
}

let stderr
main(process.argv.slice(2), {
  stdout: heard(process.stdout),
  // Mostly there is nothing to say, and a stream takes a millisecond to make.
  get stderr() {
    stderr ??= heard(process.stderr)
    return stderr
  },
  env: process.env,
  cwd: process.cwd(),
  get isInteractive() {
    return Boolean(process.stdin.isTTY && process.stderr.isTTY)
  },
  now: () => new Date(),
}).then(code => {
  process.exitCode = code
})
