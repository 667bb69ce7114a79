import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run } from '../run.ts'
import { exampleRepository, scratch } from '../scratch.ts'

const record = 'records/activity/2018/2018-09-15-kexie-x7f3q.yaml'
const withEvidence = (path: string): string =>
  `id: 2018-09-15-kexie-x7f3q\ndate: "2018-09-15"\nunit: 区科协\ntitle: 活动\nevidence:\n  - file: ${JSON.stringify(path)}\n    sha256: ${'f'.repeat(64)}\n`

/** A repository with files and links of evidence, beside it a folder that is none of it. */
function repository(path: string): string {
  const outside = scratch({ 'secret.txt': '密', 'folder/secret.txt': '密' })
  const root = exampleRepository({
    [record]: withEvidence(path),
    'evidence/a.pdf': 'pdf',
    '.git/config': '[core]\n',
    'evidence/.git/config': '[core]\n',
  })
  const link = (to: string, from: string) => symlinkSync(to, join(root, from))
  link(join(outside, 'secret.txt'), 'evidence/out.txt')
  link(join(outside, 'folder'), 'evidence/out')
  link('../../../../../../../../etc/passwd', 'evidence/upwards')
  link('.git', 'evidence/git')
  link('../.git/config', 'evidence/config')
  link('self', 'evidence/self')
  link('b', 'evidence/a-loop')
  link('a-loop', 'evidence/b')
  link('/dev/zero', 'evidence/zero')
  link('a.pdf', 'evidence/alias.pdf')
  mkdirSync(join(root, 'evidence/folder.pdf'))
  execFileSync('mkfifo', [join(root, 'evidence/pipe')])
  return root
}

const outside = [
  '../secret.txt',
  '../../../../../../etc/passwd',
  'evidence/../../secret.txt',
  'evidence/../../../../../../../etc/passwd',
  './../secret.txt',
  '..',
  '.',
  './evidence/a.pdf',
  'evidence/./a.pdf',
  'evidence//a.pdf',
  'evidence/',
  '/etc/passwd',
  '//etc/passwd',
  '//server/share/a.pdf',
  '\\\\server\\share\\a.pdf',
  'C:\\Windows\\win.ini',
  'C:/Windows/win.ini',
  'c:a.pdf',
  'evidence\\a.pdf',
  '..\\secret.txt',
  '.. /secret.txt',
  '.../secret.txt',
  'evidence/... /a.pdf',
  'evidence/a.pdf:stream',
  'evidence/a.pdf::$DATA',
  'file:///etc/passwd',
  'https://example.org/a.pdf',
  '.git/config',
  '.GIT/config',
  '.git./config',
  'evidence/.git/config',
  'evidence/.Git /config',
  'evidence/git/config',
  'evidence/config',
  'evidence/out.txt',
  'evidence/out/secret.txt',
  'evidence/upwards',
  'evidence/zero',
]
const missing = [
  'evidence/b.pdf',
  'evidence/%2e%2e/a.pdf',
  '~/secret.txt',
  '$HOME/secret.txt',
  '$(touch pwned)',
  'evidence/self',
  'evidence/a-loop',
  'evidence/a.pdf/x',
  'evidence/A.PDF',
]
const noFile = ['evidence', 'evidence/folder.pdf', 'evidence/pipe', 'tasks']

const cases = [
  ...outside.map(path => [path, '路径指到了数据文件夹之外'] as const),
  ...missing.map(path => [path, '没有这个文件'] as const),
  ...noFile.map(path => [path, '这不是普通文件'] as const),
]

describe.runIf(process.platform === 'linux')('a path that is no evidence', () => {
  it.each(cases)('%j is told by validate, and read by nobody', async (path, words) => {
    const cwd = repository(path)
    const { code, out } = await run(['validate', '--format', 'json'], { cwd })
    expect(code).toBe(1)
    const { problems } = JSON.parse(out).data as { problems: { rule: string; message: string }[] }
    const told = problems.filter(({ rule }) => rule.startsWith('evidence'))
    // What the file would say of its sha256 is not said.
    if (told.length > 0) expect(told).toEqual([expect.objectContaining({ rule: 'evidence-missing' })])
    expect(told.map(({ message }) => message).join('')).toContain(words)
  })

  it.each(cases)('%j is read by record no more than by validate', async path => {
    const cwd = repository('evidence/a.pdf')
    const flags = ['--date=2018-10-09', '--unit=区科协', '--title=讲座', `--evidence=${path}`]
    const recorded = await run(['record', 'activity', ...flags], { cwd })
    const listed = await run(['list', 'records', '--format', 'json'], { cwd })
    const titles = (JSON.parse(listed.out).data as { title: string }[]).map(({ title }) => title)
    // A plain text that is no path is a note of where evidence lies: an archive number, an address.
    if (recorded.code === 0) expect([path, titles]).toEqual([path, expect.arrayContaining(['讲座'])])
    else expect([recorded.code, titles.includes('讲座')]).toEqual([expect.toBeOneOf([1, 2]), false])
    expect(recorded.err + recorded.out).not.toMatch(/密|root:| {4}at /)
  })
})

it.runIf(process.platform === 'linux')('a link to a file inside is evidence', async () => {
  const cwd = repository('evidence/alias.pdf')
  const { out } = await run(['validate', '--format', 'json'], { cwd })
  const { problems } = JSON.parse(out).data as { problems: { rule: string }[] }
  expect(problems.map(({ rule }) => rule)).toContain('evidence-changed')
})
