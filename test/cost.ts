import { spawnSync } from 'node:child_process'

/** What a process came to, and what it took: milliseconds of the processor, and mebibytes at its height. */
export interface Cost {
  readonly code: number | null
  readonly out: string
  readonly err: string
  readonly time: number
  readonly peak: number
}

const tell =
  'data:text/javascript,process.on("exit",()=>{const{userCPUTime:u,systemCPUTime:s,maxRSS:m}=process.resourceUsage();process._rawDebug("cost",u+s,m)})'

/** Runs node, and has it tell at its end what it took: the clock on the wall tells more of others than of it. */
export function costOf(argv: readonly string[], cwd: string): Cost {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', tell, ...argv], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1024 * 1024 * 1024,
  })
  const [line = '', time, peak] = /^cost (\d+) (\d+)\n/m.exec(stderr) ?? []
  if (time === undefined) throw new Error(`no cost of ${argv.join(' ')}: ${stderr}`)
  return {
    code: status,
    out: stdout,
    err: stderr.replace(line, ''),
    time: Number(time) / 1000,
    peak: Number(peak) / 1024,
  }
}
