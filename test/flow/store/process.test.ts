/** `store verify` and `store migrate`, as an administrator runs them around a backup and an upgrade. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { startProcess } from '../../helpers/bot-process.ts'
import { makeBlankDatabase, makeDatabase } from '../../helpers/database.ts'
import { makeHome } from '../../helpers/home.ts'
import { makeScratch } from '../../helpers/scratch.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const folder = makeScratch('home-verify-')
const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const store = (args: string[], environment: Record<string, string>) =>
  startProcess(['store', ...args], { TMPDIR: folder, ...environment }).ended

async function database(): Promise<string> {
  const made = await makeDatabase()
  cleanups.push(made.remove)
  return made.url
}

async function query(url: string, statement: string) {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}

const subscription = (schedule: string) =>
  `insert into subscriptions (conversation, subjects, schedule, owner, next_run_at, created_at)
   values ('slack:C1', '[]', '${schedule}', 'slack:U1', now(), now())`
const good = '{"every":{"unit":"month"},"hour":9,"minute":0,"zone":"UTC"}'

describe('verify', () => {
  test('a database whose rows can all be read, on both homes', async () => {
    const url = await database()
    await query(url, subscription(good))
    expect(await store(['verify'], { DATABASE_URL: url })).toEqual({
      exitCode: 0,
      stdout: 'All 1 rows of the database of DATABASE_URL can be read.\n',
      stderr: '',
    })
    const home = await makeHome()
    cleanups.push(home.remove)
    const embedded = await store(['verify'], { DATA_DIR: home.folder })
    expect(embedded).toMatchObject({ exitCode: 0, stdout: `All 0 rows of ${home.folder} can be read.\n` })
  })

  test('names rows that the bot leaves out, with exit code 1', async () => {
    const url = await database()
    await query(url, subscription(good))
    await query(url, subscription('{"every":"now"}'))
    expect(await store(['verify'], { DATABASE_URL: url })).toMatchObject({
      exitCode: 1,
      stdout: expect.stringMatching(/^2 rows of .* not understood: subscriptions 2\. The bot leaves these out\.\n$/),
    })
  })

  test('an export, without the database and without leaving anything', async () => {
    const url = await database()
    await query(url, subscription(good))
    const file = join(folder, 'memory.json')
    await store(['export', file], { DATABASE_URL: url })
    const before = readdirSync(folder)
    expect(await store(['verify', file], {})).toEqual({
      exitCode: 0,
      stdout: `All 1 rows of ${file} can be read.\n`,
      stderr: '',
    })
    expect(readdirSync(folder)).toEqual(before)

    const cut = join(folder, 'cut.json')
    writeFileSync(cut, readFileSync(file, 'utf8').split('\n').slice(0, 2).join('\n'))
    const { exitCode, stderr } = await store(['verify', cut], {})
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(/cut\.json is incomplete: it ends early, or rows are missing/)
    expect(readdirSync(folder).filter(name => name.startsWith('tabnine'))).toEqual([])
  })

  test('a damaged folder, and one that is not there', async () => {
    const home = await makeHome()
    cleanups.push(home.remove)
    rmSync(join(home.folder, 'postgres', 'PG_VERSION'))
    const damaged = await store(['verify'], { DATA_DIR: home.folder })
    expect(damaged).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/ is damaged: restore the folder/) })
    const none = await store(['verify'], { DATA_DIR: join(folder, 'none') })
    expect(none).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/^There is no database of the bot in /) })
  })
})

describe('migrate', () => {
  test('--status lists what is to be done, and changes nothing; then it is done', async () => {
    const made = await makeBlankDatabase()
    cleanups.push(made.remove)
    const env = { DATABASE_URL: made.url }
    const before = await store(['migrate', '--status'], env)
    expect(before).toMatchObject({ exitCode: 3, stderr: '' })
    expect(before.stdout).toMatch(/^pending {2}0000_memory\n(pending {2}\d{4}_\w+\n)+\d+ to apply: start the bot/)
    expect(await store(['migrate', '--status'], env)).toEqual(before)
    expect(await store(['migrate'], env)).toMatchObject({
      exitCode: 0,
      stdout: 'The tables in the database of DATABASE_URL are up to date.\n',
    })
    const after = await store(['migrate', '--status'], env)
    expect(after).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/The tables are up to date\.\n$/) })
    expect(after.stdout).toContain('applied  0000_memory\n')
  })

  test('refuses tables of a newer version', async () => {
    const url = await database()
    await query(url, 'insert into migrations values (9999999999999, now())')
    const { exitCode, stderr } = await store(['migrate', '--status'], { DATABASE_URL: url })
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: 'A newer version of the bot has updated this database. Run that version, or restore an older backup.\n',
    })
  })
})

test.each([[['migrate', 'now']], [['verify', '--all']], [['verify', 'a', 'b']], [['export']]])(
  '%j explains itself',
  async args => {
    const { exitCode, stdout, stderr } = await store(args, { DATABASE_URL: 'postgres://127.0.0.1:1/x' })
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toMatch(/^npm run store -- export/)
  },
)
