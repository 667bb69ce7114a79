import { singleFiles } from '../repository/kinds.ts'
import { schemas } from '../repository/schemas.generated.mjs'
import { skeletonData } from './data.ts'
import { skeletonReadme } from './readme.ts'
import { packaged, workflows } from './workflows.ts'

/** Every file of a new data repository, by path. */
export function skeleton(): Readonly<Record<string, string>> {
  return {
    'README.md': skeletonReadme,
    '.gitattributes': '* text=auto eol=lf\n',
    '.gitignore': 'kepu-diff.md\nkepu.xml\ngl-code-quality-report.json\n',
    '.editorconfig': editorconfig,
    '.vscode/settings.json': json(vscodeSettings()),
    '.vscode/extensions.json': json({ recommendations: ['redhat.vscode-yaml'] }),
    ...prefixed('data/', skeletonData),
    ...Object.fromEntries(
      Object.entries(schemas).map(([name, schema]) => [`schemas/${name}.schema.json`, json(schema)]),
    ),
    ...workflows(packaged),
  }
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

const prefixed = (prefix: string, files: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [prefix + path, text]))

const editorconfig = `root = true

[*]
charset = utf-8
end_of_line = lf
indent_style = space
indent_size = 2
insert_final_newline = true
trim_trailing_whitespace = true
`

/** The editor checks each file against its schema while it is written. */
function vscodeSettings(): object {
  const places = Object.keys(schemas)
    .filter(name => name !== 'common')
    .map(name => [`./schemas/${name}.schema.json`, filesOf(name)])
  return {
    'files.eol': '\n',
    'files.encoding': 'utf8',
    'yaml.yamlVersion': '1.2',
    'yaml.schemas': Object.fromEntries(places),
  }
}

function filesOf(schema: string): string {
  if (schema === 'task') return 'data/tasks/*.yaml'
  const single = Object.entries(singleFiles).find(([, kind]) => kind === schema)
  return single ? `data/${single[0]}` : `data/${schema}/**/*.yaml`
}
