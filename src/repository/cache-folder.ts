import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where the user's caches live: XDG_CACHE_HOME, LOCALAPPDATA, else ~/.cache. */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>): string {
  return join(env.XDG_CACHE_HOME || env.LOCALAPPDATA || join(env.HOME || homedir(), '.cache'), 'kepu')
}
