import { afterAll, describe, expect, it } from 'vitest'
import { createWords } from '../../../src/message/words.ts'
import { createWaitingWatch } from '../../../src/notices/waiting.ts'
import type { Platform } from '../../../src/platform.ts'
import type { WaitingPosts } from '../../../src/ports.ts'
import { readNotice } from '../../helpers/delivery-kinds.ts'
import { createWorld, openStore } from '../delivery/world.ts'

const { store, close } = await openStore()
afterAll(close)

const minute = 60_000

/** A digest that was due just now, and a process that looks for what waits. */
async function begin(platforms: readonly Platform[], operators: readonly string[] = ['teams:operators']) {
  await store.execute('delete from deliveries')
  await store.execute('delete from presence')
  const world = createWorld(store)
  const now = world.clock.now()
  for (const id of operators) await store.conversations.save({ id, kind: 'channel', reference: null }, now)
  const subscription = await world.subscribe()
  const digest = await world.claim(subscription, { dueAt: now })
  const seen: (readonly WaitingPosts[])[] = []
  const { jobs, clock, log } = world
  const watchAs = (own: readonly Platform[]) =>
    createWaitingWatch({
      store,
      jobs,
      clock,
      log,
      platforms: () => own,
      operators,
      observe: waiting => seen.push(waiting),
    })
  return {
    ...world,
    digest,
    seen,
    watch: watchAs(platforms),
    watchAs,
    logged: () => log.records.filter(({ level }) => level === 'error').map(({ text }) => text),
    async notices() {
      const { rows } = await store.execute(`select id from deliveries where kind = 'notice' order by id`)
      return Promise.all(rows.map(({ id }) => world.read(Number(id))))
    },
  }
}

const words = createWords('en')
const rendering = { t: words, timeZone: 'UTC', commandPrefix: '' }

describe('posts for a platform that no process has', () => {
  it('are reported after some minutes, once to operators and once in the log, and counted', async () => {
    const world = await begin(['teams'])
    await world.watch()
    world.pass(4 * minute)
    await world.watch()
    expect([world.seen.flat(), await world.notices(), world.logged()]).toEqual([[], [], []])

    world.pass(minute)
    for (let look = 0; look < 3; look++) await world.watch()
    const waiting = { platform: 'slack', reason: null, posts: 1, since: world.digest.dueAt }
    expect(world.seen.slice(2)).toEqual(Array(3).fill([waiting]))
    expect(world.logged()).toEqual(['posts wait: no process is connected to their platform'])
    const [notice, ...others] = await world.notices()
    expect(others).toEqual([])
    expect(notice).toMatchObject({ conversation: 'teams:operators', subscription: null, state: 'pending' })
    expect(await world.read(world.digest.id)).toEqual(world.digest)
    expect(await store.subscriptions.get(Number(world.digest.subscription))).toMatchObject({ pause: null })

    const message = notice && readNotice(notice)
    expect(message?.render(rendering)).toMatchObject({
      title: '1 post to Slack is waiting',
      summary: expect.stringContaining('1 post to Slack has been waiting since '),
    })
  })

  it('are reported again the next day, and not once they are posted', async () => {
    const world = await begin(['teams'])
    world.pass(5 * minute)
    await world.watch()
    world.pass(24 * 60 * minute)
    await world.watch()
    expect((await world.notices()).filter(({ conversation }) => conversation === 'teams:operators')).toHaveLength(2)
    await world.deliver(world.digest.id)
    await world.watch()
    expect(world.seen.at(-1)?.filter(({ platform }) => platform === 'slack')).toEqual([])
  })

  it('are no trouble while a process that has it is at work, however much it has to do', async () => {
    const world = await begin(['teams'])
    world.pass(60 * minute)
    await world.watchAs(['slack'])()
    await world.watch()
    expect(world.seen.flat()).toEqual([])
    world.pass(5 * minute)
    await world.watch()
    expect(world.seen.at(-1)).toMatchObject([{ platform: 'slack', reason: null }])
  })

  it('are no trouble before they are due', async () => {
    const world = await begin(['teams'])
    await store.execute('delete from deliveries')
    const dueAt = new Date(world.clock.now().getTime() + 6 * minute)
    await world.claim(await world.subscribe(), { kind: 'reminder', key: 'later', dueAt })
    world.pass(10 * minute)
    await world.watch()
    expect(world.seen.flat()).toEqual([])
  })
})

describe('posts that fail for minutes', () => {
  it('are reported with their reason, by the replica that looks first', async () => {
    const world = await begin(['slack'])
    world.script.outcomes.push(...Array(9).fill({ kind: 'platform-refused', reason: 'token_revoked' }))
    await world.deliver(world.digest.id)
    await world.drainUntil(async () => world.clock.now().getTime() - world.digest.dueAt.getTime() > 5 * minute)
    await Promise.all([world.watch(), world.watchAs(['slack'])()])
    const [notice, ...others] = await world.notices()
    expect(others).toEqual([])
    const content = notice && readNotice(notice)
    expect(content?.content).toMatchObject({ waiting: 'slack', reason: 'token_revoked', posts: 1 })
    const message = content?.render(rendering)
    expect(JSON.stringify(message?.parts)).toContain('the app was uninstalled')
  })

  it('are reported to each admin where there is no operations channel', async () => {
    const world = await begin(['slack'], ['slack:UADMIN1', 'slack:UADMIN2'])
    world.script.outcomes.push({ kind: 'not-posted', reason: 'ServiceError', retryAfter: 3_600 })
    await world.deliver(world.digest.id)
    world.pass(5 * minute)
    await world.watch()
    const notices = (await world.notices()).map(({ conversation, content }) => [conversation, content])
    expect(notices).toMatchObject([
      ['slack:UADMIN1', { reason: 'ServiceError' }],
      ['slack:UADMIN2', { reason: 'ServiceError' }],
    ])
  })
})
