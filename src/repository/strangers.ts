import { nearest } from '../model/nearest.ts'
import type { RuleFinding } from '../model/problem.ts'
import type { Text } from '../model/text.ts'
import { singleFiles } from './kinds.ts'
import { type Entry, type EntryType, sizeLimit, type Unreadable } from './tree.ts'

/** Entries that are no data and no mistake: `.gitkeep`, `.DS_Store`. */
export const isIgnored = (entry: Entry): boolean => entry.name.startsWith('.')

/** What an interrupted writer leaves: `.name.0123456789ab.tmp`, a file or the folder of an import; `.name.yaml.lock`. */
export const isLeftOver = ({ name }: Entry): boolean => /^\..+\.(?:[0-9a-f]{12}\.tmp|yaml\.lock)$/.test(name)

export const leftOver = (file: string): RuleFinding => ({
  rule: 'left-over',
  at: whole(file),
  message: {
    zh: '这是中断的写入留下的，不算数据',
    en: 'an interrupted writer left this; it is not data',
  },
  hint: {
    zh: '没有别的 kepu 正在写入时，删去它；中断的是导入的，再导入一次同一个文件',
    en: 'delete it while no other kepu is writing; if it was an import, import the same file again',
  },
})

/**
 * True for a file at the top that was probably meant for one of the data files (`unit.yaml`, `Plan.YAML`). Beside
 * plan.yaml there may be files of other tools, which are none of our business.
 */
export const isMisnamed = (name: string): boolean =>
  /\.ya?ml$/i.test(name) && nearest(name.replace(/\.ya?ml$/i, ''), singleNames).length > 0

const singleNames = Object.keys(singleFiles).map(name => name.replace('.yaml', ''))

const whole = (file: string) => ({ file, path: [], span: [0, 0] as const })

/** An entry that stands where no such file or folder belongs. */
export function unexpected(file: string): RuleFinding {
  return {
    rule: 'unexpected-file',
    at: whole(file),
    message: {
      zh: '这里不该有这个文件或文件夹，它没有被读取',
      en: 'this does not belong here and was not read',
    },
    hint: {
      zh: '数据文件以 .yaml 结尾：tasks/T1.yaml，records/<类别>/<年份>/<编号>.yaml；别的移到数据文件夹之外',
      en: 'data files end in .yaml: tasks/T1.yaml, records/<kind>/<year>/<id>.yaml; move anything else out',
    },
  }
}

/** A kind of the repository's own that would take the place of one that the tool carries. */
export const kindTaken = (name: string, file: string): RuleFinding => ({
  rule: 'kind-taken',
  at: whole(file),
  message: {
    zh: `“${name}”是内置类别，不能另行定义`,
    en: `"${name}" is a built-in kind and cannot be replaced`,
  },
  hint: {
    zh: '换一个类别名，文件和 records/ 下的文件夹一起改名',
    en: 'choose another name, for the file and its folder under records/',
  },
})

const reasons: Readonly<
  Record<Unreadable, { readonly message: Text; readonly hint: Text; readonly rule: string }>
> = {
  'too-large': {
    rule: 'too-large',
    message: {
      zh: `文件超过 ${sizeLimit / 1024} KiB`,
      en: `the file is larger than ${sizeLimit / 1024} KiB`,
    },
    hint: {
      zh: '一条记录一个文件；佐证材料放到数据文件夹之外',
      en: 'one record a file; keep evidence outside the data',
    },
  },
  denied: {
    rule: 'unreadable',
    message: {
      zh: '没有读取这个文件的权限，或磁盘出错',
      en: 'no permission to read the file, or the disk fails',
    },
    hint: { zh: '检查文件权限', en: 'check its permissions' },
  },
  gone: {
    rule: 'unreadable',
    message: { zh: '读取时文件已经不在了', en: 'the file was gone when it was read' },
    hint: { zh: '再运行一次', en: 'run it again' },
  },
  'not-a-file': {
    rule: 'not-a-file',
    message: { zh: '这不是普通文件', en: 'this is not a regular file' },
    hint: { zh: '换成普通的 YAML 文件', en: 'put a regular YAML file in its place' },
  },
}

/** Something else stands where a folder of data belongs, so none of its files is read. */
export function notAFolder(path: string, type: EntryType): RuleFinding {
  return {
    rule: 'not-a-file',
    at: whole(path),
    message:
      type === 'link'
        ? { zh: '这是链接，数据文件夹不能是链接', en: 'this is a link; data folders are not links' }
        : { zh: '这里应当是文件夹', en: 'this must be a folder' },
    hint: { zh: '换成普通的文件夹', en: 'put a regular folder in its place' },
  }
}

const kinds: Readonly<Record<string, Text>> = {
  folder: { zh: '这是文件夹，不是文件', en: 'this is a folder, not a file' },
  link: { zh: '这是链接，数据文件不能是链接', en: 'this is a link; data files are not links' },
  other: { zh: '这是管道或设备，不是文件', en: 'this is a pipe or a device, not a file' },
}

/** Why an entry could not be read. */
export function findingOf(reason: Unreadable, file: string, type: string): RuleFinding {
  // Names come as text; bytes that are none were replaced, and by that name there is no file.
  if (reason === 'gone' && file.includes('\ufffd')) {
    const message = {
      zh: '文件名不是 UTF-8，打不开',
      en: 'the name is not UTF-8, so the file cannot be opened',
    }
    const hint = { zh: '改用英文字母、数字和连字符', en: 'rename it, with letters, digits and hyphens' }
    return { rule: 'unreadable', at: whole(file), message, hint }
  }
  const { rule, message, hint } = reasons[reason]
  return { rule, at: whole(file), message: (reason === 'not-a-file' && kinds[type]) || message, hint }
}
