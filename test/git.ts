import { execaSync } from 'execa'

/** A git repository that a test writes to: fixed names and times, nothing of the machine's own configuration. */
export function testGit(folder: string) {
  let minute = 0
  const git = (...args: string[]): string =>
    execaSync('git', args, {
      cwd: folder,
      env: {
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_SYSTEM: '/dev/null',
        GIT_AUTHOR_NAME: '李明',
        GIT_AUTHOR_EMAIL: 'liming@example.org',
        GIT_COMMITTER_NAME: '李明',
        GIT_COMMITTER_EMAIL: 'liming@example.org',
        GIT_AUTHOR_DATE: `2019-06-01T09:${String(minute).padStart(2, '0')}:00+08:00`,
        GIT_COMMITTER_DATE: `2019-06-01T09:${String(minute).padStart(2, '0')}:00+08:00`,
      },
    }).stdout
  return {
    git,
    /** Commits everything as it lies there; returns the commit. */
    commit(message: string): string {
      minute++
      git('add', '-A')
      git('commit', '-q', '--allow-empty', '-m', message)
      return git('rev-parse', 'HEAD')
    },
  }
}

/** Makes a folder a git repository with one commit. */
export function committed(folder: string) {
  const repository = testGit(folder)
  repository.git('init', '-q', '-b', 'main')
  repository.commit('首次')
  return repository
}
