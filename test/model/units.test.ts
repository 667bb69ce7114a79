import { describe, expect, it } from 'vitest'
import type { Group, Name, Unit } from '../../src/model/entities.ts'
import { nameOn, Units } from '../../src/model/units.ts'

const place = { file: 'units.yaml', path: [] }
const unit = (id: string, names: readonly Partial<Name>[], days: Partial<Unit> = {}) =>
  ({ id, kind: 'government', names, place, ...days }) as unknown as Unit

describe('the name of a unit on a day', () => {
  it.each<readonly [what: string, names: readonly Partial<Name>[], day: string, name: string]>([
    ['its only one', [{ name: '区科协' }], '2018-01-01', '区科协'],
    [
      'the one dated for it',
      [
        { name: '旧局', to: '2018-12-31' },
        { name: '新局', from: '2019-01-01' },
      ],
      '2019-01-01',
      '新局',
    ],
    [
      'the one before',
      [
        { name: '旧局', to: '2018-12-31' },
        { name: '新局', from: '2019-01-01' },
      ],
      '2018-12-31',
      '旧局',
    ],
    [
      'a former one that was still used',
      [{ name: '新局' }, { name: '旧局', as: 'former', to: '2018-12-31' }],
      '2018-06-01',
      '旧局',
    ],
    [
      'the former one that ended first',
      [
        { name: '新局' },
        { name: '乙局', as: 'former', to: '2018-12-31' },
        { name: '甲局', as: 'former', to: '2017-12-31' },
      ],
      '2017-06-01',
      '甲局',
    ],
    [
      'the official one without days after that',
      [{ name: '新局' }, { name: '旧局', as: 'former', to: '2018-12-31' }],
      '2019-06-01',
      '新局',
    ],
    [
      'the last one of a unit that is gone',
      [
        { name: '甲局', to: '2017-12-31' },
        { name: '乙局', to: '2018-12-31' },
      ],
      '2020-01-01',
      '乙局',
    ],
    [
      'the first official one before there was any',
      [
        { name: '甲局', from: '2019-01-01' },
        { name: '乙局', from: '2020-01-01' },
      ],
      '2018-01-01',
      '甲局',
    ],
    [
      'any name where none is official',
      [
        { name: '教育局', as: 'short' },
        { name: '教体居', as: 'misprint' },
      ],
      '2018-01-01',
      '教育局',
    ],
    ['its id where it has no name', [], '2018-01-01', 'it'],
  ])('is %s', (_, names, day, name) => {
    expect(nameOn(unit('it', names), day)).toBe(name)
  })
})

describe('who bears a name', () => {
  const before = unit('before', [{ name: '文化局', to: '2018-12-31' }], { to: '2018-12-31' })
  const after = unit('after', [{ name: '文旅局' }, { name: '文化局', as: 'short', from: '2019-01-01' }])
  const group = { id: 'all', names: [{ name: '各部门' }], place } as unknown as Group
  const units = new Units([before, after], [group])

  it('is known where only one does, whatever the day', () => {
    expect(units.named('文旅局')?.id).toBe('after')
    expect(units.named('各部门', '2018-01-01')?.id).toBe('all')
    expect(units.named('文物局')).toBeUndefined()
  })

  it('is told by the day where several do one after another', () => {
    expect(units.named('文化局')).toBeUndefined()
    expect(units.named('文化局', '2018-06-01')?.id).toBe('before')
    expect(units.named('文化局', '2019-06-01')?.id).toBe('after')
  })

  it('stays unknown where several do on the same day', () => {
    const twice = new Units([unit('a', [{ name: '科协' }]), unit('b', [{ name: '科协' }])], [])
    expect(twice.named('科协', '2018-06-01')).toBeUndefined()
    expect(twice.allNamed('科协').map(({ id }) => id)).toEqual(['a', 'b'])
  })
})
