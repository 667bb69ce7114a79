import type { PlanRecord } from '../model/entities.ts'
import type { Definition, Plan } from '../model/plan.ts'
import type { RuleFinding } from '../model/problem.ts'
import type { FileTypes, recordKinds } from '../model/written.ts'
import { validators } from './accepts.generated.mjs'
import { assemble, type WrittenFile } from './assemble.ts'
import { decode } from './bytes.ts'
import type { FaultyFile } from './explain-faults.ts'
import type { Location } from './find.ts'
import { definedByName, glimpse } from './glimpse.ts'
import { type FileKind, isRecordKind, singleFiles } from './kinds.ts'
import { findingOf, isIgnored, unexpected } from './strangers.ts'
import { scanText } from './text-scan.ts'
import { type Tree, workTree } from './tree.ts'
import { parseYaml } from './yaml.ts'

/** A data repository as it was read: the plan, and what was wrong before it could be asked for its rules. */
export interface Repository extends Location {
  readonly tree: Tree
  readonly plan: Plan
  /** What bytes, YAML and schemas have wrong. */
  readonly findings: readonly RuleFinding[]
  /** How many data files there are, readable or not. */
  readonly files: number
  /** How many of them are records. */
  readonly records: number
}

/** Reads a data repository from the disk, whatever state its files are in. */
export async function openRepository(
  location: Location,
  tree: Tree = workTree(location.root),
): Promise<Repository> {
  const reading = new Reading(tree)
  reading.readAll()
  await reading.explainFaults()
  return {
    ...location,
    tree,
    plan: assemble(reading.written, reading.records, reading.lent),
    findings: reading.findings,
    files: reading.files,
    records: reading.recordFiles,
  }
}

/** One pass over the files of a tree. */
class Reading {
  readonly findings: RuleFinding[] = []
  readonly written: WrittenFile[] = []
  readonly records: PlanRecord[] = []
  /** What broken files lend; `kinds` are those of which nothing could be seen at all. */
  readonly lent = { definitions: [] as Definition[], names: new Set<string>(), blind: new Set<FileKind>() }
  files = 0
  recordFiles = 0
  readonly #tree: Tree
  readonly #faulty: FaultyFile[] = []

  constructor(tree: Tree) {
    this.#tree = tree
  }

  readAll(): void {
    const top = this.#tree.list('')
    for (const entry of top) {
      const kind = singleFiles[entry.name as keyof typeof singleFiles]
      if (kind) this.#readEntry(entry.name, entry.type, kind)
      else if (entry.type === 'file' && /\.ya?ml$/i.test(entry.name))
        this.findings.push(unexpected(entry.name))
    }
    for (const entry of this.#tree.list('tasks')) {
      const file = `tasks/${entry.name}`
      if (isIgnored(entry)) continue
      if (entry.name.endsWith('.yaml')) this.#readEntry(file, entry.type, 'task')
      else this.findings.push(unexpected(file))
    }
    for (const entry of this.#tree.list('records')) {
      if (isIgnored(entry)) continue
      if (entry.type === 'folder' && isRecordKind(entry.name)) this.#readKind(entry.name)
      else this.findings.push(unexpected(`records/${entry.name}`))
    }
  }

  #readKind(kind: (typeof recordKinds)[number]): void {
    const folder = `records/${kind}`
    for (const year of this.#tree.list(folder)) {
      if (isIgnored(year)) continue
      if (year.type !== 'folder' || !/^\d{4}$/.test(year.name)) {
        this.findings.push(unexpected(`${folder}/${year.name}`))
        continue
      }
      for (const entry of this.#tree.list(`${folder}/${year.name}`)) {
        const file = `${folder}/${year.name}/${entry.name}`
        if (isIgnored(entry)) continue
        if (entry.name.endsWith('.yaml')) this.#readEntry(file, entry.type, folder as FileKind)
        else this.findings.push(unexpected(file))
      }
    }
  }

  #readEntry(file: string, type: string, kind: FileKind): void {
    this.files++
    if (kind.startsWith('records/')) this.recordFiles++
    const bytes = type === 'file' ? this.#tree.read(file) : 'not-a-file'
    if (typeof bytes === 'string') {
      this.findings.push(findingOf(bytes, file, type))
      this.lent.blind.add(kind)
      this.lent.definitions.push(...definedByName(file, kind))
      return
    }
    const decoded = decode(bytes, file)
    this.findings.push(...decoded.findings)
    const { text } = decoded
    if (text !== null) this.findings.push(...scanText(text, file))
    const parsed = text === null ? { value: undefined, findings: [] } : parseYaml(text, file)
    if (parsed.value !== undefined && validators[kind](parsed.value)) {
      this.#take(file, kind, parsed.value)
      return
    }
    this.#lend(decoded.glimpse, file, kind)
    if (text !== null) this.#faulty.push({ file, kind, text, value: parsed.value, syntax: parsed.findings })
  }

  #take(file: string, kind: FileKind, value: unknown): void {
    if (!kind.startsWith('records/')) {
      this.written.push({ file, kind, value } as WrittenFile)
      return
    }
    const fields = value as FileTypes['records/activity']
    this.records.push({
      id: fields.id,
      kind: kind.slice('records/'.length),
      date: fields.date,
      unit: fields.unit,
      title: fields.title,
      fields: fields as unknown as PlanRecord['fields'],
      place: { file, path: [] },
    })
  }

  #lend(text: string, file: string, kind: FileKind): void {
    const seen = glimpse(text, file, kind)
    this.lent.definitions.push(...seen.definitions, ...definedByName(file, kind))
    for (const name of seen.names) this.lent.names.add(name)
  }

  /** Says what is wrong with the files that are no YAML or not what their schemas ask; the words are loaded only now. */
  async explainFaults(): Promise<void> {
    if (this.#faulty.length === 0) return
    const { explain } = await import('./explain-faults.ts')
    for (const faulty of this.#faulty) this.findings.push(...explain(faulty))
  }
}
