import { _, type Ajv2020, type KeywordCxt } from 'ajv/dist/2020.js'
import { firstRepeat, formats } from './checks.ts'

/** What kepu allows itself of ajv: own properties only, no surprise in a schema, no words of its own. */
export const settings = {
  messages: false,
  ownProperties: true,
  unicodeRegExp: true,
  strict: true,
  strictRequired: false,
  allowUnionTypes: true,
} as const

/** Teaches an ajv instance our words (`x-…`, documentation only), our formats and the linear `uniqueItems`. */
export function addKeywords(ajv: Ajv2020): void {
  for (const keyword of ['x-en', 'x-also', 'x-values', 'x-form', 'x-refers']) ajv.addKeyword({ keyword })
  for (const [name, validate] of Object.entries(formats)) ajv.addFormat(name, validate)
  ajv.removeKeyword('uniqueItems')
  ajv.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    error: { message: 'an item stands twice', params: cxt => _`{i: ${cxt.params.repeat}}` },
    code(cxt: KeywordCxt) {
      const check = cxt.gen.scopeValue('func', { ref: firstRepeat, code: _`firstRepeat` })
      const repeat = cxt.gen.let('repeat', _`${check}(${cxt.data})`)
      cxt.setParams({ repeat })
      cxt.pass(_`${repeat} < 0`)
    },
  })
}
