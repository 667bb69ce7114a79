import { readdirSync, readFileSync } from 'node:fs'
import type { Schema } from '../src/model/schema.ts'

const ending = '.schema.json'
const folder = 'schemas/'

/** Every schema by its name: `plan`, `units` … `records/activity` …, and `common`. */
export function readSchemas(): Record<string, Schema> {
  const names = ['', 'records/'].flatMap(prefix =>
    readdirSync(folder + prefix)
      .filter(name => name.endsWith(ending))
      .sort()
      .map(name => prefix + name.slice(0, -ending.length)),
  )
  return Object.fromEntries(
    names.map(name => [name, JSON.parse(readFileSync(folder + name + ending, 'utf8')) as Schema]),
  )
}
