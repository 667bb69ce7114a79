import { at } from '../model/place.ts'
import type { SheetRule } from './rule.ts'

export const sourceChanged: SheetRule = {
  id: 'source-changed',
  severity: 'error',
  summary: { zh: '官方文本在，并且没有改动过', en: 'the official text is there and unchanged' },
  page: {
    zh: 'plan.yaml 的 source 写明官方文本的路径和 sha256。文本不在或变了，核对结果就不可信：放回原来的文件；确需更换的，用新文件的 sha256 改写，并重新运行 kepu trace。',
    en: '`source` in plan.yaml names the official text and its sha256. Where the text is gone or changed, no comparison can be trusted: put it back, or write the sha256 of the new text and run kepu trace again.',
  },
  example: {
    file: 'plan.yaml',
    right: 'timeZone: Asia/Shanghai\n',
    wrong: `timeZone: Asia/Shanghai\nsource:\n  file: 方案.txt\n  sha256: ${'f'.repeat(64)}\n`,
  },

  *checkWithSheet({ source }, { sheet }) {
    if (!sheet.source || !source) return
    if (source.sha256 === null) {
      yield {
        at: at(sheet, 'source', 'file'),
        message: {
          zh: `读不到官方文本“${source.file}”`,
          en: `the official text "${source.file}" cannot be read`,
        },
        hint: {
          zh: '把文本放在 plan.yaml 所在的文件夹里，写相对路径',
          en: 'put the text into the folder of plan.yaml and give its relative path',
        },
      }
    } else if (source.sha256 !== sheet.source.sha256) {
      yield {
        at: at(sheet, 'source', 'sha256'),
        message: {
          zh: `官方文本“${source.file}”与记下的指纹不符`,
          en: `the official text "${source.file}" does not have the recorded sha256`,
        },
        hint: {
          zh: `放回原文；确认更换的，改为 ${source.sha256}`,
          en: `put the text back; if the change is meant, write ${source.sha256}`,
        },
      }
    }
  },
}
