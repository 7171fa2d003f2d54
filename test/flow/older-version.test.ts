/** During an upgrade, replicas of the version before run on tables that the new version has already migrated. */
import { rmSync } from 'node:fs'
import { afterAll, afterEach, describe, expect, it, test, vi } from 'vitest'
import { openStorage } from '../../src/storage/store.ts'
import { startProcess } from '../helpers/bot-process.ts'
import { makeBlankDatabase } from '../helpers/database.ts'
import { chooseOlder, isClone, readTags, unpackOlder } from '../helpers/older-version.ts'
import { recordLog } from '../helpers/recording-log.ts'
import { makeScratch } from '../helpers/scratch.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const folder = makeScratch('older-')
const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the newest tag is the version before; without one it is a recorded commit', () => {
  expect(chooseOlder(['v1.10.0', 'v1.9.2'])).toEqual({ commit: 'v1.10.0', why: 'v1.10.0, the newest tag' })
  expect(chooseOlder(['vendor', 'v0.2.0'])).toEqual({ commit: 'v0.2.0', why: 'v0.2.0, the newest tag' })
  const { commit, why } = chooseOlder([])
  expect(commit).toMatch(/^[0-9a-f]{40}$/)
  expect(why).toBe(`${commit.slice(0, 7)}, a recorded commit, because there is no tag`)
})

const older = isClone() ? chooseOlder(readTags()) : null

describe.skipIf(older === null)(`the version before (${older?.why})`, () => {
  it('starts and stops next to this version on the tables of this version, and keeps what it wrote', async () => {
    if (older === null) throw new Error('this is no clone')
    const database = await makeBlankDatabase()
    cleanups.push(database.remove)
    const { store, close } = await openStorage({ databaseUrl: database.url, dataDir: '', log: recordLog() })
    const now = new Date()
    await store.conversations.save({ id: 'slack:C1', kind: 'channel', reference: { channel: 'C1' } }, now)
    const entry = unpackOlder(folder, older)
    const settings = {
      ...{ TABNINE_URL: 'http://127.0.0.1:9', TABNINE_TOKEN: 'not-asked-for', TEAMS_DEV: '1' },
      ...{ PORT: '0', METRICS_PORT: '0', DATABASE_URL: database.url },
    }

    await using old = startProcess([], settings, '', entry)
    await using current = startProcess([], settings)
    for (const bot of [old, current]) {
      const { port } = await bot.untilLogged('ready')
      const ready = await fetch(`http://127.0.0.1:${port}/health/ready`)
      expect([ready.status, await ready.json()]).toEqual([200, { status: 'ok' }])
    }
    for (const bot of [old, current]) {
      bot.kill('SIGTERM')
      expect(await bot.ended).toMatchObject({ exitCode: 0, stderr: '' })
      expect(bot.logged().filter(({ level }) => level >= 50)).toEqual([])
    }

    expect(await store.conversations.get('slack:C1')).toMatchObject({ id: 'slack:C1', kind: 'channel' })
    await close()
  })
})
