import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { openStorage } from '../../../src/storage/store.ts'
import { makeDatabase } from '../../helpers/database.ts'
import { deliverable } from '../../helpers/delivery-kinds.ts'
import { recordLog } from '../../helpers/recording-log.ts'
import { openWorld, type World } from './world.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterEach(() => world.slack.forget())
afterAll(() => world.close())

/** A bot that is about to post a digest, held up by Slack until `release`. */
async function holdUp() {
  const { url: DATABASE_URL } = await makeDatabase()
  const bot = await world.startBot({ DATABASE_URL })
  await bot.askInChannel('subscribe payments')
  const [arrived, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  world.slack.fail('chat.postMessage', {
    until: released.promise,
    when() {
      arrived.resolve()
      return true
    },
  })
  await bot.ask('run 1')
  await arrived.promise
  return { bot, DATABASE_URL, release: released.resolve }
}

describe('in the middle of a delivery', () => {
  it('a bot that is asked to end posts it first, and the next one knows', async () => {
    const { bot, DATABASE_URL, release } = await holdUp()
    await using _ = bot
    bot.kill('SIGTERM')
    await bot.untilLogged('stopping: answers under way are finished')
    release()
    expect(await bot.ended).toMatchObject({ exitCode: 0, stderr: '' })
    expect(world.digests()).toHaveLength(1)

    await using next = await world.startBot({ DATABASE_URL })
    expect(await next.ask('history 1')).toMatch(/\nPosted$/m)
    expect(world.digests()).toHaveLength(1)
  })

  it('one that is killed leaves it to be found, with the mark that it may be in the chat', async () => {
    const { bot, DATABASE_URL, release } = await holdUp()
    bot.kill('SIGKILL')
    await bot.ended
    release()
    const { store, close } = await openStorage({ databaseUrl: DATABASE_URL, dataDir: '', log: recordLog() })
    const leaseIsOver = new Date(Date.now() + 90_000)
    expect(await store.deliveries.stranded(leaseIsOver, 10, deliverable('slack'))).toMatchObject([
      { kind: 'run', state: 'sending', reason: 'posting', attempts: 1 },
    ])
    await close()
  })
})
