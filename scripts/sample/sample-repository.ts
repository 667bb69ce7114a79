import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Plan } from '../../src/model/plan.ts'
import { type Candidate, candidateOf } from '../../src/records/candidate.ts'
import { contentKey } from '../../src/records/record-id.ts'
import { findRepository } from '../../src/repository/find.ts'
import { openRepository } from '../../src/repository/open.ts'
import type { Tree } from '../../src/repository/tree.ts'
import { activities, lateActivities } from './activities.ts'
import { bases } from './bases.ts'
import { amendments, declarations } from './declarations.ts'
import { documents } from './documents.ts'
import type { Draft } from './draft.ts'
import { evidenceFiles } from './evidence.ts'
import { funding } from './funding.ts'
import { commendations, inspections } from './inspections.ts'
import { observations } from './observations.ts'

/** The folder of the sample, from the top of the project. */
export const sampleFolder = 'examples/huiji'
/** Where the plan lies that the sample is a history of. */
const planFolder = 'data'
/** The ids must not depend on what lies on the disk already. */
const nothing: Tree = { folder: null, list: () => 'gone', read: () => 'gone' }

/**
 * The sample repository: the plan of `data/` with an invented history.
 * @returns texts and bytes by path from its folder; the working folder must be the top of the project
 */
export async function sampleRepository(): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const { plan } = await openRepository(findRepository(process.cwd(), planFolder))
  const files = new Map<string, string | Uint8Array>(planFiles())
  for (const { file, text } of records(plan)) files.set(file, text)
  for (const [path, content] of Object.entries(evidenceFiles)) files.set(path, content)
  return files
}

/** The files of the plan and its few records, as they are but for the way to the schemas; and plan.yaml says what it is. */
function* planFiles(): Iterable<readonly [path: string, text: string]> {
  for (const entry of readdirSync(planFolder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const text = readFileSync(path, 'utf8').replace(
      /^# yaml-language-server: \$schema=/,
      '# yaml-language-server: $schema=../',
    )
    const inside = path.slice(planFolder.length + 1).replaceAll('\\', '/')
    yield [inside, inside === 'plan.yaml' ? asSample(text) : text]
  }
}

function asSample(text: string): string {
  const titled = text.replace(/^((?:title|shortTitle): .*)$/gm, '$1（示例数据）')
  return `${titled}sample: true\n`
}

function records(plan: Plan): Candidate[] {
  const named = new Map<string, Candidate>()
  const location = { root: resolve(sampleFolder), prefix: `${sampleFolder}/` }
  const taken = new Map<string, string>()
  const name = ({ kind, content }: Draft): Candidate => {
    const candidate = candidateOf(location, plan, kind, content, { tree: nothing, folders: [], taken })
    if (candidate.isThere) throw new Error(`twice in the sample: ${candidate.file}`)
    taken.set(candidate.id, contentKey(kind, content))
    named.set(candidate.id, candidate)
    return candidate
  }
  const { lateReports, ...others } = amendments
  const { id } = name(lateReports)
  const drafts = [
    ...Object.values(others),
    ...activities(),
    ...lateActivities(id),
    ...documents(),
    ...observations(),
    ...funding(),
    ...inspections(),
    ...commendations(),
    ...bases(),
    ...declarations(),
  ]
  for (const one of drafts) name(one)
  return [...named.values()]
}
