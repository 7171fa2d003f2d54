import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

type Node = { [key: string]: unknown }
type Schema = Node & { definitions: Record<string, Node> }

const require = createRequire(import.meta.url)

/**
 * JSON Schema of everything an Adaptive Card may hold in Teams, charts included, made from the types Microsoft ships in
 * `@microsoft/teams.cards`. Generating takes 1.5 s and the result is 250 KB, so it is kept in `node_modules/.cache`,
 * one file per version of the types: never stale, never committed.
 */
export async function loadCardSchema(): Promise<Schema> {
  const packageFile = require.resolve('@microsoft/teams.cards/package.json')
  const { version } = JSON.parse(await readFile(packageFile, 'utf8')) as { version: string }
  const cached = join(dirname(packageFile), '../../.cache', `teams-card-schema-${version}.json`)
  const kept = await readFile(cached, 'utf8').catch(forgiveMissing)
  if (kept) return chooseByType(JSON.parse(kept))

  const schema = await generate(join(dirname(packageFile), 'dist/core.d.ts'))
  await mkdir(dirname(cached), { recursive: true })
  const draft = `${cached}.${process.pid}`
  await writeFile(draft, JSON.stringify(schema))
  await rename(draft, cached)
  return chooseByType(schema)
}

async function generate(types: string): Promise<Schema> {
  const { createGenerator } = await import('ts-json-schema-generator')
  const generator = createGenerator({ path: types, type: 'IAdaptiveCard', expose: 'all', skipTypeCheck: true })
  return generator.createSchema('IAdaptiveCard') as unknown as Schema
}

/** `anyOf` thirty elements gives thirty errors for one slip; choosing the branch by `type` gives the one that matters. */
function chooseByType(schema: Schema): Schema {
  const typeOf = (member: Node): unknown => {
    const name = typeof member.$ref === 'string' ? decodeURIComponent(member.$ref.replace('#/definitions/', '')) : ''
    return (schema.definitions[name]?.properties as { type?: { const?: unknown } } | undefined)?.type?.const
  }
  const rewrite = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(rewrite)
    if (typeof node !== 'object' || node === null) return node
    const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, rewrite(value)]))
    if (!Array.isArray(copy.anyOf)) return copy
    const tagged = copy.anyOf.filter(member => typeOf(member) !== undefined)
    return tagged.length < 2 ? copy : choose(copy, tagged, copy.anyOf, typeOf)
  }
  return rewrite(schema) as Schema
}

function choose({ anyOf: _, ...rest }: Node, tagged: Node[], all: Node[], typeOf: (member: Node) => unknown): Node {
  // Microsoft's own Graph components share one type name, so they cannot be distinguished, and no bot needs them.
  const oneOf = tagged.filter(member => typeOf(member) !== 'Component')
  const choice = { type: 'object', required: ['type'], discriminator: { propertyName: 'type' }, oneOf }
  const others = all.filter(member => !tagged.includes(member))
  if (others.length === 0) return { ...rest, ...choice }
  // biome-ignore lint/suspicious/noThenProperty: `then` is JSON Schema's keyword here
  return { ...rest, if: { type: 'object' }, then: choice, else: { anyOf: others } }
}

function forgiveMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
