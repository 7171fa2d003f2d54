/** The code follows ARCHITECTURE.md: directions of imports, places of packages, sizes and names. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readImports } from './helpers/architecture/imports.ts'
import { inspectArchitecture } from './helpers/architecture/inspect.ts'
import { features, homes } from './helpers/architecture/rules.ts'

const root = join(import.meta.dirname, '..')
const paths = globSync('{src,adapters,bin,demo}/**/*.{ts,mjs}', { cwd: root })
const house = new Map(paths.map(path => [path, readFileSync(join(root, path), 'utf8')]))

test('every rule of the architecture holds', () => {
  expect(inspectArchitecture(house)).toEqual([])
})

test('every package that the bot runs on has a home, and every home a package', () => {
  const packageFile = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const dependencies: Record<string, string> = packageFile.dependencies
  // Stubs replace what other packages load; the bot imports none of them.
  const imported = Object.keys(dependencies).filter(name => !dependencies[name]?.startsWith('file:'))
  // What only the demo uses is installed for development alone.
  const isShipped = (name: string) => homes[name]?.in.some(place => !place.startsWith('demo/')) ?? false
  const housed = Object.keys(homes).filter(name => name !== 'node' && isShipped(name))
  expect(housed.sort()).toEqual(imported.sort())
})

test('no import is overlooked: as many are read as the files contain', () => {
  const written = [...house.values()].join('\n').match(/\bfrom '|\bimport\('|\brequire\('|^import '/gm) ?? []
  const read = [...house.values()].flatMap(readImports)
  expect(read.length).toBeGreaterThan(300)
  expect(read).toHaveLength(written.length)
})

describe('imports are read in every form', () => {
  test.each([
    ["import { a } from './a.ts'", './a.ts', false],
    ["import a, { b } from 'a'", 'a', false],
    ["import * as a from 'a'", 'a', false],
    ["import 'a'", 'a', false],
    ["import {\n  type A,\n  b,\n} from 'a'", 'a', false],
    ["import {\n  type A,\n  type B,\n} from 'a'", 'a', true],
    ["import type { A } from 'a'", 'a', true],
    ["import type A from 'a'", 'a', true],
    ["export { a } from './a.ts'", './a.ts', false],
    ["export * from './a.ts'", './a.ts', false],
    ["export type { A } from './a.ts'", './a.ts', true],
    ["const { a } = await import('./a.ts')", './a.ts', false],
    ["const a = require('a')", 'a', false],
  ])('%j', (source, specifier, isType) => {
    expect(readImports(`${source}\n`)).toEqual([{ specifier, isType }])
  })

  test.each([
    "export const a = 'b'",
    "// import { a } from 'a'",
    " * import { a } from 'a'",
    'export function from() {}',
  ])('and nothing else: %s', source => {
    expect(readImports(source)).toEqual([])
  })
})

const inSrc = (path: string, source: string) => ({ [`src/${path}`]: source })

describe('the inspection finds', () => {
  test.each<[what: string, added: Record<string, string>, fault: RegExp]>([
    [
      'src that knows a platform',
      inSrc('app.ts', "import '../adapters/http.ts'"),
      /no arrow leads from app to adapters/,
    ],
    [
      'a report that asks the wire',
      inSrc('report/a.ts', "import '../usage-api/client.ts'"),
      /from report to usage-api/,
    ],
    ['a command that does', inSrc('command/a.ts', "import type { A } from '../usage-api/http.ts'"), /to usage-api/],
    ['privacy that knows commands', inSrc('privacy/a.ts', "import '../command/line.ts'"), /from privacy to command/],
    ['a report that knows commands', inSrc('report/a.ts', "import '../command/line.ts'"), /from report to command/],
    ['a framework that knows a feature', inSrc('command/a.ts', "import '../usage/usage.ts'"), /from command to usage/],
    ['a feature that knows a later one', inSrc('usage/a.ts', "import '../seats/seats.ts'"), /from usage to seats/],
    ['a message that knows reports', inSrc('message/a.ts', "import '../report/report.ts'"), /from message to report/],
    ['a leaf that imports a room', inSrc('ports.ts', "import './errors.ts'"), /no arrow leads from ports to errors/],
    [
      'a client that renders text',
      inSrc('usage-api/a.ts', "import '../message/words.ts'"),
      /from usage-api to message/,
    ],
    [
      'a sandbox that uses the client',
      { 'demo/sandbox/a.ts': "import '../../src/usage-api/http.ts'" },
      /from demo\/sandbox to usage-api/,
    ],
    [
      'a sandbox deep down',
      { 'demo/sandbox/wire/a.ts': "import '../../../src/errors.ts'" },
      /from demo\/sandbox to errors/,
    ],
    [
      'a product that knows the demo',
      { 'adapters/cli/a.ts': "import '../../demo/demo.ts'" },
      /from adapters\/cli to demo/,
    ],
    ['a core that is imported back', inSrc('command/a.ts', "import '../app.ts'"), /no arrow leads from command to app/],
    ['settings in the middle', inSrc('report/a.ts', "import '../config.ts'"), /no arrow leads from report to config/],
    [
      'Slack that uses Teams',
      { 'adapters/slack/a.ts': "import '../teams/card.ts'" },
      /from adapters\/slack to adapters/,
    ],
    [
      'a delivery that asks commands',
      inSrc('delivery/a.ts', "import '../command/read.ts'"),
      /from delivery to command/,
    ],
    ...[...features, 'notices', 'background', 'commands'].map((room): [string, Record<string, string>, RegExp] => [
      `a delivery that knows ${room}`,
      { ...inSrc('delivery/a.ts', `import type { A } from '../${room}/a.ts'`), ...inSrc(`${room}/a.ts`, '') },
      new RegExp(`no arrow leads from delivery to ${room}$`),
    ]),
    [
      'a delivery that names a feature',
      inSrc('delivery/a.ts', "if (kind === 'digest') return"),
      /names a feature: digest/,
    ],
    [
      'a delivery that names a feature',
      inSrc('delivery/queue/a.ts', '/** Posts alerts. */'),
      /names a feature: alerts/,
    ],
    ['a store that knows reports', inSrc('storage/a.ts', "import '../report/report.ts'"), /from storage to report/],
    [
      'a queue that opens the store',
      inSrc('delivery/queue/a.ts', "import '../../storage/store.ts'"),
      /from delivery to storage/,
    ],
    ['a calendar that reports', inSrc('time/a.ts', "import '../report/report.ts'"), /from time to report/],
    ['a command past the ports', inSrc('command/a.ts', "import '../storage/store.ts'"), /from command to storage/],
    [
      'a chat that delivers itself',
      { 'adapters/slack/a.ts': "import '../../src/delivery/deliver.ts'" },
      /slack to delivery/,
    ],
    ['a database elsewhere', inSrc('delivery/a.ts', "import { Pool } from 'pg'"), /pg, whose home is/],
    ['an adapter that starts itself', { 'adapters/log.ts': "import './main.ts'" }, /from adapters to adapters\/main/],
    ['a room that is not in the rules', inSrc('cellar/a.ts', "import '../errors.ts'"), /cellar, which has no place/],
    ['a way to nowhere', inSrc('report/a.ts', "import './gone.ts'"), /src\/report\/gone.ts, which is not there/],
    ['a chat SDK outside of its home', { 'adapters/slack/a.ts': "import bolt from '@slack/bolt'" }, /whose home is/],
    ['a chat SDK in src', inSrc('app.ts', "import type { Activity } from 'botbuilder'"), /botbuilder \(a type\)/],
    ['a second web server', { 'adapters/slack/bot.ts': "import express from 'express'" }, /express, whose home is/],
    ['an HTTP client of one’s own', inSrc('report/a.ts', "import { fetch } from 'undici'"), /undici, whose home is/],
    ['a schema behind the border', inSrc('message/a.ts', "import { z } from 'zod'"), /zod, whose home is/],
    ['a schema value where types may be', inSrc('usage-api/http.ts', "import { z } from 'zod'"), /zod, whose home is/],
    ['an unknown package', inSrc('report/a.ts', "import x from '@left/pad/deep'"), /@left\/pad, which has no home/],
    ['a core that touches the machine', inSrc('report/a.ts', "import 'node:fs'"), /node, whose home is/],
    ['the environment elsewhere', { 'adapters/a.ts': 'const { PORT } = process.env' }, /reads the environment/],
    ['the environment by its other name', { 'adapters/a.ts': "import { env } from 'node:process'" }, /environment/],
    ['a language in one room', inSrc('message/english.ts', 'a\n'.repeat(401)), /english.ts has 401 lines/],
    ['a file that grew', { 'adapters/a.ts': 'a\n'.repeat(401) }, /adapters\/a.ts has 401 lines/],
    ['a forged authorization', inSrc('delivery/a.ts', 'post(message as Authorized<Message>)'), /casts to what only/],
    ['one forged in two steps', { 'adapters/a.ts': 'x as unknown as Authorization' }, /casts to what only/],
    ['data passed as no data', inSrc('delivery/a.ts', 'releaseWithoutData(digest)'), /without asking who reads it/],
    [
      'a job that frees seats',
      { 'src/background/a.ts': 'await parts.seatDoor.press(given)' },
      /goes past the door: seatDoor.press/,
    ],
    ['a feature that writes itself', inSrc('unused-seats/a.ts', 'await writer.setActive(id, false)'), /past the door/],
    ['a second door', { 'adapters/slack/a.ts': 'createSeatDoor(parts)' }, /goes past the door: createSeatDoor/],
    ['a second writer', inSrc('usage-api/a.ts', "client(url, { method: 'patch' })"), /sends a writing request/],
    ['a name in another case', { 'adapters/slackBot.ts': '' }, /slackBot.ts is not in kebab-case/],
    ['a folder in another case', inSrc('usage_api/a.ts', ''), /not in kebab-case/],
    ['a default export', inSrc('report/a.ts', 'export default 1'), /has a default export/],
    ['a default export by renaming', inSrc('report/a.ts', 'export { a as default }'), /has a default export/],
    [
      'a circle, also of types',
      {
        ...inSrc('report/a.ts', "import type { B } from './b.ts'"),
        ...inSrc('report/b.ts', "import { c } from './c.ts'"),
        ...inSrc('report/c.ts', "import { a } from './a.ts'"),
      },
      /^a circle: src\/report\/a.ts → src\/report\/b.ts → src\/report\/c.ts → src\/report\/a.ts$/,
    ],
    ['a file that imports itself', inSrc('report/a.ts', "import './a.ts'"), /a circle: src\/report\/a.ts → src/],
  ])('%s', (_what, added, fault) => {
    const faults = inspectArchitecture(new Map([...house, ...Object.entries(added)]))
    expect(faults).toContainEqual(expect.stringMatching(fault))
  })

  test.each<[what: string, added: Record<string, string>]>([
    ['a sandbox that shares the wire’s shapes', { 'demo/sandbox/a.ts': "import '../../src/usage-api/schema.ts'" }],
    ['types of the web server in a bot', { 'adapters/teams/bot.ts': "import type { Request } from 'express'" }],
    ['a report that imports its words', inSrc('report/a.ts', "import '../message/words.ts'")],
    ['a file of exactly the longest size', { 'adapters/a.ts': 'a\n'.repeat(400) }],
  ])('nothing wrong with %s', (_what, added) => {
    expect(inspectArchitecture(new Map([...house, ...Object.entries(added)]))).toEqual(inspectArchitecture(house))
  })
})
