#!/usr/bin/env node
import { main } from '../dist/cli.js'

// A reader that has seen enough (| head) is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', error => {
    if (error.code !== 'EPIPE') process.exitCode = 3
  })
}

process.exitCode = await main(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  isInteractive: Boolean(process.stdin.isTTY && process.stderr.isTTY),
  now: () => new Date(),
})
