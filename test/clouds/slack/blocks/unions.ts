import type { BlockSchema, Json, Schema } from './schema.ts'

/**
 * Turns every `anyOf` whose members differ by their `type` into "which type is it, then that schema": one wrong field is
 * then reported once, at its place, and not once for every block it might have been.
 */
export function decideUnionsByType(schema: BlockSchema): BlockSchema {
  const definitions = Object.entries(schema.definitions).map(([name, node]) => [name, decide(node, schema) as Schema])
  return { definitions: Object.fromEntries(definitions) }
}

function decide(node: Json, schema: BlockSchema): Json {
  if (Array.isArray(node)) return node.map(item => decide(item, schema))
  if (node === null || typeof node !== 'object') return node
  const kinds = node.anyOf ? findKinds(node, schema) : undefined
  if (kinds && kinds.size > 1) return chooseByType(kinds)
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, decide(value, schema)]))
}

function chooseByType(kinds: Map<string, Json[]>): Schema {
  const rules = [...kinds].map(([kind, nodes]) => ({
    if: { type: 'object', required: ['type'], properties: { type: { const: kind } } },
    // biome-ignore lint/suspicious/noThenProperty: `then` is JSON Schema's word
    then: nodes.length === 1 ? (nodes[0] as Json) : { anyOf: nodes },
  }))
  return { type: 'object', required: ['type'], properties: { type: { enum: [...kinds.keys()] } }, allOf: rules }
}

/** `type` value → the schemas it may refer to; undefined where a member has no fixed `type`. */
function findKinds(node: Json, schema: BlockSchema): Map<string, Json[]> | undefined {
  if (node === null || typeof node !== 'object' || Array.isArray(node)) return undefined
  if (typeof node.$ref === 'string') return findKindsBehind(node, node.$ref, schema)
  if (Array.isArray(node.anyOf)) return mergeKinds(node.anyOf.map(member => findKinds(member, schema)))
  const kind = (node.properties as { type?: { const?: Json } } | undefined)?.type?.const
  return typeof kind === 'string' ? new Map([[kind, [node]]]) : undefined
}

/** A definition of one kind stays a reference; a union of several is opened. */
function findKindsBehind(node: Schema, ref: string, schema: BlockSchema): Map<string, Json[]> | undefined {
  const target = schema.definitions[decodeURIComponent(ref.slice('#/definitions/'.length))]
  const kinds = target && findKinds(target, schema)
  if (kinds?.size !== 1) return kinds
  return new Map([...kinds.keys()].map(kind => [kind, [node]]))
}

function mergeKinds(all: (Map<string, Json[]> | undefined)[]): Map<string, Json[]> | undefined {
  const merged = new Map<string, Json[]>()
  for (const kinds of all) {
    if (!kinds) return undefined
    for (const [kind, nodes] of kinds) merged.set(kind, [...(merged.get(kind) ?? []), ...nodes])
  }
  return merged
}
