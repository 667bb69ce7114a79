// Generated from schemas/ by `npm run generate`: the shape of each kind of file, as written.

export interface Name {
  /** 名称，照印 */
  readonly name: string
  /** 不填即正式名称 */
  readonly as?: 'official' | 'short' | 'former' | 'variant' | 'misprint' | 'register'
  /** 该名称从哪天起使用 */
  readonly from?: string
  /** 该名称用到哪天 */
  readonly to?: string
  /** 何处所印、为何如此 */
  readonly note?: string
  /** 方案没有印出的名称须注明出处 */
  readonly source?: string
}

/** 责任 */
export interface DutiesFile {
  readonly duties: readonly {
    /** 全部数据中唯一 */
    readonly id: string
    readonly title: string
    /** 方案原文中的位置 */
    readonly clause: string
    /** 不超过 20 个字的原文，承载这一条 */
    readonly words: string
    readonly modality: 'must' | 'strive' | 'gradual' | 'encourage'
    /** 原文所用的词 */
    readonly printed: string
    /** 单位或组的编号；原文没有写明单位时留空表 */
    readonly owners: readonly string[]
    /** true：每个成员各自负责；false：共同负责 */
    readonly each: boolean
    readonly cadence: 'once' | 'yearly' | 'quarterly' | 'standing'
    readonly due?: string
    readonly milestone?: string
    readonly requirement?: {
      /** 不填即 1 */
      readonly atLeast?: number
      /** 符合全部条件的记录自动计入 */
      readonly counts?: {
        readonly kind: string
        readonly tasks?: readonly string[]
        readonly measures?: readonly string[]
        readonly programmes?: readonly string[]
        readonly forms?: readonly (
          | 'lecture'
          | 'training'
          | 'exhibition'
          | 'contest'
          | 'consultation'
          | 'visit'
          | 'performance'
          | 'publicity'
          | 'camp'
          | 'online'
          | 'meeting'
          | 'other'
        )[]
        readonly types?: readonly ('plan' | 'rule' | 'notice' | 'bulletin' | 'report' | 'summary' | 'other')[]
      }
    }
    /** 什么材料能说明已完成 */
    readonly evidence?: string
  }[]
}

/** 自定义记录类别 */
export interface KindFile {
  readonly $schema?: string
  /** 表头、提示和文档里的名称 */
  readonly title: string
  readonly description?: string
  readonly 'x-en'?: {
    readonly title?: string
    readonly description?: string
  }
  /** 表头里也认得的其他名称 */
  readonly 'x-also'?: readonly string[]
  readonly type?: 'object'
  readonly properties: Readonly<
    Record<
      string,
      {
        /** 表头、提示和文档里的名称 */
        readonly title: string
        readonly description?: string
        readonly 'x-en'?: {
          readonly title?: string
          readonly description?: string
        }
        /** 表头里也认得的其他名称 */
        readonly 'x-also'?: readonly string[]
        readonly $ref?: string
        readonly type?: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object'
        readonly enum?: readonly string[]
        readonly 'x-values'?: Readonly<
          Record<
            string,
            {
              readonly zh: string
              readonly en: string
            }
          >
        >
        /** 正则表达式，只准一处不限次数的重复，不准分组 */
        readonly pattern?: string
        readonly 'x-form'?: {
          readonly zh: string
          readonly en: string
        }
        /** 值是哪类条目的编号或名称 */
        readonly 'x-refers'?: 'unit-name' | 'measure' | 'task' | 'programme' | 'target' | 'duty' | 'milestone'
        readonly format?: 'date'
        readonly minLength?: number
        readonly maxLength?: number
        readonly minItems?: number
        readonly maxItems?: number
        readonly minimum?: number
        readonly maximum?: number
        readonly uniqueItems?: boolean
        readonly properties?: Readonly<
          Record<
            string,
            {
              /** 表头、提示和文档里的名称 */
              readonly title?: string
              readonly description?: string
              readonly 'x-en'?: {
                readonly title?: string
                readonly description?: string
              }
              /** 表头里也认得的其他名称 */
              readonly 'x-also'?: readonly string[]
              readonly $ref?: string
              readonly type?: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object'
              readonly enum?: readonly string[]
              readonly 'x-values'?: Readonly<
                Record<
                  string,
                  {
                    readonly zh: string
                    readonly en: string
                  }
                >
              >
              /** 正则表达式，只准一处不限次数的重复，不准分组 */
              readonly pattern?: string
              readonly 'x-form'?: {
                readonly zh: string
                readonly en: string
              }
              /** 值是哪类条目的编号或名称 */
              readonly 'x-refers'?:
                | 'unit-name'
                | 'measure'
                | 'task'
                | 'programme'
                | 'target'
                | 'duty'
                | 'milestone'
              readonly format?: 'date'
              readonly minLength?: number
              readonly maxLength?: number
              readonly minItems?: number
              readonly maxItems?: number
              readonly minimum?: number
              readonly maximum?: number
              readonly uniqueItems?: boolean
            }
          >
        >
        readonly required?: readonly string[]
        readonly items?: {
          /** 表头、提示和文档里的名称 */
          readonly title?: string
          readonly description?: string
          readonly 'x-en'?: {
            readonly title?: string
            readonly description?: string
          }
          /** 表头里也认得的其他名称 */
          readonly 'x-also'?: readonly string[]
          readonly $ref?: string
          readonly type?: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object'
          readonly enum?: readonly string[]
          readonly 'x-values'?: Readonly<
            Record<
              string,
              {
                readonly zh: string
                readonly en: string
              }
            >
          >
          /** 正则表达式，只准一处不限次数的重复，不准分组 */
          readonly pattern?: string
          readonly 'x-form'?: {
            readonly zh: string
            readonly en: string
          }
          /** 值是哪类条目的编号或名称 */
          readonly 'x-refers'?:
            | 'unit-name'
            | 'measure'
            | 'task'
            | 'programme'
            | 'target'
            | 'duty'
            | 'milestone'
          readonly format?: 'date'
          readonly minLength?: number
          readonly maxLength?: number
          readonly minItems?: number
          readonly maxItems?: number
          readonly minimum?: number
          readonly maximum?: number
          readonly uniqueItems?: boolean
          readonly properties?: Readonly<
            Record<
              string,
              {
                /** 表头、提示和文档里的名称 */
                readonly title?: string
                readonly description?: string
                readonly 'x-en'?: {
                  readonly title?: string
                  readonly description?: string
                }
                /** 表头里也认得的其他名称 */
                readonly 'x-also'?: readonly string[]
                readonly $ref?: string
                readonly type?: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object'
                readonly enum?: readonly string[]
                readonly 'x-values'?: Readonly<
                  Record<
                    string,
                    {
                      readonly zh: string
                      readonly en: string
                    }
                  >
                >
                /** 正则表达式，只准一处不限次数的重复，不准分组 */
                readonly pattern?: string
                readonly 'x-form'?: {
                  readonly zh: string
                  readonly en: string
                }
                /** 值是哪类条目的编号或名称 */
                readonly 'x-refers'?:
                  | 'unit-name'
                  | 'measure'
                  | 'task'
                  | 'programme'
                  | 'target'
                  | 'duty'
                  | 'milestone'
                readonly format?: 'date'
                readonly minLength?: number
                readonly maxLength?: number
                readonly minItems?: number
                readonly maxItems?: number
                readonly minimum?: number
                readonly maximum?: number
                readonly uniqueItems?: boolean
              }
            >
          >
          readonly required?: readonly string[]
        }
      }
    >
  >
  readonly required?: readonly string[]
}

/** 阶段 */
export interface MilestonesFile {
  readonly milestones: readonly {
    /** 全部数据中唯一 */
    readonly id: string
    readonly title: string
    /** 方案原文中的位置 */
    readonly clause: string
    /** 原文没有写明时不填 */
    readonly from?: string
    readonly to: string
  }[]
}

/** 目标要求 */
export interface ObjectivesFile {
  readonly objectives: readonly {
    /** 全部数据中唯一 */
    readonly id: string
    /** 方案原文中的位置 */
    readonly clause: string
    readonly title: string
  }[]
}

/** 方案 */
export interface PlanFile {
  /** 全部数据中唯一 */
  readonly id: string
  /** 方案标题，照印 */
  readonly title: string
  readonly shortTitle?: string
  /** 如 惠政办〔2017〕4号 */
  readonly documentNumber: string
  /** 单位编号 */
  readonly issuer: string
  readonly issuedOn: string
  /** 含首尾两天 */
  readonly period: {
    readonly from: string
    readonly to: string
  }
  readonly locale: 'zh-CN' | 'en'
  /** “今天”按这个时区算 */
  readonly timeZone: string
  /** 方案开头列出的依据文件 */
  readonly basedOn?: readonly {
    readonly title: string
    /** 如 惠政办〔2017〕4号 */
    readonly documentNumber?: string
  }[]
  /** 通知抬头，照印 */
  readonly addressees?: readonly string[]
  /** 通报的落款单位 */
  readonly signatory?: string
  readonly source?: {
    /** 官方文本的路径，相对于 plan.yaml */
    readonly file: string
    readonly sha256: string
  }
  /** 为 true 时所有输出都注明“示例数据” */
  readonly sample?: boolean
}

/** 项目 */
export interface ProgrammesFile {
  readonly programmes: readonly {
    /** 全部数据中唯一 */
    readonly id: string
    /** 第一个是正确写法；误印的写法并列其后 */
    readonly names: readonly Name[]
    readonly note?: string
  }[]
}

/** 口径 */
export interface RulingsFile {
  readonly rulings: readonly {
    /** 全部数据中唯一 */
    readonly id: string
    /** 编号或条款 */
    readonly about: readonly string[]
    /** 怎样理解 */
    readonly reading: string
    readonly why: string
    readonly status: 'proposed' | 'decided'
    readonly decidedBy?: string
    readonly decidedOn?: string
    /** 把这些问题降为说明 */
    readonly covers?: readonly {
      readonly rule: string
      readonly id: string
    }[]
  }[]
}

/** 目标 */
export interface TargetsFile {
  readonly targets: readonly {
    /** 全部数据中唯一 */
    readonly id: string
    readonly title: string
    /** 方案原文中的位置 */
    readonly clause: string
    /** 不超过 20 个字的原文，承载这一条 */
    readonly words: string
    readonly op: '>' | '>=' | '<' | '<=' | '=' | 'up' | 'down'
    /** 只有方向（up、down）时不填 */
    readonly value?: number
    /** 如 %、个、元 */
    readonly unit: string
    /** 原文没有写明时不填 */
    readonly due?: string
    readonly modality: 'must' | 'strive' | 'gradual' | 'encourage'
    /** 目标说的是哪一级 */
    readonly scope: 'district' | 'city' | 'province' | 'nation'
    /** 单位或组的编号；原文没有写明单位时留空表 */
    readonly owners: readonly string[]
    /** 全覆盖以什么为全 */
    readonly denominator?: string
    readonly baseline?: {
      readonly value: number
      readonly on: string
      readonly source?: string
    }
    readonly interim?: readonly {
      readonly value: number
      readonly on: string
    }[]
    /** 监测值超过多少天即视为过时 */
    readonly staleAfter?: number
    /** 基地：每个只按最高级别计，或各级都计 */
    readonly accumulation?: 'highest' | 'every-level'
  }[]
}

/** 任务 */
export interface TaskFile {
  /** 全部数据中唯一 */
  readonly id: string
  readonly kind: 'action' | 'project'
  readonly title: string
  /** 方案原文中的位置 */
  readonly clause: string
  /** 照印的名称，照印的次序 */
  readonly leads: readonly string[]
  /** 照印的名称，照印的次序 */
  readonly participants: readonly string[]
  /** 名单以“等单位”收尾 */
  readonly open?: boolean
  readonly measures: readonly {
    /** 全部数据中唯一 */
    readonly id: string
    /** 方案原文中的位置 */
    readonly clause: string
    readonly title: string
    /** 该措施点名的项目和活动 */
    readonly programmes?: readonly string[]
  }[]
}

/** 单位 */
export interface UnitsFile {
  readonly units: readonly {
    /** 全部数据中唯一 */
    readonly id: string
    readonly kind: 'party' | 'government' | 'mass' | 'town' | 'subdistrict' | 'office'
    readonly code?: string
    /** 第一个是现用正式名称 */
    readonly names: readonly Name[]
    /** 不填即方案开始前已有 */
    readonly from?: string
    /** 最后一天；不填即仍在 */
    readonly to?: string
    /** 方案没有印出的事实须注明出处 */
    readonly source?: string
    readonly note?: string
  }[]
  readonly groups?: readonly {
    /** 全部数据中唯一 */
    readonly id: string
    readonly names: readonly Name[]
    /** 逐个列出，可带起止日期 */
    readonly members?: readonly {
      readonly unit: string
      readonly from?: string
      readonly to?: string
    }[]
    /** 按类别和分工求出成员；条件同时满足 */
    readonly query?: {
      readonly kinds?: readonly ('party' | 'government' | 'mass' | 'town' | 'subdistrict' | 'office')[]
      readonly roles?: readonly ('lead' | 'participant')[]
      readonly tasks?: readonly string[]
    }
    readonly note?: string
  }[]
  /** 单位怎样变成另一个单位 */
  readonly events?: readonly {
    /** 全部数据中唯一 */
    readonly id: string
    readonly kind: 'rename' | 'merge' | 'split' | 'transfer' | 'abolish'
    readonly date: string
    readonly from: readonly string[]
    readonly to?: readonly string[]
    readonly document?: string
    readonly verified?: boolean
    readonly note?: string
  }[]
}

/** 活动 */
export interface ActivityRecord {
  /** 日期-单位-五位字符，写入后不变 */
  readonly id: string
  /** 事情发生的日期；年度数字填 12 月 31 日 */
  readonly date: string
  /** 单位当天的名称 */
  readonly unit: string
  /** 一句话说明是什么事 */
  readonly title: string
  /** 跨天的活动填最后一天 */
  readonly until?: string
  /** 联合主办的其他单位 */
  readonly hosts?: readonly string[]
  /** 属于哪些措施，如 T1.2 */
  readonly measures?: readonly string[]
  /** 属于哪个项目 */
  readonly programme?: string
  readonly form?:
    | 'lecture'
    | 'training'
    | 'exhibition'
    | 'contest'
    | 'consultation'
    | 'visit'
    | 'performance'
    | 'publicity'
    | 'camp'
    | 'online'
    | 'meeting'
    | 'other'
  readonly place?: string
  /** 参加人次 */
  readonly attendance?: number
  readonly volunteers?: {
    readonly people?: number
    readonly hours?: number
  }
  /** 单位：元 */
  readonly spend?: number
  /** 仓库内的文件、网址或档案号 */
  readonly evidence?: readonly (
    | string
    | {
        readonly title?: string
        /** 仓库内的相对路径 */
        readonly file?: string
        /** 写入时算出，校验时核对 */
        readonly sha256?: string
        readonly url?: string
        readonly archive?: string
      }
  )[]
  /** 不写个人姓名、证件号和电话 */
  readonly notes?: string
  /** 这条记录直接证明的责任编号 */
  readonly fulfils?: readonly string[]
  /** 准许改动已封账时段的修订记录 */
  readonly amendment?: string
  /** 撤回后任何一天都不再计入 */
  readonly withdrawn?: {
    readonly on: string
    readonly reason: string
  }
}

/** 修订 */
export interface AmendmentRecord {
  /** 日期-单位-五位字符，写入后不变 */
  readonly id: string
  /** 事情发生的日期；年度数字填 12 月 31 日 */
  readonly date: string
  /** 单位当天的名称 */
  readonly unit: string
  /** 一句话说明是什么事 */
  readonly title: string
  /** 如 惠政办〔2017〕4号 */
  readonly documentNumber: string
  /** 从 date 起生效 */
  readonly changes?: readonly {
    /** 改的是哪一条 */
    readonly id: string
    readonly field: string
    readonly from: string | number | boolean | null | readonly unknown[] | Readonly<Record<string, unknown>>
    readonly to: string | number | boolean | null | readonly unknown[] | Readonly<Record<string, unknown>>
  }[]
  /** 可以就地更正的编号 */
  readonly corrects?: readonly string[]
  /** 仓库内的文件、网址或档案号 */
  readonly evidence?: readonly (
    | string
    | {
        readonly title?: string
        /** 仓库内的相对路径 */
        readonly file?: string
        /** 写入时算出，校验时核对 */
        readonly sha256?: string
        readonly url?: string
        readonly archive?: string
      }
  )[]
  /** 不写个人姓名、证件号和电话 */
  readonly notes?: string
  /** 这条记录直接证明的责任编号 */
  readonly fulfils?: readonly string[]
  /** 准许改动已封账时段的修订记录 */
  readonly amendment?: string
  /** 撤回后任何一天都不再计入 */
  readonly withdrawn?: {
    readonly on: string
    readonly reason: string
  }
}

/** 表彰 */
export interface AwardRecord {
  /** 日期-单位-五位字符，写入后不变 */
  readonly id: string
  /** 事情发生的日期；年度数字填 12 月 31 日 */
  readonly date: string
  /** 单位当天的名称 */
  readonly unit: string
  /** 一句话说明是什么事 */
  readonly title: string
  readonly level?: 'district' | 'municipal' | 'provincial' | 'national'
  /** 单位或人数，不写个人姓名 */
  readonly recipients?: readonly {
    readonly unit?: string
    readonly title?: string
    /** 只写人数，不写姓名 */
    readonly count?: number
  }[]
  /** 仓库内的文件、网址或档案号 */
  readonly evidence?: readonly (
    | string
    | {
        readonly title?: string
        /** 仓库内的相对路径 */
        readonly file?: string
        /** 写入时算出，校验时核对 */
        readonly sha256?: string
        readonly url?: string
        readonly archive?: string
      }
  )[]
  /** 不写个人姓名、证件号和电话 */
  readonly notes?: string
  /** 这条记录直接证明的责任编号 */
  readonly fulfils?: readonly string[]
  /** 准许改动已封账时段的修订记录 */
  readonly amendment?: string
  /** 撤回后任何一天都不再计入 */
  readonly withdrawn?: {
    readonly on: string
    readonly reason: string
  }
}

/** 科普教育基地 */
export interface BaseRecord {
  /** 日期-单位-五位字符，写入后不变 */
  readonly id: string
  /** 事情发生的日期；年度数字填 12 月 31 日 */
  readonly date: string
  /** 基地所属单位，知道则填 */
  readonly unit?: string
  /** 一句话说明是什么事 */
  readonly title: string
  /** 同一基地多次命名须用同一名称 */
  readonly name: string
  /** 由哪个体系命名，如 科协、科技 */
  readonly system?: string
  readonly level: 'municipal' | 'provincial' | 'national'
  readonly namedOn: string
  readonly validTo?: string
  /** 如 惠政办〔2017〕4号 */
  readonly documentNumber?: string
  /** 仓库内的文件、网址或档案号 */
  readonly evidence?: readonly (
    | string
    | {
        readonly title?: string
        /** 仓库内的相对路径 */
        readonly file?: string
        /** 写入时算出，校验时核对 */
        readonly sha256?: string
        readonly url?: string
        readonly archive?: string
      }
  )[]
  /** 不写个人姓名、证件号和电话 */
  readonly notes?: string
  /** 这条记录直接证明的责任编号 */
  readonly fulfils?: readonly string[]
  /** 准许改动已封账时段的修订记录 */
  readonly amendment?: string
  /** 撤回后任何一天都不再计入 */
  readonly withdrawn?: {
    readonly on: string
    readonly reason: string
  }
}

/** 封账 */
export interface ClosingRecord {
  /** 日期-单位-五位字符，写入后不变 */
  readonly id: string
  /** 事情发生的日期；年度数字填 12 月 31 日 */
  readonly date: string
  /** 单位当天的名称 */
  readonly unit: string
  /** 一句话说明是什么事 */
  readonly title: string
  /** 年、季、月、阶段编号或 plan */
  readonly period: string
  /** 仓库内的文件、网址或档案号 */
  readonly evidence?: readonly (
    | string
    | {
        readonly title?: string
        /** 仓库内的相对路径 */
        readonly file?: string
        /** 写入时算出，校验时核对 */
        readonly sha256?: string
        readonly url?: string
        readonly archive?: string
      }
  )[]
  /** 不写个人姓名、证件号和电话 */
  readonly notes?: string
  /** 这条记录直接证明的责任编号 */
  readonly fulfils?: readonly string[]
  /** 准许改动已封账时段的修订记录 */
  readonly amendment?: string
  /** 撤回后任何一天都不再计入 */
  readonly withdrawn?: {
    readonly on: string
    readonly reason: string
  }
}

/** 文件 */
export interface DocumentRecord {
  /** 日期-单位-五位字符，写入后不变 */
  readonly id: string
  /** 事情发生的日期；年度数字填 12 月 31 日 */
  readonly date: string
  /** 发文单位当天的名称 */
  readonly unit: string
  /** 一句话说明是什么事 */
  readonly title: string
  readonly type: 'plan' | 'rule' | 'notice' | 'bulletin' | 'report' | 'summary' | 'other'
  /** 如 惠政办〔2017〕4号 */
  readonly documentNumber?: string
  /** 仓库内的文件、网址或档案号 */
  readonly evidence?: readonly (
    | string
    | {
        readonly title?: string
        /** 仓库内的相对路径 */
        readonly file?: string
        /** 写入时算出，校验时核对 */
        readonly sha256?: string
        readonly url?: string
        readonly archive?: string
      }
  )[]
  /** 不写个人姓名、证件号和电话 */
  readonly notes?: string
  /** 这条记录直接证明的责任编号 */
  readonly fulfils?: readonly string[]
  /** 准许改动已封账时段的修订记录 */
  readonly amendment?: string
  /** 撤回后任何一天都不再计入 */
  readonly withdrawn?: {
    readonly on: string
    readonly reason: string
  }
}

/** 经费 */
export interface FundingRecord {
  /** 日期-单位-五位字符，写入后不变 */
  readonly id: string
  /** 事情发生的日期；年度数字填 12 月 31 日 */
  readonly date: string
  /** 单位当天的名称 */
  readonly unit: string
  /** 一句话说明是什么事 */
  readonly title: string
  readonly year: number
  readonly fund: 'fiscal' | 'special' | 'social'
  /** 单位：元 */
  readonly planned?: number
  /** 单位：元 */
  readonly spent?: number
  /** 仓库内的文件、网址或档案号 */
  readonly evidence?: readonly (
    | string
    | {
        readonly title?: string
        /** 仓库内的相对路径 */
        readonly file?: string
        /** 写入时算出，校验时核对 */
        readonly sha256?: string
        readonly url?: string
        readonly archive?: string
      }
  )[]
  /** 不写个人姓名、证件号和电话 */
  readonly notes?: string
  /** 这条记录直接证明的责任编号 */
  readonly fulfils?: readonly string[]
  /** 准许改动已封账时段的修订记录 */
  readonly amendment?: string
  /** 撤回后任何一天都不再计入 */
  readonly withdrawn?: {
    readonly on: string
    readonly reason: string
  }
}

/** 督查 */
export interface InspectionRecord {
  /** 日期-单位-五位字符，写入后不变 */
  readonly id: string
  /** 事情发生的日期；年度数字填 12 月 31 日 */
  readonly date: string
  /** 单位当天的名称 */
  readonly unit: string
  /** 一句话说明是什么事 */
  readonly title: string
  /** 单位名称或任务编号 */
  readonly about: string
  readonly findings?: readonly {
    readonly text: string
    readonly due?: string
    readonly state?: 'open' | 'underway' | 'closed'
    readonly closedOn?: string
  }[]
  /** 仓库内的文件、网址或档案号 */
  readonly evidence?: readonly (
    | string
    | {
        readonly title?: string
        /** 仓库内的相对路径 */
        readonly file?: string
        /** 写入时算出，校验时核对 */
        readonly sha256?: string
        readonly url?: string
        readonly archive?: string
      }
  )[]
  /** 不写个人姓名、证件号和电话 */
  readonly notes?: string
  /** 这条记录直接证明的责任编号 */
  readonly fulfils?: readonly string[]
  /** 准许改动已封账时段的修订记录 */
  readonly amendment?: string
  /** 撤回后任何一天都不再计入 */
  readonly withdrawn?: {
    readonly on: string
    readonly reason: string
  }
}

/** 监测值 */
export interface ObservationRecord {
  /** 日期-单位-五位字符，写入后不变 */
  readonly id: string
  /** 事情发生的日期；年度数字填 12 月 31 日 */
  readonly date: string
  /** 测量单位；不是方案内单位时不填 */
  readonly unit?: string
  /** 一句话说明是什么事 */
  readonly title: string
  /** 目标编号 */
  readonly indicator: string
  /** 用目标的计量单位：12% 填 12 */
  readonly value: number
  /** 全覆盖类指标的总数 */
  readonly of?: number
  readonly sample?: {
    readonly size: number
    readonly qualified?: number
    readonly method?: string
  }
  /** 数值说的是哪一级 */
  readonly scope: 'district' | 'city' | 'province' | 'nation'
  /** 年度数字填 year，日期填 12 月 31 日 */
  readonly precision?: 'day' | 'year'
  readonly source?: string
  /** 仓库内的文件、网址或档案号 */
  readonly evidence?: readonly (
    | string
    | {
        readonly title?: string
        /** 仓库内的相对路径 */
        readonly file?: string
        /** 写入时算出，校验时核对 */
        readonly sha256?: string
        readonly url?: string
        readonly archive?: string
      }
  )[]
  /** 不写个人姓名、证件号和电话 */
  readonly notes?: string
  /** 这条记录直接证明的责任编号 */
  readonly fulfils?: readonly string[]
  /** 准许改动已封账时段的修订记录 */
  readonly amendment?: string
  /** 撤回后任何一天都不再计入 */
  readonly withdrawn?: {
    readonly on: string
    readonly reason: string
  }
}

/** 豁免 */
export interface WaiverRecord {
  /** 日期-单位-五位字符，写入后不变 */
  readonly id: string
  /** 事情发生的日期；年度数字填 12 月 31 日 */
  readonly date: string
  /** 单位当天的名称 */
  readonly unit: string
  /** 一句话说明是什么事 */
  readonly title: string
  /** 责任编号 */
  readonly duty: string
  /** 年、季、月、阶段编号或 plan */
  readonly period: string
  /** 如 惠政办〔2017〕4号 */
  readonly documentNumber?: string
  /** 推迟后的期限；不填即免除 */
  readonly until?: string
  /** 仓库内的文件、网址或档案号 */
  readonly evidence?: readonly (
    | string
    | {
        readonly title?: string
        /** 仓库内的相对路径 */
        readonly file?: string
        /** 写入时算出，校验时核对 */
        readonly sha256?: string
        readonly url?: string
        readonly archive?: string
      }
  )[]
  /** 不写个人姓名、证件号和电话 */
  readonly notes?: string
  /** 这条记录直接证明的责任编号 */
  readonly fulfils?: readonly string[]
  /** 准许改动已封账时段的修订记录 */
  readonly amendment?: string
  /** 撤回后任何一天都不再计入 */
  readonly withdrawn?: {
    readonly on: string
    readonly reason: string
  }
}

/** 零报告 */
export interface ZeroReportRecord {
  /** 日期-单位-五位字符，写入后不变 */
  readonly id: string
  /** 事情发生的日期；年度数字填 12 月 31 日 */
  readonly date: string
  /** 单位当天的名称 */
  readonly unit: string
  /** 一句话说明是什么事 */
  readonly title: string
  /** 责任编号 */
  readonly duty: string
  /** 年、季、月、阶段编号或 plan */
  readonly period: string
  /** 仓库内的文件、网址或档案号 */
  readonly evidence?: readonly (
    | string
    | {
        readonly title?: string
        /** 仓库内的相对路径 */
        readonly file?: string
        /** 写入时算出，校验时核对 */
        readonly sha256?: string
        readonly url?: string
        readonly archive?: string
      }
  )[]
  /** 不写个人姓名、证件号和电话 */
  readonly notes?: string
  /** 这条记录直接证明的责任编号 */
  readonly fulfils?: readonly string[]
  /** 准许改动已封账时段的修订记录 */
  readonly amendment?: string
  /** 撤回后任何一天都不再计入 */
  readonly withdrawn?: {
    readonly on: string
    readonly reason: string
  }
}

/** What each kind of file holds, by the name of its schema. */
export interface FileTypes {
  readonly duties: DutiesFile
  readonly milestones: MilestonesFile
  readonly objectives: ObjectivesFile
  readonly plan: PlanFile
  readonly programmes: ProgrammesFile
  readonly rulings: RulingsFile
  readonly targets: TargetsFile
  readonly task: TaskFile
  readonly units: UnitsFile
  readonly 'records/activity': ActivityRecord
  readonly 'records/amendment': AmendmentRecord
  readonly 'records/award': AwardRecord
  readonly 'records/base': BaseRecord
  readonly 'records/closing': ClosingRecord
  readonly 'records/document': DocumentRecord
  readonly 'records/funding': FundingRecord
  readonly 'records/inspection': InspectionRecord
  readonly 'records/observation': ObservationRecord
  readonly 'records/waiver': WaiverRecord
  readonly 'records/zero-report': ZeroReportRecord
}

/** The record kinds that the tool carries. */
export const recordKinds = [
  'activity',
  'amendment',
  'award',
  'base',
  'closing',
  'document',
  'funding',
  'inspection',
  'observation',
  'waiver',
  'zero-report',
] as const
