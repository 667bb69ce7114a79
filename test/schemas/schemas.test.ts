import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSchemas } from '../../scripts/schemas.ts'
import { writtenTypes } from '../../scripts/written-types.ts'
import type { Schema } from '../../src/model/schema.ts'
import { resolved } from '../../src/model/schema.ts'
import { recordKinds } from '../../src/model/written.ts'

const schemas = readSchemas()

/** Every schema inside a schema, itself first. */
function* parts(schema: Schema, path = ''): Iterable<readonly [path: string, schema: Schema]> {
  yield [path, schema]
  for (const [key, field] of Object.entries({ ...schema.properties, ...schema.$defs }))
    yield* parts(field, `${path}/${key}`)
  if (schema.items) yield* parts(schema.items, `${path}/*`)
}

describe('the schemas', () => {
  it('and the types of what is written are the same', () => {
    const bare = (text: string) => text.replaceAll(/[\s()|,;]/g, '')
    expect(bare(readFileSync('src/model/written.ts', 'utf8'))).toBe(bare(writtenTypes()))
  })

  it('are one for each file kind and each of the eleven record kinds', () => {
    expect(Object.keys(schemas).sort()).toEqual(
      [
        ...[
          'common',
          'duties',
          'kind',
          'milestones',
          'objectives',
          'plan',
          'programmes',
          'rulings',
          'targets',
          'task',
          'units',
        ],
        ...recordKinds.map(kind => `records/${kind}`),
      ].sort(),
    )
    expect(recordKinds).toHaveLength(11)
  })

  it('give every field a Chinese and an English word, and close every object', () => {
    let fields = 0
    for (const [name, root] of Object.entries(schemas)) {
      for (const [path, schema] of parts(root)) {
        for (const [key, field] of Object.entries(schema.properties ?? {})) {
          const whole = resolved(schemas, field)
          fields++
          expect(whole.title, `${name}${path}/${key}`).toMatch(/\p{Script=Han}|sha256|url|id/u)
          expect(whole['x-en']?.title, `${name}${path}/${key}`).toMatch(/^[\x20-\x7e]+$/)
        }
        if (schema.properties) expect('unevaluatedProperties' in schema, `${name}${path}`).toBe(true)
      }
    }
    expect(fields).toBeGreaterThan(150)
  })

  it('say each value of a choice in both languages', () => {
    let choices = 0
    for (const [name, root] of Object.entries(schemas)) {
      for (const [path, schema] of parts(root)) {
        if (!schema.enum) continue
        choices++
        expect(Object.keys(schema['x-values'] ?? {}), `${name}${path}`).toEqual(schema.enum)
      }
    }
    expect(choices).toBeGreaterThan(15)
  })

  it('have words for each pattern', () => {
    const patterns = new Map<string, Schema>()
    for (const root of Object.values(schemas)) {
      for (const [, schema] of parts(root)) {
        const { pattern } = schema as { pattern?: string }
        if (pattern) patterns.set(pattern, schema)
      }
    }
    expect(patterns.size).toBeGreaterThan(8)
    for (const [pattern, schema] of patterns) {
      expect(schema['x-form'], pattern).toBeDefined()
    }
  })

  it('are what the files of the plan name for editors', () => {
    const files = readdirSync('data', { recursive: true, encoding: 'utf8' }).filter(name =>
      name.endsWith('.yaml'),
    )
    expect(files.length).toBeGreaterThan(20)
    for (const file of files) {
      const header = /^# yaml-language-server: \$schema=(\S+)\n/.exec(
        readFileSync(join('data', file), 'utf8'),
      )
      expect(header, file).not.toBeNull()
      expect(() => readFileSync(join('data', file, '..', header?.[1] ?? ''))).not.toThrow()
    }
  })
})
