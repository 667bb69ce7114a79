// Loaded before the program (node --import) it lets one file operation fail; in a test it is called.
import fs, { appendFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { constants } from 'node:os'
import { resolve, sep } from 'node:path'

/** The functions whose calls are operations, and whether they change anything; of openSync the flags tell. */
const kinds = {
  openSync: undefined,
  closeSync: undefined,
  writeSync: 'write',
  writeFileSync: 'write',
  fsyncSync: 'write',
  linkSync: 'write',
  renameSync: 'write',
  rmSync: 'write',
  mkdirSync: 'write',
  fchmodSync: 'write',
  chmodSync: 'write',
  readSync: 'read',
  readFileSync: 'read',
  readdirSync: 'read',
  statSync: 'read',
  lstatSync: 'read',
  fstatSync: 'read',
  accessSync: 'read',
  realpathSync: 'read',
}

/** What node throws where the system refuses. */
function refusal(code, syscall, path) {
  const error = new Error(`${code}: injected, ${syscall} '${path}'`)
  return Object.assign(error, { errno: -constants.errno[code], code, syscall, path })
}

const doesWrite = flags => (typeof flags === 'string' ? /[wa+]/.test(flags) : (flags & 3) !== 0)

/**
 * Watches the file operations of this process under one folder, each before it is done.
 * @param onOperation is given {index, op, kind, path, to}; the fault that it returns, if any, befalls the operation:
 *   the name of a system error, `short`, `kill-before` or `kill-after`
 * @returns puts everything back as it was
 */
export function watchFiles(root, onOperation) {
  const real = { ...fs }
  /** The open files under the folder: descriptor → path, and whether it is written. */
  const open = new Map()
  let index = 0
  let depth = 0

  const pathOf = argument => {
    if (typeof argument === 'number') return open.get(argument)?.path
    if (typeof argument !== 'string') return undefined
    const path = resolve(argument)
    return path === root || path.startsWith(root + sep) ? path : undefined
  }
  const kindOf = (name, [first, second]) => {
    if (name === 'openSync') return doesWrite(second) ? 'write' : 'read'
    return name === 'closeSync' ? (open.get(first)?.kind ?? 'read') : kinds[name]
  }

  const watched = name =>
    function watchedOperation(...args) {
      const hasTwo = name === 'linkSync' || name === 'renameSync'
      const path = pathOf(args[0]) ?? (hasTwo ? pathOf(args[1]) : undefined)
      if (path === undefined || depth > 0) return real[name](...args)
      const kind = kindOf(name, args)
      const op = name.slice(0, -'Sync'.length)
      const fault = onOperation({ index: index++, op, kind, path, ...(hasTwo && { to: resolve(args[1]) }) })
      // A fault in the middle of writing leaves the half of it.
      if (fault && fault !== 'kill-after' && name === 'writeSync')
        real.writeSync(args[0], half(args[1].subarray(args[2] ?? 0)))
      if (fault && fault !== 'kill-after' && name === 'writeFileSync')
        real.writeFileSync(args[0], half(args[1]))
      if (fault === 'short') return half(args[1].subarray(args[2] ?? 0)).length
      if (fault === 'kill-before') process.kill(process.pid, 'SIGKILL')
      if (fault?.startsWith('E')) {
        // What is closed is closed, also where the system reports a late error.
        if (name === 'closeSync') real[name](...args)
        throw refusal(fault, op, path)
      }
      depth++
      try {
        const result = real[name](...args)
        if (name === 'openSync') open.set(result, { path, kind })
        if (name === 'closeSync') open.delete(args[0])
        return result
      } finally {
        depth--
        if (fault === 'kill-after') process.kill(process.pid, 'SIGKILL')
      }
    }
  const half = content => content.slice(0, Math.ceil(content.length / 2))

  for (const name of Object.keys(kinds)) fs[name] = Object.assign(watched(name), real[name])
  syncBuiltinESMExports()
  return () => {
    for (const name of Object.keys(kinds)) fs[name] = real[name]
    syncBuiltinESMExports()
  }
}

// KEPU_FAULT is JSON: {root, log, at, fault}. Every operation becomes a line of the log before it is done.
if (process.env.KEPU_FAULT) {
  const { root, log, at, fault } = JSON.parse(process.env.KEPU_FAULT)
  const tell = operation => appendFileSync(log, `${JSON.stringify(operation)}\n`)
  watchFiles(root, operation => {
    tell(operation)
    return operation.index === at ? fault : undefined
  })
  // What a person has been shown is confirmed.
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream)
    stream.write = (...args) => {
      tell({ index: -1, op: 'say', kind: 'say', path: '' })
      return write(...args)
    }
  }
}
