/** The images, as far as they can be checked without Docker: what the Dockerfile says, and whether what it copies runs. */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { root } from '../../scripts/docs/documents.ts'
import { startProcess } from '../helpers/bot-process.ts'
import { lineOf, readStages } from '../helpers/dockerfile.ts'
import { makeHome } from '../helpers/home.ts'
import { makeScratch } from '../helpers/scratch.ts'

vi.setConfig({ testTimeout: 120_000 })

const stages = readStages()
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const stepsOf = (name: string) => lineOf(name, stages).flatMap(({ instructions }) => instructions)
const last = (name: string, keyword: string) => stepsOf(name).findLast(step => step.keyword === keyword)?.text
const copiesOf = (name: string) => lineOf(name, stages).flatMap(({ copies }) => copies)

const scratch = makeScratch('container-')
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

test('the bot is the last stage, so that a build without a target makes it', () => {
  expect(stages.map(({ name }) => name)).toEqual(['modules', 'build', 'runtime', 'demo', 'bot'])
})

test('images are of Debian with the Node version that the bot needs', () => {
  expect(stages.map(({ base }) => base)).toEqual([
    ...['node:24-bookworm-slim', 'node:24-bookworm-slim', 'debian:bookworm-slim', 'runtime', 'runtime'],
  ])
})

test.each(['bot', 'demo'])('%s does not run as root, and has neither npm nor a shell as its entry', name => {
  expect(last(name, 'USER')).toBe('10001:10001')
  const entry: string[] = JSON.parse(last(name, 'ENTRYPOINT') ?? '')
  expect(entry[0]).toBe('node')
  expect(stepsOf(name).filter(({ keyword, text }) => keyword === 'RUN' && /\bnpm\b/.test(text))).toEqual([])
  expect(copiesOf(name).filter(({ sources }) => sources.includes('/usr/local/bin/node'))).toHaveLength(1)
})

test('the bot asks its own readiness as a health check', async () => {
  const [interval, timeout] = [/--interval=30s/, /--timeout=5s/]
  const check = last('bot', 'HEALTHCHECK') ?? ''
  expect(check).toContain('/health/ready')
  const source = read('Dockerfile').split('HEALTHCHECK')[1] ?? ''
  expect(source).toMatch(interval)
  expect(source).toMatch(timeout)
})

test('the bot has neither demo nor tests nor sources', () => {
  const sources = copiesOf('bot').flatMap(({ sources }) => sources)
  const inside = ['demo', 'test', 'src', 'adapters', 'docs', 'scripts', '.', './']
  expect(sources.filter(path => inside.includes(path))).toEqual([])
  expect(sources).toContain('src/storage/migrations')
})

test('everything that is copied from the work tree is sent to the build, and nothing else is', () => {
  const sent = read('.dockerignore')
    .split('\n')
    .filter(line => line.startsWith('!'))
    .map(line => line.slice(1))
  const copied = stages
    .flatMap(({ copies }) => copies)
    .filter(({ from }) => from === null)
    .flatMap(({ sources }) => sources.map(source => source.split('/')[0] ?? ''))
  expect(sent.toSorted()).toEqual([...new Set(copied)].sort())
  expect(sent.filter(path => !existsSync(join(root, path)))).toEqual([])
})

/** Lays out a stage in a folder as its COPY instructions say. Packages are those of the work tree. */
function assemble(name: string): string {
  const folder = join(scratch, name)
  for (const { from, sources, target } of copiesOf(name)) {
    for (const source of sources) {
      if (source.startsWith('/usr/')) continue
      const name = source.replace(/^\/app\//, '')
      const place = sources.length > 1 ? join(folder, target, name) : join(folder, target)
      mkdirSync(dirname(place), { recursive: true })
      if (name === 'dist') {
        const options = ['-p', 'tsconfig.build.json', '--outDir', place]
        execFileSync(join(root, 'node_modules/.bin/tsc'), options, { cwd: root })
      } else if (from === null) cpSync(join(root, name), place, { recursive: true })
      else if (!existsSync(place)) symlinkSync(join(root, name), place)
    }
  }
  return join(folder, 'bin/bot.mjs')
}

/** Every file and folder with the time of its last change, without packages: the run's own tools write caches there. */
function stateOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => !entry.isSymbolicLink())
    .flatMap(entry => {
      const path = join(folder, entry.name)
      const inside = entry.isDirectory() && entry.name !== 'node_modules' ? stateOf(path) : []
      return [`${path} ${lstatSync(path).mtimeMs}`, ...inside]
    })
}

describe('what is copied runs', () => {
  test('the bot, with its health check', async () => {
    const home = await makeHome()
    const settings = { TABNINE_URL: 'http://127.0.0.1:1', TABNINE_TOKEN: 'x', TEAMS_DEV: '1', METRICS_PORT: '0' }
    const program = assemble('bot')
    const before = stateOf(join(scratch, 'bot'))
    await using bot = startProcess([], { ...settings, PORT: '0', DATA_DIR: home.folder }, '', program)
    const { port } = await bot.untilLogged('ready')
    const [command = '', flag = '', script = '']: string[] = JSON.parse(
      (last('bot', 'HEALTHCHECK') ?? '').replace(/^.*CMD /s, ''),
    )
    expect([command, flag]).toEqual(['node', '-e'])
    const probe = (PORT: number | undefined) =>
      execFileSync(process.execPath, [flag, script], { env: { PORT: String(port && PORT) } })
    expect(() => probe(port)).not.toThrow()
    expect(() => probe(1)).toThrow()
    bot.kill('SIGTERM')
    expect((await bot.ended).exitCode).toBe(0)
    // The root file system is read-only: what it writes is in DATA_DIR alone.
    expect(before.length).toBeGreaterThan(300)
    expect(stateOf(join(scratch, 'bot'))).toEqual(before)
    home.remove()
  })

  test('the demo, on every address of the container, and for names of this machine only', async () => {
    const entry: string[] = JSON.parse(last('demo', 'ENTRYPOINT') ?? '')
    const command: string[] = JSON.parse(last('demo', 'CMD') ?? '')
    expect(command).toEqual(['--host', '0.0.0.0'])
    const demo = startProcess(
      [...entry.slice(2), ...command],
      { PORT: '0', NODE_ENV: 'production' },
      '',
      assemble('demo'),
    )
    await using _ended = demo
    await expect.poll(demo.stdout, { timeout: 60_000 }).toMatch(/Demo running at/)
    const [, port] = /127\.0\.0\.1:(\d+)/.exec(demo.stdout()) ?? []
    // Another address of the loopback range: a page that listens on 127.0.0.1 alone does not answer there.
    const elsewhere = `http://127.0.0.2:${port}/`
    await expect(fetch(elsewhere).then(({ status }) => status)).resolves.toBe(403)
    const page = await fetch(`http://127.0.0.1:${port}/`)
    expect(page.status).toBe(200)
    const library = await fetch(`http://127.0.0.1:${port}/lib/adaptivecards.js`)
    expect(library.status).toBe(200)
  })
})

describe('compose.yaml', () => {
  type Service = Readonly<Record<string, unknown>> & {
    readonly build?: { readonly target: string }
    readonly environment?: Readonly<Record<string, string>>
  }
  const { services }: { services: Readonly<Record<string, Service>> } = parse(read('compose.yaml'))
  const { version } = JSON.parse(read('package.json'))

  test.each(['bot', 'demo'])('%s cannot write but where it must, nor gain rights', name => {
    expect(services[name]).toMatchObject({
      read_only: true,
      tmpfs: ['/tmp'],
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      build: { context: '.', target: name },
    })
    expect(String(services[name]?.image)).toMatch(new RegExp(`:${version}(-demo)?$`))
  })

  test('ports are published on this machine only, and no password has a default', () => {
    const ports = Object.values(services).flatMap(({ ports = [] }) => ports as string[])
    expect(ports).toEqual(['127.0.0.1:3000:3000', '127.0.0.1:3000:3000'])
    const passwords = read('compose.yaml').match(/\$\{\w+[^}]*\}/g)
    expect(new Set(passwords)).toEqual(new Set([`\${POSTGRES_PASSWORD:?set it in .env}`]))
  })

  test('the bot waits for the database, and has longer to stop than it needs', () => {
    expect(services.bot).toMatchObject({
      depends_on: { postgres: { condition: 'service_healthy' } },
      stop_grace_period: '30s',
    })
    expect(services.postgres).toHaveProperty('healthcheck')
  })
})
