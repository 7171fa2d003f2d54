/** JSON that is nearly what is expected. */
import fc from 'fast-check'
import { anyText } from '../helpers/texts.ts'
import { maxLength, repeat } from './any-text.ts'

/** Names that every object has, and those that are read. */
const keys = ['__proto__', 'constructor', 'toString', 'length', 'id', 'type', 'data', 'items', 'meta', 'value', 'usage']

const { any: anyJson } = fc.letrec<{ any: unknown }>(tie => ({
  any: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    fc.constantFrom(null, true, 0, -1, 1e308, 2 ** 53, 0.1, '', 'x', '2026-11-25T10:00:00Z', '9999-12-31T00:00:00Z'),
    anyText({ maxLength: 40 }),
    fc.array(tie('any'), { maxLength: 6 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...keys), fc.string({ maxLength: 8 })), tie('any'), { maxKeys: 6 }),
  ),
}))

/** A value of a known shape in which some part, at any depth, is anything. */
function spoiled(valid: unknown): fc.Arbitrary<unknown> {
  const paths = pathsIn(valid)
  return fc
    .array(fc.tuple(fc.constantFrom(...paths), fc.oneof(anyJson, fc.constant(undefined))), { maxLength: 4 })
    .map(changes => changes.reduce((value, [path, part]) => replaceIn(value, path, part), valid))
}

function pathsIn(value: unknown, path: readonly string[] = []): string[][] {
  const inside =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, part]) => pathsIn(part, [...path, name]))
      : []
  return [[...path], ...inside]
}

function replaceIn(value: unknown, [name, ...rest]: readonly string[], part: unknown): unknown {
  if (name === undefined) return part
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((each, at) => (String(at) === name ? replaceIn(each, rest, part) : each))
  return { ...value, [name]: replaceIn((value as Record<string, unknown>)[name], rest, part) }
}

/** JSON of these shapes, whole, spoiled, cut short, deep or long. */
export function anyJsonOf(...shapes: readonly unknown[]): fc.Arbitrary<string> {
  const anyShape = fc.oneof(...shapes.map(spoiled), anyJson)
  const written = anyShape.map(value => JSON.stringify(value) ?? '')
  return fc.oneof(
    written,
    fc.tuple(written, fc.nat({ max: maxLength })).map(([text, at]) => text.slice(0, at)),
    fc.constantFrom(...jsonPieces).map(piece => repeat(piece, maxLength)),
    anyShape.map(value => {
      const text = JSON.stringify(value) ?? 'null'
      const times = Math.max(1, Math.floor(maxLength / (text.length + 1)) - 1)
      return `[${Array.from({ length: times }, () => text).join(',')}]`.slice(0, maxLength)
    }),
  )
}

export const jsonPieces = ['[', '{"a":', '[[],', '"', '"\\u', '0', '1e', '[0,', '{"data":[', '"\\"', '[null,', '{"":']
