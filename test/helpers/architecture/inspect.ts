import { posix } from 'node:path'
import { type Import, readImports } from './imports.ts'
import {
  acting,
  arrows,
  authorizer,
  dataless,
  engine,
  environmentReader,
  featureWords,
  homes,
  longestFile,
  writingRequests,
} from './rules.ts'

/** Path from the project's folder → source text. */
export type Files = ReadonlyMap<string, string>

type Link = Import & { readonly from: string; readonly to: string }

/** All violations of the architecture rules, one sentence each. */
export function inspectArchitecture(files: Files): string[] {
  const imports = [...files].flatMap(([from, source]) => readImports(source).map(found => ({ ...found, from })))
  const links: Link[] = imports
    .filter(({ specifier }) => specifier.startsWith('.'))
    .map(found => ({ ...found, to: posix.join(posix.dirname(found.from), found.specifier) }))
  const packages = imports.filter(({ specifier }) => !specifier.startsWith('.'))
  return [
    ...links.filter(({ to }) => !files.has(to)).map(({ from, to }) => `${from} imports ${to}, which is not there`),
    ...links.flatMap(inspectArrow),
    ...findCircles(links),
    ...packages.flatMap(inspectHome),
    ...[...files].flatMap(([path, source]) => inspectFile(path, source)),
  ]
}

const ownRooms: Readonly<Record<string, string>> = {
  'adapters/main.ts': 'adapters/main',
  'adapters/background-services.ts': 'adapters/memory',
  'adapters/late-storage.ts': 'adapters/memory',
}

/** `src/seats/team.ts` is in `seats`, `src/app.ts` is a room of its own, and so are the composition root and its database. */
function roomOf(path: string): string {
  const [top = '', ...rest] = path.replace(/\.ts$/, '').split('/')
  if (top === 'src') return rest[0] ?? ''
  return ownRooms[path] ?? (rest.length > 1 ? `${top}/${rest[0]}` : top)
}

function inspectArrow({ from, to }: Link): string[] {
  const room = roomOf(from)
  const allowed = arrows[room]
  if (!allowed) return [`${from} is in the room ${room}, which has no place in the house`]
  if (roomOf(to) === room || allowed.includes(roomOf(to)) || allowed.includes(to)) return []
  return [`${from} imports ${to}: no arrow leads from ${room} to ${roomOf(to)}`]
}

function inspectHome({ from, specifier, isType }: Import & { from: string }): string[] {
  const name = packageOf(specifier)
  const home = homes[name]
  if (!home) return [`${from} imports ${name}, which has no home`]
  const places = isType ? [...home.in, ...(home.typesIn ?? [])] : home.in
  const isHome = places.some(place => (place.endsWith('/') ? from.startsWith(place) : from === place))
  return isHome ? [] : [`${from} imports ${name}${isType ? ' (a type)' : ''}, whose home is ${places.join(', ')}`]
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node'
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

/** Each cycle once, starting with its alphabetically first file. */
function findCircles(links: readonly Link[]): string[] {
  const next = Map.groupBy(links, ({ from }) => from)
  const done = new Set<string>()
  const circles = new Set<string>()
  const walk = (path: string, way: readonly string[]) => {
    const start = way.indexOf(path)
    if (start !== -1) {
      const circle = way.slice(start)
      const first = circle.indexOf(circle.toSorted()[0] ?? '')
      circles.add([...circle.slice(first), ...circle.slice(0, first + 1)].join(' → '))
      return
    }
    if (done.has(path)) return
    for (const { to } of next.get(path) ?? []) walk(to, [...way, path])
    done.add(path)
  }
  for (const path of next.keys()) walk(path, [])
  return [...circles].map(circle => `a circle: ${circle}`)
}

function inspectFile(path: string, source: string): string[] {
  const lines = source.trimEnd().split('\n').length
  return [
    path.split('/').every(name => /^[a-z\d]+(-[a-z\d]+)*(\.[a-z]+)?$/.test(name)) ? null : 'is not in kebab-case',
    /^export\s+default\b|^export\s*\{[^}]*\bas\s+default\b/m.test(source) ? 'has a default export' : null,
    path !== environmentReader && /\bprocess\s*(\?\.|\.)\s*env\b|\bprocess\[|from 'node:process'/.test(source)
      ? `reads the environment, which only ${environmentReader} does`
      : null,
    path !== authorizer && /\bas\s+(unknown\s+as\s+)?(Authorized|Authorization)\b/.test(source)
      ? `casts to what only ${authorizer} makes`
      : null,
    path !== authorizer && !dataless.includes(path) && /\breleaseWithoutData\b/.test(source)
      ? 'sends something without asking who reads it'
      : null,
    engine.some(place => path.startsWith(place)) && featureWords.test(source)
      ? `names a feature: ${featureWords.exec(source)?.[0]}`
      : null,
    ...acting.map(({ words, in: places }) =>
      words.test(source) && !places.includes(path) ? `goes past the door: ${words.exec(source)?.[0]}` : null,
    ),
    path.startsWith(writingRequests.under) && path !== writingRequests.in && writingRequests.words.test(source)
      ? `sends a writing request: ${writingRequests.words.exec(source)?.[0]}`
      : null,
    lines > longestFile ? `has ${lines} lines, more than ${longestFile}` : null,
  ].flatMap(fault => (fault === null ? [] : [`${path} ${fault}`]))
}
