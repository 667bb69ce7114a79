import { randomBytes } from 'node:crypto'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { UserError } from '../model/user-error.ts'
import { codeOf } from './tree.ts'
import { discard, linkAnew, temporaryBeside, writeSynced, writingError } from './write.ts'

/** How long a writer waits for another, in milliseconds. */
const patience = 5000
const pauseBetween = 20

/** A process that is at work. */
export interface Holder {
  readonly pid: number
  readonly host: string
  readonly since: string
  /** When the process began, as the system counts it: its number may be another one's after a while. */
  readonly started?: string
  /** Tells this lock from every other. */
  readonly key: string
}

/**
 * Runs a change while no other kepu changes the same file. The lock of a process that is gone is taken over; that of
 * another computer (a shared folder) never.
 * @param shown how the path is called in messages
 * @throws UserError (3) where another holds it too long, or the folder cannot be written
 */
export async function locked<Result>(
  path: string,
  shown: string,
  change: () => Promise<Result>,
): Promise<Result> {
  const lock = join(dirname(path), `.${basename(path)}.lock`)
  const claim = temporaryBeside(lock)
  try {
    // The lock appears together with the name of its holder: a kill leaves none that nobody can judge.
    writeSynced(claim, JSON.stringify(holderHere()))
    const deadline = Date.now() + patience
    while (!linkAnew(claim, lock)) {
      const holder = holderOf(lock)
      if (holder && isGone(holder)) release(lock, holder)
      else if (Date.now() > deadline) throw heldTooLong(shown, holder)
      await pause(pauseBetween * (0.5 + Math.random()))
    }
  } catch (error) {
    throw writingError(error, shown)
  } finally {
    discard(claim)
  }
  try {
    return await change()
  } finally {
    discard(lock)
  }
}

/** This process. */
export function holderHere(): Holder {
  const { pid } = process
  const started = startOf(pid)
  return {
    pid,
    host: hostname(),
    since: new Date().toISOString(),
    ...(started !== undefined && { started }),
    key: randomBytes(6).toString('hex'),
  }
}

/** Undefined where it has just been let go, or something else wrote it. */
function holderOf(lock: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(lock, 'utf8')) as Holder
  } catch {
    return undefined
  }
}

/** True for a process of this computer that is no more. */
export function isGone({ pid, host, started }: Holder): boolean {
  if (host !== hostname() || !Number.isInteger(pid)) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    return codeOf(error) === 'ESRCH'
  }
  return started !== undefined && started !== (startOf(pid) ?? started)
}

/** The start of a process in ticks since the computer's (Linux); undefined where the system does not tell. */
function startOf(pid: number): string | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name of the program stands in brackets and may hold spaces; the start is the 20th field behind it.
    return status.slice(status.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return undefined
  }
}

/**
 * Removes the lock of a process that is gone. Of several that see it only the one that makes the marker may remove it:
 * so nobody removes the lock that another has taken since.
 */
function release(lock: string, { key }: Holder): void {
  const marker = `${lock}.${/^[0-9a-f]{12}$/.test(key) ? key : '0'.repeat(12)}.tmp`
  try {
    closeSync(openSync(marker, 'wx'))
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return
    throw error
  }
  if (holderOf(lock)?.key === key) discard(lock)
  discard(marker)
}

function heldTooLong(shown: string, holder: Holder | undefined): UserError {
  const who = holder ? `${holder.host} ${holder.pid} ${holder.since}` : '?'
  return new UserError(
    3,
    { zh: `“${shown}”正被另一个 kepu 修改（${who}）`, en: `another kepu is changing "${shown}" (${who})` },
    {
      zh: '稍后再试；确定没有别人在改的，删去同名的 .lock 文件',
      en: 'try again; if nobody else is at it, delete the .lock file of that name',
    },
  )
}
