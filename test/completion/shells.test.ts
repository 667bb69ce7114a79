import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { Language, Parser } from '@vscode/tree-sitter-wasm'
import { execaSync } from 'execa'
import { describe, expect, it } from 'vitest'
import { examplePlan } from '../../src/rules/example-plan.ts'
import { payloadsOf } from '../payloads.ts'
import { run as runMain } from '../run.ts'
import { exampleRepository } from '../scratch.ts'

const require = createRequire(import.meta.url)

/** A shell of this machine that completes a line: what stands there afterwards, or what was offered. */
interface Driver {
  readonly name: string
  readonly program: string
  /** @param line the line up to the cursor */
  complete(line: string, folder: string, bin: string): string
}

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`

const run = (program: string, args: readonly string[], folder: string, bin: string): string =>
  execaSync(program, args, {
    cwd: folder,
    reject: false,
    timeout: 30_000,
    env: {
      PATH: `${bin}:${process.env.PATH}`,
      LC_ALL: 'C.UTF-8',
      TERM: 'dumb',
      HOME: bin,
      XDG_CONFIG_HOME: bin,
    },
  }).stdout

const drivers: readonly Driver[] = [
  {
    name: 'bash',
    program: '/bin/bash',
    complete(line, folder, bin) {
      const words = line.split(' ')
      const script = `source <(kepu completion bash)
COMP_WORDS=(${words.map(quoted).join(' ')}); COMP_CWORD=${words.length - 1}
_kepu 2>&1; printf '%s\\n' "\${COMPREPLY[@]}"`
      return run('bash', ['--norc', '-c', script], folder, bin)
    },
  },
  {
    name: 'fish',
    program: '/usr/bin/fish',
    complete: (line, folder, bin) =>
      run(
        'fish',
        ['--no-config', '-c', `kepu completion fish | source; complete -C ${quoted(line)}`],
        folder,
        bin,
      ),
  },
  {
    name: 'zsh',
    program: '/usr/bin/zsh',
    complete(line, folder, bin) {
      // Completion of zsh works in its line editor only: a zsh is put behind a terminal, and the line is read back.
      const script = `zmodload zsh/zpty
zpty z 'zsh -f -i'
zpty -w z 'PS1=; PROMPT_EOL_MARK=; unsetopt zle_bracketed_paste; source <(kepu completion zsh); LISTMAX=0; stty -echo; zle_show() { print -r -- "<<$BUFFER>>" }; zle -N zle_show; bindkey "^T" zle_show; print -r -- rea""dy'
zpty -r -m z out '*ready*'
zpty -w -n z ${quoted(line)}$'\\t\\t\\x14'
zpty -r -m z out '*<<*>>*'
print -r -- "$out"
zpty -d z`
      return run('zsh', ['-f', '-c', script], folder, bin)
    },
  },
]

/** Names that would do something, wherever they were run or expanded. */
const attacks = payloadsOf('shells')

const hostile = exampleRepository.bind(null, {
  'units.yaml': (examplePlan['units.yaml'] ?? '').replace(
    'groups:',
    () => `  - id: attacker
    kind: mass
    names:
      - name: ${JSON.stringify(attacks[0])}
${attacks.map(attack => `      - {name: "${attack.replaceAll('"', String.raw`\"`)}", as: variant}`).join('\n')}
groups:`,
  ),
})

/** The program by the name that the scripts call it, and a home without anybody's settings. */
function binOf(folder: string): string {
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  const program = `#!/bin/sh\nexec ${quoted(process.execPath)} ${quoted(resolve('bin/kepu.js'))} "$@"\n`
  writeFileSync(join(bin, 'kepu'), program, { mode: 0o755 })
  return bin
}

describe.each(drivers)('$name', ({ program, complete }) => {
  const there = existsSync(program)
  if (!there) it(`is not on this machine (${program}), so it was not tried`, context => context.skip())

  it.runIf(there)('completes commands, names and flags', () => {
    const folder = exampleRepository()
    const bin = binOf(folder)
    expect(complete('kepu vali', folder, bin)).toContain('validate')
    expect(complete('kepu owns 区教育', folder, bin)).toContain('区教育局')
    expect(complete('kepu record activity --att', folder, bin)).toContain('--attendance')
    expect(complete('kepu owns ', folder, bin)).toMatch(/board[\s\S]*科普联席会议/)
  })

  it.runIf(there)('runs nothing that stands in the data or in the line', () => {
    const folder = hostile()
    const bin = binOf(folder)
    const offered = complete('kepu owns a', folder, bin)
    expect(offered).toContain('attacker')
    for (const line of [
      'kepu owns ',
      'kepu show $(touch pwned) ',
      'kepu owns `touch pwned` k',
      'kepu --lang=$(touch pwned) o',
    ]) {
      const answer = complete(line, folder, bin).replaceAll(line, '')
      expect(answer).not.toContain('\u001b[31m')
    }
    expect(existsSync(join(folder, 'pwned'))).toBe(false)
    expect(existsSync(join(bin, 'pwned'))).toBe(false)
  })
})

describe.each(['bash', 'zsh', 'fish', 'pwsh'])('what would do something in a shell, to %s', shell => {
  it('is not offered, and is no line of its own where it is told', async () => {
    const given = shell === 'pwsh' ? [Buffer.from('owns\n').toString('base64')] : ['owns', '']
    const { out } = await runMain(['__complete', shell, ...given], { cwd: hostile() })
    const told = shell === 'pwsh' ? Buffer.from(out, 'base64').toString('utf8') : out
    const lines = told.trimEnd().split('\n')
    expect(lines).toContain('attacker\t$(touch pwned)')
    for (const line of lines) expect(line).toMatch(/^[\p{L}\p{N}（）-]+\t\P{Cc}+$/u)
  })
})

describe('the script of PowerShell, which is on no machine of the tests', () => {
  const grammar = async () => {
    await Parser.init()
    const parser = new Parser()
    parser.setLanguage(
      await Language.load(require.resolve('@vscode/tree-sitter-wasm/wasm/tree-sitter-powershell.wasm')),
    )
    return (text: string) => parser.parse(text)?.rootNode.hasError === false
  }

  it('is PowerShell by its grammar, and so is the line that installs it', async () => {
    const isPowerShell = await grammar()
    const { out } = await runMain(['completion', 'pwsh'])
    expect(isPowerShell(out)).toBe(true)
    for (const damaged of [out.replace('{', ''), out.replace(')', ''), out.replace("'", '')]) {
      expect(isPowerShell(damaged)).toBe(false)
    }
    const help = await runMain(['completion', '--help'])
    const [, install = ''] = /PowerShell\n +(.*)/.exec(help.out) ?? []
    expect(install).toContain('kepu completion pwsh')
    expect(isPowerShell(install)).toBe(true)
  })

  it('hands words over and takes the answer as the program does', async () => {
    const { out } = await runMain(['completion', 'pwsh'])
    // What the script does in its own language: words joined by line feeds, as base64, both ways.
    expect(out).toContain('ToBase64String([Text.Encoding]::UTF8.GetBytes($words -join "`n"))')
    expect(out).toContain('UTF8.GetString([Convert]::FromBase64String($answer)) -split "`n"')
  })
})
