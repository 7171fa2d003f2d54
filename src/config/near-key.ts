import { distance } from 'fastest-levenshtein'
import { z } from 'zod'

/** The setting that was probably meant by a key that is none, among those at that place of a schema. */
export function nearestKey(schema: z.ZodType, path: readonly (string | number)[], key: string): string | null {
  const plain = (name: string) => name.toLowerCase().replace(/[^a-z]/g, '')
  const wanted = plain(key.slice(0, 40))
  const [best] = keysAt(schema, path)
    .map(name => ({ name, away: distance(plain(name), wanted) }))
    .filter(({ name, away }) => away <= Math.max(1, Math.floor(name.length / 3)))
    .sort((a, b) => a.away - b.away)
  return best?.name ?? null
}

function keysAt(schema: z.ZodType, path: readonly (string | number)[]): string[] {
  const inner = unwrap(schema)
  const [first, ...rest] = path
  if (first === undefined) return inner instanceof z.ZodObject ? Object.keys(inner.shape) : []
  if (inner instanceof z.ZodArray) return keysAt(inner.element as z.ZodType, rest)
  const next = inner instanceof z.ZodObject ? (inner.shape as Record<string, z.ZodType>)[first] : undefined
  return next ? keysAt(next, rest) : []
}

function unwrap(schema: z.ZodType): z.ZodType {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  )
    return unwrap(schema.unwrap() as z.ZodType)
  return schema instanceof z.ZodPipe ? unwrap(schema.in as z.ZodType) : schema
}
