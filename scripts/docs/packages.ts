import { readFileSync } from 'node:fs'

interface Manifest {
  readonly version: string
  readonly license?: string
  readonly description?: string
  readonly repository?: string | { readonly url: string }
}

const manifestOf = (name: string): Manifest =>
  JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as Manifest

/** docs/packages.md: what the project is made of and with, whose it is, and under which licence. */
export function packagesPage(): string {
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    devDependencies: Readonly<Record<string, string>>
  }
  const notices = readFileSync('dist/THIRD-PARTY-NOTICES.txt', 'utf8')
  const rows = Object.keys(devDependencies).map(name => {
    const { version, license = '?', repository } = manifestOf(name)
    const isBundled = notices.includes(`\n${name} ${version} (`)
    return `| ${name} | ${version} | ${license} | ${isBundled ? 'in the program' : 'for development'} | ${homeOf(repository)} |`
  })
  return [
    '# Packages',
    'What is part of the program, and what only helps to make it; all from the npm registry, at the version named and with the hash in `package-lock.json`. What these packages need in turn stands in the lock file, the licences of all that is in the program in `dist/THIRD-PARTY-NOTICES.txt`. Written by `npm run generate`.',
    ['| package | version | licence | used | its home |', '|---|---|---|---|---|', ...rows].join('\n'),
  ].join('\n\n')
}

function homeOf(repository: Manifest['repository']): string {
  const url = typeof repository === 'string' ? repository : (repository?.url ?? '')
  return url
    .replace(/^git\+/, '')
    .replace(/^(?:git|ssh):\/\/(?:git@)?/, 'https://')
    .replace(/^(?:github:)?(?=[\w-]+\/[\w.-]+$)/, 'https://github.com/')
    .replace(/\.git$/, '')
}
