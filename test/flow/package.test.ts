/** What `npm pack` makes, installed in an empty folder as an administrator would: it is complete, and it starts. */
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startSandbox } from '../../demo/sandbox/server.ts'
import { startProcess } from '../helpers/bot-process.ts'
import { makeHome } from '../helpers/home.ts'
import { linksIn } from '../helpers/markdown.ts'
import { installPacked } from '../helpers/pack.ts'
import { makeScratch } from '../helpers/scratch.ts'

// It is compiled, packed and unpacked first.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 })

const scratch = makeScratch('package-')
let installed: Awaited<ReturnType<typeof installPacked>>
let inPackage: (path: string) => string
let own: string[]

beforeAll(async () => {
  installed = await installPacked(scratch)
  inPackage = path => join(installed.folder, 'node_modules/tabnine-usage-bot', path)
  own = installed.files.filter(path => !path.startsWith('node_modules/'))
})

afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const start = (args: readonly string[], environment: Record<string, string> = {}) =>
  startProcess(args, environment, '', inPackage('bin/bot.mjs'))

test('it has what its documents lead to, and the files to copy', () => {
  const documents = own.filter(path => path.endsWith('.md'))
  expect(documents).toEqual(expect.arrayContaining(['README.md', 'SECURITY.md', 'docs/operations.md']))
  const broken = documents.flatMap(path =>
    linksIn(readFileSync(inPackage(path), 'utf8'))
      .filter(link => !/^(https?|mailto):|^#/.test(link))
      .map(link => join(dirname(path), link.replace(/#.*/, '')))
      .filter(target => !existsSync(inPackage(target)))
      .map(target => `${path}: ${target}`),
  )
  expect(broken).toEqual([])
  expect(own).toEqual(expect.arrayContaining(['LICENSE', '.env.example', 'config.example.yaml', 'CHANGELOG.md']))
})

test('it has neither demo nor tests nor sources, and only compiled code', () => {
  const folders = new Set(own.filter(path => path.includes('/')).map(path => path.split('/')[0]))
  expect([...folders].sort()).toEqual(['adapters', 'bin', 'deploy', 'dist', 'docs', 'manifest', 'src'])
  expect(own.filter(path => path.endsWith('.ts'))).toEqual([])
  expect(own.filter(path => path.startsWith('src/') && !path.startsWith('src/storage/migrations/'))).toEqual([])
})

test('--version prints the version of the package', async () => {
  const { version } = JSON.parse(readFileSync(inPackage('package.json'), 'utf8'))
  expect(version).toMatch(/^\d+\.\d+\.\d+/)
  await expect(start(['--version']).ended).resolves.toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' })
})

test('without settings it names what is missing, and no demo that it does not have', async () => {
  const { exitCode, stdout, stderr } = await start([]).ended
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
  expect(stderr).toMatch(/^TABNINE_TOKEN is missing\./)
  expect(stderr).not.toContain('demo')
  const demo = await start(['demo']).ended
  expect(demo).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('is not in the published package') })
})

test.each(['ask', 'config', 'doctor', 'manifest', 'store'])(
  '%s --help shows what can be typed there',
  async command => {
    const { exitCode, stdout, stderr } = await start([command, '--help']).ended
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toContain(`npx tabnine-usage-bot ${command} `)
    expect(stdout).not.toContain('npm run')
  },
)

test('doctor names what is missing, as it is typed there', async () => {
  const { exitCode, stdout } = await start(['doctor']).ended
  expect(exitCode).toBe(2)
  expect(stdout).toContain('TABNINE_TOKEN')
  expect(stdout).not.toContain('npm run')
})

test('its first start unpacks the database that the build prepared, in a fraction of the memory', async () => {
  const prepared = own.filter(path => path.endsWith('.zip.zst'))
  expect(prepared).toEqual([expect.stringMatching(/^dist\/empty-database-/)])
  expect(statSync(inPackage(prepared[0] ?? '')).size).toBeLessThan(1.5e6)
  const tabnine = { TABNINE_URL: 'http://127.0.0.1:9', TABNINE_TOKEN: 'not-asked-for' }
  const folder = join(scratch, 'data')
  await using bot = start([], { ...tabnine, TEAMS_DEV: '1', PORT: '0', METRICS_PORT: '0', DATA_DIR: folder })
  await bot.untilLogged('ready')
  expect(existsSync(join(folder, 'postgres/PG_VERSION'))).toBe(true)
  const [, peak] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${bot.pid}/status`, 'utf8')) ?? []
  expect(Number(peak)).toBeLessThan(400_000)
  bot.kill('SIGTERM')
  expect(await bot.ended).toMatchObject({ exitCode: 0, stderr: '' })
})

test('it answers in the terminal, and runs as a bot that stops when asked', async () => {
  const sandbox = await startSandbox({ today: () => new Date(), token: 'tabnine-admin-token' })
  const home = await makeHome()
  try {
    const tabnine = { TABNINE_URL: sandbox.url, TABNINE_TOKEN: sandbox.token }
    const asked = await start(['ask', 'teams'], tabnine).ended
    expect(asked).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Payments') })

    await using bot = start([], { ...tabnine, TEAMS_DEV: '1', PORT: '0', METRICS_PORT: '0', DATA_DIR: home.folder })
    const { port } = await bot.untilLogged('ready')
    const ready = await fetch(`http://127.0.0.1:${port}/health/ready`)
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ok' }])
    bot.kill('SIGTERM')
    expect(await bot.ended).toMatchObject({ exitCode: 0, stderr: '' })
  } finally {
    home.remove()
    await sandbox.close()
  }
})
