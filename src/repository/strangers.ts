import type { RuleFinding } from '../model/problem.ts'
import type { Text } from '../model/text.ts'
import { type Entry, sizeLimit, type Unreadable } from './tree.ts'

/** Entries that are no data and no mistake: `.gitkeep`, `.DS_Store`. */
export const isIgnored = (entry: Entry): boolean => entry.name.startsWith('.')

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

const kinds: Readonly<Record<string, Text>> = {
  folder: { zh: '这是文件夹，不是文件', en: 'this is a folder, not a file' },
  link: { zh: '这是链接，数据文件不能是链接', en: 'this is a link; data files are not links' },
  other: { zh: '这是管道或设备，不是文件', en: 'this is a pipe or a device, not a file' },
}

/** Why an entry could not be read. */
export function findingOf(reason: Unreadable, file: string, type: string): RuleFinding {
  const { rule, message, hint } = reasons[reason]
  return { rule, at: whole(file), message: (reason === 'not-a-file' && kinds[type]) || message, hint }
}
