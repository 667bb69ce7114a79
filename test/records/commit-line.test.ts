import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { execaSync } from 'execa'
import { expect, it } from 'vitest'
import { committed } from '../git.ts'
import { run } from '../run.ts'
import { exampleRepository, scratch } from '../scratch.ts'

/** What a shell would act on, were it let. */
const hostile = '$(touch pwned) `touch pwned` "引号" \'单\' !x \\ %PATH% ; & | < > $HOME #'

it.skipIf(process.platform === 'win32')(
  'the commit line that is printed commits the record, whatever its title and its folder are called',
  async () => {
    const above = scratch({})
    const cwd = join(above, 'a b$(touch pwned)\'"科普')
    mkdirSync(above, { recursive: true })
    renameSync(exampleRepository(), cwd)
    const { git } = committed(cwd)
    const { code, err } = await run(
      ['-C', cwd, 'record', 'activity', '--unit', '区科协', '--date', '2018-11-01', '--title', hostile],
      { cwd: above },
    )
    expect(code).toBe(0)
    const line =
      err
        .split('\n')
        .find(one => one.includes('git'))
        ?.trim() ?? ''
    const identity = ['GIT_AUTHOR_NAME', 'GIT_COMMITTER_NAME', 'GIT_AUTHOR_EMAIL', 'GIT_COMMITTER_EMAIL']
    execaSync('bash', ['-c', line], {
      cwd: above,
      env: { GIT_CONFIG_GLOBAL: '/dev/null', ...Object.fromEntries(identity.map(name => [name, 'a@b'])) },
    })
    expect(git('status', '--porcelain')).toBe('')
    expect(git('log', '-1', '--format=%s')).toContain('记录：')
    expect([above, cwd].some(folder => existsSync(join(folder, 'pwned')))).toBe(false)
  },
)
