declare const KEPU_VERSION: string

/** The version of the package; the build puts it in. */
export const version: string = typeof KEPU_VERSION === 'string' ? KEPU_VERSION : '0.0.0'
