/** Control characters but tab, line feed and carriage return, as the inside of a character class. */
export const controlClass = '\\0-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\ufffe\\uffff'

/** Characters without a shape, and those that turn the direction of what follows. */
export const invisibleClass =
  '\\xad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb'

/** `U+202E`, the name by which a character without a shape can be looked up. */
export const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
