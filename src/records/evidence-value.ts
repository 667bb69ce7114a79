import { realpathSync } from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import { evidenceOfText } from '../forms/evidence-text.ts'
import { UserError } from '../model/user-error.ts'
import { insidePath, sha256Of } from '../repository/evidence.ts'

/**
 * What a piece of evidence is stored as: `{url}`, `{file, sha256}` for a file of the repository, else `{archive}`.
 * @param root the folder of plan.yaml
 * @param cwd paths are tried from here first, for that is where a shell completes them
 * @throws UserError (2) where it looks like a file that is not there, or lies outside
 */
export async function evidenceValue(written: string, root: string, cwd: string): Promise<object> {
  const said = evidenceOfText(written)
  if ('url' in said) return said
  for (const file of [fromRoot(root, resolve(cwd, written)), written.split(sep).join('/')]) {
    const found = file === undefined ? 'outside' : insidePath(root, file)
    if (typeof found !== 'string') return { file, sha256: await sha256Of(found.path) }
  }
  const looksLikeFile =
    /[\\/]/.test(written) || /\.(?:jpe?g|png|pdf|docx?|xlsx?|mp4|zip|txt|pptx?|wps|et|ofd)$/i.test(written)
  if (!looksLikeFile) return said
  throw new UserError(
    2,
    {
      zh: `佐证“${written}”：数据文件夹里没有这个文件`,
      en: `evidence "${written}": there is no such file in the data folder`,
    },
    {
      zh: '先把文件放进 plan.yaml 所在的文件夹（如 evidence/2018/），再写它的路径；网址以 https:// 开头；档案号直接写',
      en: 'put the file into the folder of plan.yaml (such as evidence/2018/) and give its path; a URL begins with https://; an archive number is written as it is',
    },
  )
}

/** An absolute path as a path from the folder of plan.yaml; undefined where it lies outside. */
function fromRoot(root: string, path: string): string | undefined {
  try {
    const inner = relative(realpathSync(root), realpathSync(path)).split(sep).join('/')
    return inner.startsWith('../') || inner === '..' ? undefined : inner
  } catch {
    return undefined
  }
}
