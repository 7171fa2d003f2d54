import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)
const adaptiveCards = join(dirname(require.resolve('adaptivecards/package.json')), 'dist')

/** Files of packages that the page loads, by the name under which it asks for them. */
const libraries: Readonly<Record<string, string>> = {
  'adaptivecards.js': join(adaptiveCards, 'adaptivecards.min.js'),
  'adaptivecards.css': join(adaptiveCards, 'adaptivecards.css'),
  'open-props.css': join(dirname(require.resolve('open-props')), '..', 'open-props.min.css'),
}

/** The text of a library as a browser reads it; `null` where the page uses none of that name. */
export function readLibrary(name: string): string | null {
  const path = Object.hasOwn(libraries, name) ? libraries[name] : undefined
  if (path === undefined) return null
  const source = readFileSync(path, 'utf8')
  // The scripts are written for bundlers, which fill this in.
  return name.endsWith('.css') ? source : `var process = { env: { NODE_ENV: 'production' } }\n${source}`
}
