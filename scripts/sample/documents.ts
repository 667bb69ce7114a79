import { dice } from './dice.ts'
import { type Draft, draft, listOf } from './draft.ts'
import { fileEvidence, someEvidence } from './evidence.ts'

/** Day, issuer, title, type, document number, the duties that it shows to be done. */
type Row = readonly [
  date: string,
  unit: string,
  title: string,
  type: string,
  documentNumber: string | undefined,
  fulfils?: string,
]

const group = '区全民科学素质工作领导小组'

const rows: readonly Row[] = [
  ['2017-04-28', '区教体局', '中小学科学教育工作计划', 'plan', '惠教体〔2017〕31号', 'member-integration'],
  [
    '2017-05-09',
    '区委组织部',
    '2017年干部科普培训年度计划',
    'plan',
    '惠组〔2017〕18号',
    'cadre-training-annual',
  ],
  ['2017-06-15', '古荥镇', '古荥镇全民科学素质行动方案和工作规划', 'plan', '古政〔2017〕22号', 'town-plan'],
  [
    '2017-06-28',
    '刘寨街道',
    '刘寨街道全民科学素质行动方案和工作规划',
    'plan',
    '刘办〔2017〕15号',
    'town-plan',
  ],
  ['2017-07-10', '新城街道', '新城街道全民科学素质行动方案和工作规划', 'plan', undefined, 'town-plan'],
  ['2017-11-14', '区委组织部', '干部分层次科普培训规划', 'plan', '惠组〔2017〕47号', 'cadre-training-plan'],
  [
    '2017-12-20',
    '区财政局',
    '科普经费列入2018年财政预算的通知',
    'notice',
    '惠财〔2017〕88号',
    'budget-inclusion',
  ],
  ['2018-01-18', group, '科学素质工作监测评估指标体系', 'rule', '惠科素〔2018〕1号', 'indicator-system'],
  ['2018-01-30', '区科协', '2017年度全民科学素质工作通报', 'bulletin', '惠科协〔2018〕3号'],
  [
    '2018-03-15',
    '区委组织部',
    '2018年干部科普培训年度计划',
    'plan',
    '惠组〔2018〕9号',
    'cadre-training-annual',
  ],
  ['2018-04-19', '区科协', '科普专家服务团队组建文件', 'notice', '惠科协〔2018〕11号', 'expert-team'],
  ['2018-05-30', '老鸦陈街道', '老鸦陈街道全民科学素质行动方案和工作规划', 'plan', undefined, 'town-plan'],
  [
    '2018-06-20',
    '区委组织部',
    '科学素质教育列入干部教学计划的通知',
    'notice',
    '惠组〔2018〕26号',
    'cadre-training-inclusion',
  ],
  [
    '2018-09-05',
    '区教体局',
    '校外科技活动与学校科学课程衔接办法',
    'rule',
    '惠教体〔2018〕64号',
    'school-link',
  ],
  [
    '2018-09-12',
    '花园口镇',
    '花园口镇全民科学素质行动方案和工作规划',
    'plan',
    '花政〔2018〕40号',
    'town-plan',
  ],
  ['2018-12-06', '区科协', '科普志愿者组织管理办法', 'rule', '惠科协〔2018〕37号', 'volunteer-rules'],
  ['2018-12-18', '区科协', '2018年公民科学素质调查报告', 'report', undefined, 'literacy-survey'],
  ['2019-01-29', '区科协', '2018年度全民科学素质工作通报', 'bulletin', '惠科协〔2019〕2号'],
  [
    '2019-02-25',
    '长兴路街道',
    '长兴路街道全民科学素质行动方案和工作规划',
    'plan',
    '长办〔2019〕8号',
    'town-plan',
  ],
  [
    '2019-04-30',
    '区发改统计局',
    '全区科普基础设施建设规划',
    'plan',
    '惠发改统〔2019〕21号',
    'facility-plan facility-in-plans',
  ],
  [
    '2019-05-08',
    '古荥镇',
    '成立古荥镇科学素质工作领导机构的通知',
    'notice',
    '古政〔2019〕17号',
    'town-mechanism town-support',
  ],
  ['2019-06-19', '区农委', '农民科学素质工作纳入部门规划', 'plan', '惠农〔2019〕33号', 'member-integration'],
  ['2019-08-28', '区人社局', '进城务工人员共同培训合作协议', 'other', undefined, 'migrant-mechanism'],
  ['2019-10-24', '区科协', '基层科普专题调研报告', 'report', undefined, 'theme-research'],
  ['2019-12-26', '区科协', '2019年科普统计报表', 'summary', undefined, 'kepu-statistics'],
  ['2020-01-15', '区科协', '2019年度全民科学素质工作通报', 'bulletin', '惠科协〔2020〕1号'],
  [
    '2020-05-14',
    '区人社局',
    '2020年干部科普培训年度计划',
    'plan',
    '惠人社〔2020〕24号',
    'cadre-training-annual',
  ],
  ['2020-12-24', group, '实施方案总结评估报告', 'report', '惠科素〔2020〕7号', 'final-evaluation'],
]

/** Plans, rules, notices and reports that were issued. */
export function documents(): Draft[] {
  return rows.map(([date, unit, title, type, documentNumber, fulfils = '']) =>
    draft('document', {
      date,
      unit,
      title,
      type,
      documentNumber,
      evidence: fulfils.includes('final-evaluation')
        ? [fileEvidence('evidence/2020/zongjie-pinggu-zhaiyao.txt', '摘要')]
        : someEvidence(date, unit, dice(`${date} ${unit} ${title}`)),
      fulfils: listOf(fulfils),
    }),
  )
}
