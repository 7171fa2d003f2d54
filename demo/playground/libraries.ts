import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

/** A file of a package that the page loads: where it is, and what its own `require` asks for. */
type Library = { readonly path: string; readonly needs?: readonly string[]; readonly isNamed?: boolean }

const react = join(dirname(require.resolve('react/package.json')), 'cjs')
const reactDomPackage = require.resolve('react-dom/package.json')
const reactDom = join(dirname(reactDomPackage), 'cjs')
const scheduler = join(dirname(createRequire(reactDomPackage).resolve('scheduler/package.json')), 'cjs')
const slack = dirname(require.resolve('slack-blocks-to-jsx'))
const adaptiveCards = join(dirname(require.resolve('adaptivecards/package.json')), 'dist')

/** By the name under which the page asks for it; the page's import map leads from package names to these. */
const libraries: Readonly<Record<string, Library>> = {
  'react.js': { path: join(react, 'react.production.js'), needs: [], isNamed: true },
  'react-jsx-runtime.js': { path: join(react, 'react-jsx-runtime.production.js'), needs: ['react'], isNamed: true },
  'scheduler.js': { path: join(scheduler, 'scheduler.production.js'), needs: [] },
  'react-dom.js': { path: join(reactDom, 'react-dom.production.js'), needs: ['react'], isNamed: true },
  'react-dom-client.js': {
    path: join(reactDom, 'react-dom-client.production.js'),
    needs: ['react', 'react-dom', 'scheduler'],
  },
  'slack-blocks-to-jsx.js': { path: join(slack, 'index.mjs') },
  'slack-blocks-to-jsx.css': { path: join(slack, 'style.css') },
  'adaptivecards.js': { path: join(adaptiveCards, 'adaptivecards.min.js') },
  'adaptivecards.css': { path: join(adaptiveCards, 'adaptivecards.css') },
}

/** The text of a library as a browser reads it; `null` where the page uses none of that name. */
export function readLibrary(name: string): string | null {
  const library = Object.hasOwn(libraries, name) ? libraries[name] : undefined
  if (!library) return null
  const source = readFileSync(library.path, 'utf8')
  if (library.needs) return toModule(source, library, library.needs)
  // Written for bundlers, which fill this in.
  return name.endsWith('.css') ? source : `var process = { env: { NODE_ENV: 'production' } }\n${source}`
}

/** React comes as CommonJS alone, which no browser reads: the same text within a module, and what it exports by name. */
function toModule(source: string, { path, isNamed = false }: Library, needs: readonly string[]): string {
  const names = isNamed ? Object.keys(require(path)) : []
  return [
    ...needs.map((need, at) => `import need${at} from "${need}"`),
    `const needs = { ${needs.map((need, at) => `'${need}': need${at}`).join(', ')} }`,
    'const module = { exports: {} }',
    `;((module, exports, require) => {\n${source}\n})(module, module.exports, name => needs[name])`,
    'export default module.exports',
    names.length > 0 ? `export const { ${names.join(', ')} } = module.exports` : '',
  ].join('\n')
}
