import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startProcess } from '../../helpers/bot-process.ts'
import { type PostgresServer, startPostgres } from '../../helpers/postgres.ts'
import { openWorld, type World } from './world.ts'

// A process is started in each, and the beat of a minute is waited for in one.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let world: World
let server: PostgresServer

beforeAll(async () => {
  ;[world, server] = await Promise.all([openWorld(), startPostgres()])
})
afterAll(() => Promise.all([world.close(), server.remove()]))

/** In the address as it is written, and as it is meant. */
function expectNoPassword(...written: string[]) {
  for (const text of written) {
    expect(text).not.toContain(server.password)
    expect(text).not.toContain(encodeURIComponent(server.password))
    expect(text).not.toContain('hunter2')
  }
}

describe('a database that is not available at the start is reported in one sentence, and nothing is left running', () => {
  const at = () => `127.0.0.1:${server.port}`
  const cases = [
    {
      name: 'no server listens there',
      url: () => 'postgres://bot:hunter2@127.0.0.1:1/bot',
      exit: 1,
      sentence:
        'The database server at 127.0.0.1:1 cannot be reached (ECONNREFUSED): start it, or correct DATABASE_URL.',
    },
    {
      name: 'a wrong password',
      url: () => `postgres://bot:hunter2@${at()}/postgres`,
      exit: 2,
      sentence: /^The database server at \S+ refuses the password of user "bot": correct DATABASE_URL\.$/,
    },
    {
      name: 'no such database',
      url: () => `postgres://bot:${encodeURIComponent(server.password)}@${at()}/nothing`,
      exit: 2,
      sentence: /^The database server at \S+ has no database called "nothing": create it, or correct DATABASE_URL\.$/,
    },
    {
      name: 'another kind of address',
      url: () => 'mysql://bot:hunter2@127.0.0.1/bot',
      exit: 2,
      sentence: 'DATABASE_URL must be an address such as postgres://user:password@host:5432/database.',
    },
  ]

  it.each(cases.filter(({ exit }) => exit === 2))('$name', async ({ url, exit, sentence }) => {
    const { exitCode, stdout, stderr } = await startProcess([], { ...world.settings, DATABASE_URL: url() }).ended
    expect({ exitCode, stdout }).toEqual({ exitCode: exit, stdout: '' })
    expect(stderr.trimEnd()).toMatch(sentence)
    expectNoPassword(stderr)
  })

  it.each(cases)('also when it is moved: $name', async ({ url, exit, sentence }) => {
    const { exitCode, stdout, stderr } = await startProcess(['store', 'export', 'x'], { DATABASE_URL: url() }).ended
    expect({ exitCode, stdout }).toEqual({ exitCode: exit, stdout: '' })
    expect(stderr.trimEnd()).toMatch(sentence)
  })

  it('or where the queue may not make its tables', async () => {
    const url = await server.createDatabase()
    // Someone has put something in its place.
    await query(
      url,
      'create schema pgboss; create table pgboss.version (version text); insert into pgboss.version values ($$x$$)',
    )
    const { exitCode, stderr } = await startProcess([], { ...world.settings, DATABASE_URL: url }).ended
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(/^The job queue could not be set up in the database: [^\n]+\. Fix that and start again\.\n$/)
  })

  it('or where a newer version has changed its tables', async () => {
    const url = await server.createDatabase()
    await query(url, 'create table migrations (version bigint primary key, applied_at timestamptz not null)')
    await query(url, 'insert into migrations values (9999999999999, now())')
    const { exitCode, stdout, stderr } = await startProcess([], { ...world.settings, DATABASE_URL: url }).ended
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: 'A newer version of the bot has updated this database. Run that version, or restore an older backup.\n',
    })
  })
})

describe('a database that goes away while the bot runs', () => {
  it('leaves look-ups as they are, is reported where it is missed, and what was due meanwhile comes when it is back', async () => {
    const url = await server.createDatabase()
    await using bot = await world.startBot({ DATABASE_URL: url })
    // A slot of a minute ago: one of days ago would be left out, and the weekday is what it is.
    const due = new Date(Math.floor(Date.now() / 60_000) * 60_000 - 60_000)
    const when = `every ${weekdays[due.getUTCDay()]} at ${due.toISOString().slice(11, 16)} UTC`
    expect(await bot.askInChannel(`subscribe payments ${when}`)).toContain('Done. Payments digest, here, ')
    expect(await readHealth(bot)).toEqual([200, { status: 'ok' }, '1'])

    // Due from now on, which no beat has seen when the database goes.
    await query(url, `update subscriptions set next_run_at = '${due.toISOString()}'`)
    await server.stop()
    expect(await bot.ask('subscriptions')).toContain('I can’t reach my database')
    expect(await bot.ask('subscriptions')).toContain('Try again in a few minutes. Nothing is lost.')
    expect(await bot.ask('usage payments')).toMatch(/Payments: \d+ people used Tabnine/)
    const away = { status: 'ok', memory: 'the database cannot be reached' }
    // With "tick" next to it, where a beat failed meanwhile.
    expect(await readHealth(bot)).toEqual([200, expect.objectContaining(away), '0'])

    await server.start()
    expect(await bot.ask('subscriptions')).toContain('Payments')
    await world.untilDigests(1, 90_000)
    expect(await readHealth(bot)).toEqual([200, { status: 'ok' }, '1'])
    await vi.waitFor(
      async () =>
        expect(await readMetric(bot.metricsUrl, 'bot_deliveries_total{kind="digest",state="sent"}')).toBe('1'),
      10_000,
    )
    expect(world.digests()).toHaveLength(1)

    // It can be away at the next start: look-ups need no database, and the rest starts when it is back.
    await server.stop()
    await using late = await world.startBot({ DATABASE_URL: url })
    expect(await late.ask('usage payments')).toMatch(/Payments: \d+ people used Tabnine/)
    expect(await readHealth(late)).toEqual([200, { status: 'ok', memory: 'the database cannot be reached' }, '0'])
    const sentence = `The database server at 127.0.0.1:${server.port} cannot be reached (ECONNREFUSED): start it, or correct DATABASE_URL. Until then only look-ups work.`
    expect(late.logged()).toContainEqual(expect.objectContaining({ level: 40, msg: sentence }))
    await server.start()
    await late.untilLogged('the database is reached')
    expect(await late.ask('subscriptions')).toContain('Payments')

    // And it can be away at the end.
    await server.stop()
    bot.kill('SIGTERM')
    const { exitCode, stdout, stderr } = await bot.ended
    await server.start()
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expectNoPassword(stdout)
    // Each failure is a line for people, not a dump of the driver.
    expect(Math.max(...stdout.split('\n').map(line => line.length))).toBeLessThan(6000)
  })
})

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

async function query(url: string, statements: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(statements)
  await client.end()
}

type Urls = { readonly url: string; readonly metricsUrl: string }

async function readHealth({ url, metricsUrl }: Urls): Promise<[number, unknown, string | undefined]> {
  const ready = await fetch(`${url}/health/ready`)
  return [ready.status, await ready.json(), await readMetric(metricsUrl, 'bot_memory_reachable')]
}

async function readMetric(metricsUrl: string, name: string): Promise<string | undefined> {
  const metrics = await (await fetch(metricsUrl)).text()
  return metrics
    .split('\n')
    .find(line => line.startsWith(`${name} `))
    ?.split(' ')[1]
}
