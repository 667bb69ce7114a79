import { createHash } from 'node:crypto'
import { picture } from './picture.ts'

/** The files of evidence by their path from plan.yaml; all of them say that they are made up. */
export const evidenceFiles: Readonly<Record<string, string | Uint8Array>> = {
  'evidence/2017/kepuri-qiandao.txt': `示例数据，非真实材料

2017年全国科普日主场活动签到汇总
学校组织        412 人
社区和村        286 人
机关和企业       94 人
自行前来         61 人
`,
  'evidence/2017/kejizhou-xianchang.png': picture(64, 48, 'waves'),
  'evidence/2018/kepuri-xianchang.png': picture(64, 48, 'rings'),
  'evidence/2018/zhenzai-yanlian-jilu.txt': `示例数据，非真实材料

防灾减灾日疏散演练记录
用时            4 分 10 秒
参加班级        18 个
讲评            楼梯口分流不够，下次增设引导岗
`,
  'evidence/2018/nongxian-peixun-kebiao.txt': `示例数据，非真实材料

农闲实用技术培训课表
第一周          果树冬剪、土壤改良
第二周          大棚蔬菜病虫害绿色防控
第三周          农产品网上销售
第四周          农机安全
`,
  'evidence/2019/xuanchuanyuan-lunxun.txt': `示例数据，非真实材料

乡村社区科普宣传员轮训小结
应到            172 人
实到            165 人
结业测验合格    158 人
`,
  'evidence/2019/kejijie-zhanban.png': picture(64, 48, 'bands'),
  'evidence/2020/xianshang-dati-tongji.txt': `示例数据，非真实材料

疫情防控科普知识线上答题统计
答题人次        5206
平均得分        83.4
满分            611
`,
  'evidence/2020/zongjie-pinggu-zhaiyao.txt': `示例数据，非真实材料

实施方案总结评估摘要
一、任务落实情况
二、目标完成情况
三、问题和建议
`,
}

/** A file as a record names it. */
export function fileEvidence(path: keyof typeof evidenceFiles & string, title: string): object {
  const content = evidenceFiles[path]
  if (content === undefined) throw new Error(`no such evidence: ${path}`)
  return { title, file: path, sha256: createHash('sha256').update(content).digest('hex') }
}

/**
 * What a record has to show, as unequal as it is in life: of ten records about five have nothing, three an archive
 * number, two an address.
 */
export function someEvidence(date: string, office: string, roll: () => number): unknown[] | undefined {
  const chance = roll()
  const number = String(1 + Math.floor(roll() * 240)).padStart(3, '0')
  const year = date.slice(0, 4)
  if (chance < 0.2) return [{ url: `https://www.example.org/huiji/${year}/${date.slice(5)}-${number}.html` }]
  if (chance < 0.42) return [{ archive: `${office} ${year}-Y-${number}` }]
  return chance < 0.5 ? [`${office}档案 ${year}年第${Number(number)}卷`] : undefined
}
