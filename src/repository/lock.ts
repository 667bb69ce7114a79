import { randomBytes } from 'node:crypto'
import { readFileSync, renameSync, rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { UserError } from '../model/user-error.ts'
import { codeOf } from './tree.ts'
import { writeSynced, writingError } from './write.ts'

/** How long a writer waits for another, in milliseconds. */
const patience = 5000
const pauseBetween = 20

/** A process that is at work. */
export interface Holder {
  readonly pid: number
  readonly host: string
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
  const deadline = Date.now() + patience
  while (!take(lock, shown)) {
    const holder = holderOf(lock)
    if (holder && isGone(holder)) discard(lock, holder)
    else if (Date.now() > deadline) throw heldTooLong(shown, holder)
    else await pause(pauseBetween * (0.5 + Math.random()))
  }
  try {
    return await change()
  } finally {
    rmSync(lock, { force: true })
  }
}

export const holderHere = (): Holder => ({ pid: process.pid, host: hostname() })

function take(lock: string, shown: string): boolean {
  try {
    writeSynced(lock, JSON.stringify(holderHere()))
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw writingError(error, shown)
  }
}

/** Undefined while the holder is still writing its name, or has just let go. */
function holderOf(lock: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(lock, 'utf8')) as Holder
  } catch {
    return undefined
  }
}

/** True for a process of this computer that is no more. */
export function isGone({ pid, host }: Holder): boolean {
  if (host !== hostname() || !Number.isInteger(pid)) return false
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return codeOf(error) === 'ESRCH'
  }
}

/** Of several that see a dead holder one moves its lock away; who has moved a living one by mistake puts it back. */
function discard(lock: string, dead: Holder): void {
  const aside = `${lock}.${randomBytes(6).toString('hex')}.tmp`
  try {
    renameSync(lock, aside)
    const moved = holderOf(aside)
    if (moved && moved.pid !== dead.pid) renameSync(aside, lock)
    else rmSync(aside, { force: true })
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  }
}

function heldTooLong(shown: string, holder: Holder | undefined): UserError {
  const who = holder ? `${holder.host} ${holder.pid}` : '?'
  return new UserError(
    3,
    { zh: `“${shown}”正被另一个 kepu 修改（${who}）`, en: `another kepu is changing "${shown}" (${who})` },
    {
      zh: '稍后再试；确定没有别人在改的，删去同名的 .lock 文件',
      en: 'try again; if nobody else is at it, delete the .lock file of that name',
    },
  )
}
