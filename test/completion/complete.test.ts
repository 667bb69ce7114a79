import { describe, expect, it } from 'vitest'
import type { CommandNode } from '../../src/completion/command-tree.ts'
import { isInert, plainSummary } from '../../src/completion/offer.ts'
import { sources } from '../../src/completion/sources.ts'
import { root } from '../../src/completion/tree.generated.mjs'
import { committed } from '../git.ts'
import { run } from '../run.ts'
import { exampleRepository, scratch } from '../scratch.ts'

/** The words that are offered, without what is said of them. */
async function offered(words: readonly string[], cwd = 'examples/huiji', shell = 'zsh'): Promise<string[]> {
  const { code, out, err } = await run(['__complete', shell, ...words], { cwd })
  expect([code, err]).toEqual([0, ''])
  return out.split('\n').flatMap(line => (line === '' ? [] : (line.split('\t')[0] ?? '')))
}

describe('what is offered', () => {
  it.each<readonly [words: readonly string[], some: readonly string[], none: readonly string[]]>([
    [[''], ['validate', 'record', 'completion', 'help'], ['T1']],
    [['val'], ['validate'], ['list']],
    [['help', 'rec'], ['record'], ['validate']],
    [['hook', ''], ['install', 'run'], ['validate']],
    [
      ['owns', 'gu'],
      ['guxing', 'guotu'],
      ['kexie', '古荥镇'],
    ],
    [['owns', '区教'], ['区教体局', '区教育局'], ['jiaoti']],
    [['who', 'T'], ['T1', 'T8.4'], ['town-plan']],
    [['who', 'town-'], ['town-plan', 'town-activities'], ['T1']],
    [['show', 'lit'], ['literacy', 'literacy-survey'], []],
    [['show', '2018-09-15'], ['2018-09-15-kexie-70p0e'], ['T1']],
    [['withdraw', 't'], [], ['T1', 'town-plan']],
    [['withdraw', '2018-09-15-k'], ['2018-09-15-kexie-70p0e'], []],
    [['list', 'd'], ['duties'], ['tasks']],
    [['list', 'duties', '--mod'], ['--modality'], ['--unit']],
    [['list', 'duties', '--modality', ''], ['must', 'strive'], ['--unit']],
    [['list', 'records', '--kind', 'a'], ['activity', 'award', 'amendment'], ['base']],
    [['list', 'units', '--kind', ''], ['town', 'party'], ['activity']],
    [['list', 'units', '--lead', ''], ['T1'], ['kexie']],
    [['list', 'tasks', '--lead', 'k'], ['kexie'], ['T1']],
    [['report', ''], ['overview', 'annual'], []],
    [['report', 'annual', ''], ['2016', '2020'], ['kexie']],
    [['report', 'unit', 'kex'], ['kexie'], ['2016']],
    [['report', 'compliance', '--status', '未报,未'], ['未报,未完成', '未报,未到期'], ['未完成']],
    [['report', 'compliance', '--duty', 'town-a'], ['town-activities'], []],
    [['record', ''], ['activity', '活动'], []],
    [['record', 'activity', '--'], ['--unit', '--attendance', '--volunteers-people', '--format'], ['--单位']],
    [['record', '活动', '--单'], ['--单位'], ['--unit']],
    [['record', '活动', '--单位', '古'], ['古荥镇', '古荣镇'], ['guxing']],
    [['record', 'activity', '--form', ''], ['lecture', '讲座'], []],
    [['record', 'activity', '--measures', 'T1.1,T8.'], ['T1.1,T8.4'], ['T8.4']],
    [['record', 'activity', '--unit=gux'], ['--unit=guxing'], ['guxing']],
    [['record', 'activity', '--evidence', ''], [':files'], []],
    [['edit', '2018-09-15-kexie-70p0e', 'att'], [':hold', 'attendance='], []],
    [['edit', '2018-09-15-kexie-70p0e', '人'], [':hold', '人次='], []],
    [['close', '2018'], ['2018', '2018-Q3'], ['plan']],
    [['explain', 'owner-'], ['owner-unknown'], []],
    [['explain', '未'], ['未报'], []],
    [['completion', ''], ['bash', 'pwsh'], []],
    [['validate', '--format', 's'], ['sarif'], ['json']],
    [['matrix', '--format', ''], ['xlsx'], ['sarif']],
    [['--lang', ''], ['zh', 'en'], []],
    [['-C', ''], [':folders'], []],
    [['import', ''], [':files'], []],
    [['search', '--', '--un'], [], ['--unit']],
    [['nonsense', ''], [], []],
    [
      ['record', 'activity', '--amendment', '2018'],
      ['2018-03-26-zhengfuban-rdy78'],
      ['2018-09-15-kexie-70p0e'],
    ],
    [['record', 'zero-report', '--period', '2018'], ['2018', '2018-Q3'], ['plan']],
    [['record', 'zero-report', '--period', ''], ['plan', 'implementation'], []],
    [['record', 'zero-report', '--duty', 'town-'], ['town-activities', 'town-plan'], ['literacy']],
    [['record', 'funding', '--year', ''], ['2016', '2020'], ['2018-Q3']],
    [['record', 'observation', '--indicator', 'lit'], ['literacy'], ['literacy-survey']],
    [['record', 'inspection', '--about', 'T'], ['T1'], ['guxing']],
    [['record', 'activity', '--programme', 'kep'], ['kepuri'], []],
    [['record', 'activity', '--no-such-flag=x'], [], ['--unit']],
    [['list', 'rulings', '--status', ''], ['proposed', 'decided'], ['unreported']],
    [['list', 'tasks', '--kind', ''], ['action', 'project'], ['town']],
    [['list', 'milestones', '--kind', ''], [], ['action']],
    [['report', 'due', 'x'], [], ['kexie']],
    [['edit', 'nobody', ''], [], ['attendance=']],
    [['import', 'a.csv', '--encoding', 'g'], ['gb18030'], ['utf-8']],
    [['explain', 'town-a'], ['town-activities'], []],
  ])('%j', async (words, some, none) => {
    const words_ = await offered(words)
    expect(words_).toEqual(expect.arrayContaining([...some]))
    for (const word of none) expect(words_).not.toContain(word)
  })

  it('is, for a revision, the branches and tags of git, in ranges too; nothing where there is no git', async () => {
    const folder = exampleRepository()
    expect(await offered(['diff', ''], folder)).toEqual(['HEAD'])
    const { git } = committed(folder)
    git('tag', '2018年度')
    git('branch', 'work/2019')
    git('branch', 'odd;name')
    for (const words of [
      ['diff', ''],
      ['diff', 'HEAD', ''],
      ['validate', '--since', ''],
      ['list', 'tasks', '--rev', ''],
    ]) {
      expect((await offered(words, folder)).sort(), words.join(' ')).toEqual([
        '2018年度',
        'HEAD',
        'main',
        'work/2019',
      ])
    }
    expect(await offered(['diff', 'main..w'], folder)).toEqual(['main..work/2019'])
    expect(await offered(['diff', 'main...2'], folder)).toEqual(['main...2018年度'])
  })

  it('comes from the repository that the line names, in its language', async () => {
    const folder = exampleRepository()
    expect(await offered(['-C', folder, 'owns', ''], '/')).not.toContain('guxing')
    const { out } = await run(['__complete', 'zsh', '--lang', 'en', 'v'], { cwd: '/' })
    expect(out).toBe('validate\tcheck all the data\n')
  })

  it('is what needs no data, where there is none', async () => {
    expect(await offered(['owns', ''], scratch({}))).toEqual([])
    expect(await offered(['report', 'due', '--st'], scratch({}))).toEqual(['--status'])
  })

  it('knows what may stand for every word in brackets', () => {
    const unknown = [...placeholders(root)].filter(name => !Object.hasOwn(sources, name))
    expect(unknown).toEqual([])
  })
})

function* placeholders({ arguments: args, options, commands }: CommandNode): Iterable<string> {
  for (const { name } of args) if (!['command', 'field=value', 'about'].includes(name)) yield name
  for (const { value } of options) if (value !== undefined) yield value
  for (const command of commands) yield* placeholders(command)
}

describe('what shells hand over', () => {
  it('bash: words parted at = and with their quotes', async () => {
    expect(await offered(['record', 'activity', '--unit', '=', 'gux'], undefined, 'bash')).toEqual(['guxing'])
    expect(await offered(['owns', '"区教体'], undefined, 'bash')).toEqual(['区教体局'])
  })

  it('PowerShell: one code for all words, and one as the answer', async () => {
    const code = Buffer.from('owns\n古荥').toString('base64')
    const { out } = await run(['__complete', 'pwsh', code], { cwd: 'examples/huiji' })
    expect(Buffer.from(out, 'base64').toString('utf8')).toBe('古荥镇\tguxing\n')
    expect(out).toMatch(/^[\w+/=]+\n$/)
  })
})

describe('what is told of a word', () => {
  it('has one line, and nothing that a terminal acts on', () => {
    expect(plainSummary('a\nb\t\u001b[31mc\u0007\u202e d')).toBe('a b [31mc d')
    expect([...plainSummary('长'.repeat(300))]).toHaveLength(60)
  })

  it('is no word itself where a shell would read something into it', () => {
    expect(['T8.4', '各镇（街道）', '--unit=', '2018-Q3', 'T1.1'].filter(word => !isInert(word))).toEqual([])
    const active = [
      '',
      'a b',
      'a\nb',
      '$x',
      '`x`',
      "a'",
      'a"',
      '“a”',
      '*',
      '~',
      '!',
      '{a}',
      ':files',
      '-',
      'a\u200b',
      '#x',
      '@x',
    ]
    expect(active.filter(isInert)).toEqual([])
  })
})
