declare const KEPU_VERSION: string
declare const KEPU_BUILD: string
declare const KEPU_FOLDER: string

/** The version of the package; the build puts it in. */
export const version: string = typeof KEPU_VERSION === 'string' ? KEPU_VERSION : '0.0.0'

/** What the program was built of, as a hash; undefined where it runs as it is written. */
export const build: string | undefined = typeof KEPU_BUILD === 'string' ? KEPU_BUILD : undefined

/** The folder of the built program; undefined where it runs as it is written. */
export const folder: string | undefined = typeof KEPU_FOLDER === 'string' ? KEPU_FOLDER : undefined
