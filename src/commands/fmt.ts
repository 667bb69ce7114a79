import { join } from 'node:path'
import type { Command } from 'commander'
import type { Context, Opened } from '../context.ts'
import { plural } from '../model/text.ts'
import { UserError } from '../model/user-error.ts'
import { type Answer, cell, column } from '../reports/view.ts'

export function addFmt(program: Command, context: Context): void {
  const { say } = context
  program
    .command('fmt')
    .argument('[file...]', say({ zh: '只整理这些文件（默认全部）', en: 'only these files (default: all)' }))
    .summary(say({ zh: '把文件整理成统一的写法', en: 'write files in the one canonical form' }))
    .description(
      say({
        zh: '字段顺序随模式，每级缩进两格，只在必要时加引号；注释保留，意思不变。再整理一次不会有变化。',
        en: 'Keys in the order of the schema, block style indented by two, quotes only where they must be; comments and meaning stay. Doing it twice changes nothing more.',
      }),
    )
    .option(
      '--check',
      say({
        zh: '只检查，不写入；有要整理的退出码为 1',
        en: 'write nothing; exits with 1 where something would change',
      }),
    )
    .action(async (written: readonly string[], { check }: { check?: boolean }) => {
      if (context.options.rev !== undefined && !check) {
        throw new UserError(2, {
          zh: '--rev 只用来读；整理的总是工作区',
          en: '--rev is for reading; fmt writes the work tree',
        })
      }
      const opened = await context.open()
      const formatted = await format(written, check === true, opened, context)
      if (formatted.broken.length > 0 || (check && formatted.changed.length > 0)) context.exitCode = 1
      await context.print(answerOf(formatted, check === true), opened)
    })
    .addHelpText(
      'after',
      say({
        zh: '\n例：\n  kepu fmt\n  kepu fmt --check            用于 CI\n  kepu fmt data/duties.yaml\n',
        en: '\nExamples:\n  kepu fmt\n  kepu fmt --check            for CI\n  kepu fmt data/duties.yaml\n',
      }),
    )
}

interface Formatted {
  readonly changed: readonly string[]
  readonly unchanged: number
  /** Files that cannot be read as YAML: there is nothing to go by. */
  readonly broken: readonly string[]
}

async function format(
  written: readonly string[],
  isCheck: boolean,
  { repository }: Opened,
  context: Context,
): Promise<Formatted> {
  const { canonicalForm } = await import('../repository/canonical-form.ts')
  const { locked } = await import('../repository/lock.ts')
  const { writeWhole } = await import('../repository/write.ts')
  const { root, prefix } = repository
  const changed: string[] = []
  const broken: string[] = []
  const chosen = chosenFiles(written, repository, context)
  for (const { file, kind } of chosen) {
    const shown = prefix + file
    const form = canonicalForm(repository, file, kind)
    if (form === null) broken.push(shown)
    else if (form.text !== form.before) {
      const replace = async () => {
        // Somebody may have written it since it was read, or broken it.
        const now = canonicalForm(repository, file, kind)
        if (now) writeWhole(join(root, file), now.text, shown)
        return now !== null
      }
      const isDone = isCheck || (await locked(join(root, file), shown, replace))
      if (isDone) changed.push(shown)
      else broken.push(shown)
    }
  }
  return { changed, unchanged: chosen.length - changed.length - broken.length, broken }
}

/** The data files that paths name, from the current folder or as answers show them. */
function chosenFiles(
  written: readonly string[],
  { files, root, prefix }: Opened['repository'],
  { cwd }: Context,
): Opened['repository']['files'] {
  if (written.length === 0) return files
  return written.flatMap(path => {
    const found = files.filter(
      ({ file }) =>
        join(root, file) === join(cwd, path) || join(root, file) === path || prefix + file === path,
    )
    if (found.length > 0) return found
    throw new UserError(
      2,
      { zh: `“${path}”不是数据文件`, en: `"${path}" is no data file` },
      {
        zh: '写数据文件的路径，如 data/duties.yaml',
        en: 'give the path of a data file, such as data/duties.yaml',
      },
    )
  })
}

function answerOf({ changed, unchanged, broken }: Formatted, isCheck: boolean): Answer {
  const rows = [
    ...changed.map(file => [
      cell(file),
      cell(isCheck ? { zh: '要整理', en: 'would change' } : { zh: '已整理', en: 'formatted' }, 'warning'),
    ]),
    ...broken.map(file => [cell(file), cell({ zh: '有错误，没有整理', en: 'broken, left alone' }, 'bad')]),
  ]
  const summary = {
    zh: `${isCheck ? '要整理' : '已整理'} ${changed.length} 个文件，${unchanged} 个本来就是统一的写法${broken.length > 0 ? `，${broken.length} 个有错误` : ''}。`,
    en: `${plural(changed.length, 'file')} ${isCheck ? 'would change' : 'formatted'}, ${unchanged} already in the canonical form${broken.length > 0 ? `, ${broken.length} broken` : ''}.`,
  }
  return {
    kind: 'fmt',
    data: { changed, unchanged, broken },
    view: [
      ...(rows.length > 0
        ? [{ table: { columns: [column('文件', 'File'), column('结果', 'Result')], rows } }]
        : []),
      { text: summary },
    ],
  }
}
