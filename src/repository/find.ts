import { existsSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { UserError } from '../model/user-error.ts'

/** Where a data repository lies. */
export interface Location {
  /** Absolute path of the folder that holds plan.yaml. */
  readonly root: string
  /** What stands before the path of a file when it is shown: `data/`, or ''. */
  readonly prefix: string
}

/**
 * Finds the data repository: in the given folder, else in the current one or the nearest one above it.
 * @param given the folder of `-C` or KEPU_DATA, or undefined
 * @throws UserError (2) where there is none
 */
export function findRepository(cwd: string, given: string | undefined): Location {
  if (given !== undefined) {
    const start = resolve(cwd, given)
    const root = dataFolder(start)
    if (root) return located(root, start)
    throw new UserError(
      2,
      isFolder(start)
        ? {
            zh: `“${given}”里没有 plan.yaml，也没有 data/plan.yaml`,
            en: `"${given}" holds neither plan.yaml nor data/plan.yaml`,
          }
        : { zh: `没有“${given}”这个文件夹`, en: `there is no folder "${given}"` },
      { zh: '用 -C 指到方案数据所在的文件夹', en: 'point -C at the folder of the plan data' },
    )
  }
  for (let folder = cwd; ; folder = dirname(folder)) {
    const root = dataFolder(folder)
    if (root) return located(root, folder)
    if (folder === dirname(folder)) break
  }
  throw new UserError(
    2,
    {
      zh: '这里和上级文件夹里都没有方案数据（plan.yaml）',
      en: 'no plan data (plan.yaml) here or in any folder above',
    },
    {
      zh: '先进入方案所在的文件夹，或用 -C 指明；要新建，运行 kepu init 文件夹',
      en: 'change into the folder of the plan, or name it with -C; to begin one: kepu init DIR',
    },
  )
}

function dataFolder(folder: string): string | undefined {
  return [folder, join(folder, 'data')].find(candidate => existsSync(join(candidate, 'plan.yaml')))
}

function located(root: string, start: string): Location {
  const top = gitTop(root) ?? start
  const path = relative(top, root).replaceAll('\\', '/')
  return { root, prefix: path === '' ? '' : `${path}/` }
}

/** The top of the git work tree around a folder, or undefined; asks no git. */
export function gitTop(folder: string): string | undefined {
  for (let candidate = folder; ; candidate = dirname(candidate)) {
    if (existsSync(join(candidate, '.git'))) return candidate
    if (candidate === dirname(candidate)) return undefined
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

/** True where a folder lies in a git work tree. */
export const isInGit = (folder: string): boolean => gitTop(folder) !== undefined
