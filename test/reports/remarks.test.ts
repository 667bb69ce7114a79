import { expect, it } from 'vitest'
import { targetRemark } from '../../src/reports/target-verdict.ts'
import { judged, sheet } from '../judge/targets-plan.ts'

/** Cases of the list of targets, and what stands beside their verdicts. */
it.each([
  ['1 没有任何监测值', '没有监测值', 'nothing was observed'],
  [
    '1 只有别的范围的值，列作参照',
    '只有别的范围的数值；参照：省 10.17%（2020-12-31），不用于判定',
    'there are values of other scopes only; for reference: province 10.17% (2020-12-31), not used',
  ],
  ['1 全覆盖，最近一个没有总数的不用', '还差 20 个百分点', '20 percentage points short'],
  ['2 超过 12% 才算，期限之前也是', undefined, undefined],
  ['2 恰为 12.0% 不是超过 12%', '恰为目标值，要超过它才算', 'exactly the value that it must exceed'],
  ['2 低于，恰好不算', '恰为目标值，要低于它才算', 'exactly the value that it must be below'],
  [
    '2 抽样调查：区间跨过目标值',
    '抽样区间 10.59%—14.69% 跨过目标值',
    'the interval of the sample, 10.59% to 14.69%, straddles the target',
  ],
  ['3 超过 365 天的值是过时', '监测值过时；还差 5 个', 'the value is out of date; 5 个 short'],
  [
    '6 进度 0.9958，而推算到期 9.984 不到 10（设计里算好的一例）',
    '还差 1.53 个百分点；进度 0.9958，而推算到期 9.984%，仍不能达到',
    '1.53 percentage points short; pace 0.9958, yet projected 9.984% by the due day, which does not meet it',
  ],
  ['6 往下走的目标', '高出 3 起', '3 起 too many'],
  ['经费：下降', '2017—2018 年下降', '2017 to 2018 fell'],
  ['经费：持平，分角相加不出误差', '2017—2018 年持平', '2017 to 2018 stayed level'],
  [
    '经费：有一个单位少报一年，只比两年都报的',
    '2017—2018 年上升（可比 1 个单位）',
    '2017 to 2018 rose over 1 unit',
  ],
  ['经费：没有两年都报的单位', '没有两年都报的单位', 'no unit reported both years'],
])('beside the verdict of “%s” stands: %s', async (name, zh, en) => {
  const one = sheet.cases.find(one => one.name === name)
  if (!one) throw new Error(`there is no case ${name}`)
  const remark = targetRemark(await judged(one))
  expect([remark?.zh, remark?.en]).toEqual([zh, en])
})

it('says how far a value is from one that is to be met exactly, on either side', async () => {
  const found = []
  for (const value of [3, 8]) {
    const records = [{ kind: 'observation', date: '2020-12-31', indicator: 'exact', value }]
    const verdict = await judged({
      name: 'exact',
      target: 'exact',
      asOf: '2020-12-31',
      records,
      verdict: '',
    })
    found.push(targetRemark(verdict)?.zh, targetRemark(verdict)?.en)
  }
  expect(found).toEqual(['相差 2 个', '2 个 away', '相差 3 个', '3 个 away'])
})
