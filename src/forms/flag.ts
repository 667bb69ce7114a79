import type { Field } from './form.ts'

/** `documentNumber` → `document-number`, `volunteers.people` → `volunteers-people`. */
export const flagOf = ({ key }: Pick<Field, 'key'>): string =>
  key.replaceAll('.', '-').replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
