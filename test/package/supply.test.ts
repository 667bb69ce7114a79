import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

interface Locked {
  readonly version: string
  readonly license?: string
  readonly integrity?: string
  readonly resolved?: string
  readonly hasInstallScript?: boolean
  readonly os?: readonly string[]
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> }
const packages = Object.entries(lock.packages).filter(([path]) => path !== '')
const project = JSON.parse(readFileSync('package.json', 'utf8')) as {
  dependencies?: unknown
  scripts: Record<string, string>
  devDependencies: Record<string, string>
}

/** Licences that ask for no more than to be named; MPL-2.0 and CC-BY-4.0 only of tools that are no part of the program. */
const permissive = new Set([
  ...['MIT', 'Apache-2.0', 'ISC', 'BSD', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'MPL-2.0', 'CC-BY-4.0'],
  ...['MIT OR Apache-2.0', '(MIT OR GPL-3.0-or-later)', '(MIT AND Zlib)'],
])

describe('what the project is made of', () => {
  it('is listed', () => expect(packages.length).toBeGreaterThan(200))

  it('is nothing that an installation would fetch', () => expect(project.dependencies).toBeUndefined())

  it('runs nothing when it is installed', () => {
    for (const name of ['preinstall', 'install', 'postinstall']) expect(project.scripts[name]).toBeUndefined()
    const running = packages.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)
    expect(running).toEqual(['node_modules/esbuild'])
  })

  it('is pinned to one version each', () => {
    for (const [name, version] of Object.entries(project.devDependencies))
      expect(version, name).toMatch(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/)
  })

  it('comes from the registry, with a hash of what it is; packages of other systems may lack theirs', () => {
    for (const [path, { integrity = 'sha512-', resolved = 'https://registry.npmjs.org/' }] of packages) {
      expect(resolved, path).toMatch(/^https:\/\/registry\.npmjs\.org\//)
      expect(integrity, path).toMatch(/^sha512-/)
    }
    const unhashed = packages.filter(([, { integrity, os }]) => integrity === undefined && !os?.length)
    expect(unhashed.map(([path]) => path)).toEqual([])
  })

  it('is under licences that ask for no more than to be named', () => {
    for (const [path, { license, os }] of packages)
      if (license !== undefined || !os?.length) expect(permissive, path).toContain(license)
  })
})
