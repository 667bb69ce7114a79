import type { Command } from 'commander'
import { type ComparedEntity, comparedEntities } from '../changes/entities.ts'
import type { Followed } from '../changes/history.ts'
import type { Context, Opened } from '../context.ts'
import type { Plan } from '../model/plan.ts'
import { UserError } from '../model/user-error.ts'

export function addLog(program: Command, context: Context): void {
  const { say } = context
  program
    .command('log')
    .argument('<id>', say({ zh: '编号或名称', en: 'an id or name' }))
    .summary(
      say({ zh: '一个条目的来历：何时、谁、改了什么', en: 'the history of one thing: when, who, what' }),
    )
    .action(async (written: string) => {
      const opened = await context.open()
      const { repository, commit } = opened
      const followed = await followedOf(written, opened)
      const { versionsOf } = await import('../changes/history.ts')
      const versions = await versionsOf(repository, commit, followed, entityIn(repository.plan, followed))
      if (versions.length === 0 && followed.file === undefined) {
        throw new UserError(
          2,
          { zh: `没有“${written}”这条记录，以前也没有`, en: `there is no record "${written}", nor ever was` },
          { zh: '用 kepu list records 查看有哪些', en: 'kepu list records shows what there is' },
        )
      }
      const { logAnswer } = await import('../reports/log.ts')
      const { plan } = repository
      await context.print(logAnswer({ followed, versions, plan, timeZone: context.zone(plan) }, say), opened)
    })
    .addHelpText(
      'after',
      say({
        zh: '\n例：\n  kepu log literacy\n  kepu log 2018-09-15-kexie-x7f3q\n',
        en: '\nExamples:\n  kepu log literacy\n  kepu log 2018-09-15-kexie-x7f3q\n',
      }),
    )
}

function entityIn(plan: Plan, { kind, id }: Followed): ComparedEntity | undefined {
  for (const entity of comparedEntities(plan)) if (entity.kind === kind && entity.id === id) return entity
  return undefined
}

const recordId = /^\d{4}-\d{2}-\d{2}-[a-z0-9-]+$/

/** What a person means; a record that is not there any more is still followed by its id. */
async function followedOf(written: string, { repository }: Opened): Promise<Followed> {
  const { allEntities } = await import('../reports/find.ts')
  const { resolveName } = await import('../reports/names.ts')
  const all = [...allEntities(repository.plan)]
  if (recordId.test(written) && !all.some(({ id }) => id === written)) {
    return { kind: 'record', id: written, file: undefined }
  }
  const { kind, id, entity } = await resolveName(written, all, { zh: '条目', en: 'entity' })
  return { kind, id, file: entity.place.file }
}
