import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../context.ts'
import type { Plan } from '../model/plan.ts'
import { cacheFolder } from '../repository/cache-folder.ts'

/** The unit that was recorded for last, offered again; nothing depends on it. */
export function lastUnit(context: Context, plan: Plan): string | undefined {
  try {
    const id = readFileSync(fileOf(context, plan), 'utf8').trim()
    return plan.units.byId(id) ? id : undefined
  } catch {
    return undefined
  }
}

export function rememberUnit(context: Context, plan: Plan, name: string | undefined): void {
  const party = name === undefined ? undefined : plan.units.allNamed(name)[0]
  if (!party) return
  try {
    const file = fileOf(context, plan)
    mkdirSync(join(file, '..'), { recursive: true })
    writeFileSync(file, `${party.id}\n`)
  } catch {
    // It is only a convenience.
  }
}

const fileOf = ({ env }: Context, plan: Plan): string =>
  join(cacheFolder(env), `last-unit-${(plan.sheet?.id ?? 'plan').replaceAll(/[^a-z0-9-]/g, '')}`)
