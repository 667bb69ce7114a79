import type { Text } from '../model/text.ts'

/** Pages of `kepu help` that are about no command. */
const topics: Readonly<Record<string, Text>> = {
  names: {
    zh: `单位、条目怎样写都行：
  编号              jiaoti、T1、town-plan
  任何一个名称      区教体局、区教育局（异称）、古荣镇（误印）、曾用名
  名称的一部分      教体、科普日——只指一个时才算，指几个时会列出来让你选
  拼音或首字母      jiaoti、jtj
  全角、空格        Ｔ１、各镇(街道)、各镇 （街道） 都认

条款：三（八）4、三(八)4、3.8.4；第四章的破折号条目写 四（一）—2、四（一）2 或 4.1.2

日期：2018-09-15、2018/9/15、2018.9.15、2018年9月15日

写错了会给出最接近的；指几个的会列出候选；这两种情况退出码都是 2。`,
    en: `Units and entities may be written
  by id               jiaoti, T1, town-plan
  by any name         区教体局, 区教育局 (a variant), 古荣镇 (a misprint), a former name
  by part of a name   教体 — if it means only one; else the candidates are listed
  by pinyin           jiaoti, or the initials: jtj
  in any width        Ｔ１, 各镇(街道) and stray spaces are understood

Clauses: 三（八）4, 三(八)4, 3.8.4; the dash items of chapter four: 四（一）—2, 四（一）2, 4.1.2

Dates: 2018-09-15, 2018/9/15, 2018.9.15, 2018年9月15日

A slip is answered with the nearest name, an ambiguous word with its candidates; both exit with 2.`,
  },
}

/** The text of a topic; undefined where there is none of that name. */
export function topicOf(name: string | undefined): Text | undefined {
  return name !== undefined && Object.hasOwn(topics, name) ? topics[name] : undefined
}
