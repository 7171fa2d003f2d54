import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openDatabase } from '../../../src/storage/db.ts'
import { sql } from '../../../src/storage/drizzle.ts'
import { startProcess } from '../../helpers/bot-process.ts'
import { makeHome } from '../../helpers/home.ts'
import { openWorld, type World } from './world.ts'

// Making a database takes seconds, and several processes share the machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const log = { debug() {}, info() {}, warn() {}, error() {} }
let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

describe('the embedded database', () => {
  it('is refused to a second process in one sentence, and is there again after a kill', async () => {
    const DATA_DIR = world.makeFolder()
    await using first = await world.startBot({ DATA_DIR })
    expect(await first.askInChannel('subscribe payments')).toContain('Done. Payments digest, here, ')
    const sentence = `The folder ${DATA_DIR} is in use by another process of the bot. Stop that process, or set DATABASE_URL to a PostgreSQL server to run several.\n`
    const seconds = [
      startProcess([], { ...world.settings, DATA_DIR }),
      startProcess(['store', 'export', 'x'], { DATA_DIR }),
    ]
    for (const { ended } of seconds) expect(await ended).toEqual({ exitCode: 1, stdout: '', stderr: sentence })
    expect(await first.ask('subscriptions')).toContain('Payments')

    first.kill('SIGKILL')
    await first.ended
    await using next = await world.startBot({ DATA_DIR })
    expect(await next.ask('subscriptions')).toContain('Payments')
  })

  it('takes little of the machine’s: the process runs with V8’s quick compiler alone, as the one that was started', async () => {
    await using bot = await world.startBot({ DATA_DIR: (await makeHome()).folder })
    const metrics = await (await fetch(bot.metricsUrl)).text()
    const [, bytes] = /^process_resident_memory_bytes (\S+)/m.exec(metrics) ?? []
    // 400 and more without, and a peak of 700.
    expect(Number(bytes) / 1e6).toBeLessThan(300)
    bot.kill('SIGINT')
    expect(await bot.ended).toMatchObject({ exitCode: 0, stderr: '' })
  })

  it('whose making was cut short by a kill is there after the next start', async () => {
    const DATA_DIR = world.makeFolder()
    const bot = startProcess([], { ...world.settings, DATA_DIR })
    const isBegun = () => expect(existsSync(join(DATA_DIR, 'postgres/base'))).toBe(true)
    await vi.waitFor(isBegun, { timeout: 60_000, interval: 10 })
    bot.kill('SIGKILL')
    expect(await bot.ended).toMatchObject({ exitCode: null, stdout: '' })
    await using next = await world.startBot({ DATA_DIR })
    expect(await next.ask('subscriptions')).toContain('No digests here yet.')
  })

  it('that a newer version has changed is refused', async () => {
    const DATA_DIR = world.makeFolder()
    const database = await openDatabase({ dataDir: DATA_DIR, log })
    await database.queries.execute(
      sql`create table migrations (version bigint primary key, applied_at timestamptz not null)`,
    )
    await database.queries.execute(sql`insert into migrations values (9999999999999, now())`)
    await database.close()
    expect(await startProcess([], { ...world.settings, DATA_DIR }).ended).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: 'A newer version of the bot has updated this database. Run that version, or restore an older backup.\n',
    })
  })

  it('cannot be in a file', async () => {
    const DATA_DIR = join(import.meta.dirname, 'world.ts')
    expect(await startProcess([], { ...world.settings, DATA_DIR }).ended).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: `${DATA_DIR} is not a folder: set DATA_DIR to one.\n`,
    })
  })
})

describe('a full disk', () => {
  it('ends the process with a sentence, so that a supervisor restarts it; no stored data is lost', async () => {
    const { folder: DATA_DIR } = await makeHome()
    await using bot = await world.startBot({
      DATA_DIR,
      NODE_OPTIONS: `--import=${join(import.meta.dirname, 'full-disk.ts')}`,
    })
    expect(await bot.askInChannel('subscribe payments')).toContain('Done. Payments digest, here, ')
    bot.kill('SIGUSR2')
    await bot.untilLogged('the disk is full')
    const answer = await bot.ask('pause 1')
    expect(answer).toContain('My storage is full')
    const { exitCode, stderr } = await bot.ended
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' })
    const sentence = `The embedded database cannot write to ${DATA_DIR}: check its disk and quota and start the bot again. No stored data is lost.`
    expect(bot.logged()).toContainEqual(expect.objectContaining({ level: 50, msg: sentence }))

    await using next = await world.startBot({ DATA_DIR })
    expect(await next.ask('subscriptions')).toContain('Payments')
  })
})
