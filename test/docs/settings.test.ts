/** Every setting is documented with its default, and none that does not exist. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { root } from '../../scripts/docs/documents.ts'
import { ConfigFileSchema } from '../../src/config/schema.ts'
import { listSettings } from '../../src/config.ts'

const read = (path: string) => readFileSync(join(root, path), 'utf8')
const [environment = '', file = ''] = read('docs/configuration.md').split('\n## Configuration file\n')

type Documented = { readonly name: string; readonly byDefault: string }

/** The rows of all tables whose first cell names settings; a cell may name several. */
function rowsOf(markdown: string): Documented[] {
  const rows = markdown.split('\n').filter(line => line.startsWith('| `'))
  return rows.flatMap(row => {
    const [, names = '', byDefault = ''] = row.split('|').map(cell => cell.trim())
    return [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => ({ name, byDefault }))
  })
}

test('the environment: every setting that is read, and no other', () => {
  const botFramework = [...(/The Bot Framework's own names.*?\n\n/s.exec(environment)?.[0] ?? '').matchAll(/`(\w+)`/g)]
  const documented = [...rowsOf(environment).map(({ name }) => name), ...botFramework.map(([, name]) => name)]
  expect(documented.toSorted()).toEqual(
    listSettings()
      .map(({ name }) => name)
      .toSorted(),
  )
})

test('the environment: the default that holds', () => {
  const documented = new Map(rowsOf(environment).map(({ name, byDefault }) => [name, byDefault]))
  const known = listSettings().flatMap(({ name, byDefault }) =>
    byDefault === null ? [] : [[name, `\`${byDefault}\``]],
  )
  expect(known.length).toBeGreaterThan(10)
  expect(known.map(([name = '']) => [name, documented.get(name)])).toEqual(known)
})

test('.env.example names only settings that exist', () => {
  const names = [...read('.env.example').matchAll(/^(?:# )?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name)
  expect(names.length).toBeGreaterThan(10)
  const known = listSettings().map(({ name }) => name)
  expect(names.filter(name => !known.includes(name ?? ''))).toEqual([])
})

type Schema = {
  readonly default?: unknown
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
}

/** Dotted names of all settings; those of a list's entries go without its brackets. */
function settingsIn(schema: Schema, path: string, inherited?: unknown): { name: string; byDefault: unknown }[] {
  const inner = [schema, schema.items, ...(schema.anyOf ?? [])].find(each => each?.properties)?.properties
  if (!inner) return [{ name: path, byDefault: schema.default ?? inherited }]
  const defaults = (schema.default ?? {}) as Readonly<Record<string, unknown>>
  return Object.entries(inner).flatMap(([name, each]) =>
    settingsIn(each, path === '' ? name : `${path}.${name}`, defaults[name]),
  )
}

const settings = settingsIn(z.toJSONSchema(ConfigFileSchema, { io: 'input', unrepresentable: 'any' }) as Schema, '')

test('the configuration file: every setting of its schema with its default, and no other', () => {
  const documented = rowsOf(file)
  expect(documented.map(({ name }) => name)).toEqual(settings.map(({ name }) => name))
  const withDefault = settings.filter(({ byDefault }) => isShown(byDefault))
  expect(withDefault.length).toBeGreaterThan(12)
  for (const { name, byDefault } of withDefault) {
    const row = documented.find(documented => documented.name === name)
    expect([name, parse(row?.byDefault.replaceAll('`', '') ?? '')]).toEqual([name, byDefault])
  }
})

/** What is empty is documented in words. */
function isShown(byDefault: unknown): boolean {
  if (byDefault === undefined || byDefault === null) return false
  return typeof byDefault !== 'object' || Object.keys(byDefault).length > 0
}
