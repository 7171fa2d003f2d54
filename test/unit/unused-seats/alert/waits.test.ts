import { afterAll, describe, expect, it, vi } from 'vitest'
import type { Outcome } from '../../../../src/delivery/chat-gateway.ts'
import type { Delivery } from '../../../../src/ports.ts'
import type { AlertContent } from '../../../../src/unused-seats/alert/evaluate.ts'
import { createWorld, monday, openStore } from '../../delivery/world.ts'

vi.setConfig({ testTimeout: 120_000 })

const { store, close } = await openStore()
afterAll(close)

/** An episode with its message, an edit and a reply claimed, in a chat that takes the message as a test says. */
async function openEpisode() {
  await store.execute('truncate turns')
  const world = createWorld(store)
  const { conversation, owner, script } = world
  await store.conversations.save({ id: conversation, kind: 'channel', reference: null }, monday)
  const subject = { kind: 'organization', name: 'Everyone' } as const
  const wish = { conversation, subject, owner, language: null, zone: null, graceDays: 14, repeatDays: 7 }
  const { id: alert } = await store.alerts.save(wish, monday)
  const { id: episode } = await store.episodes.open(
    alert,
    { state: { progress: null, resolvedOn: null }, reason: 'opened' },
    monday,
  )
  const claim = async (how: AlertContent['how']): Promise<Delivery> => {
    const content = { alert, episode, how, added: [], isBaseline: false } satisfies AlertContent
    const claim = { kind: 'alert', subscription: null, conversation, slot: how, dueAt: monday, content } as const
    const delivery = await store.deliveries.claim({ key: `${conversation} ${how}`, ...claim }, monday)
    if (!delivery) throw new Error(`${how} was claimed before`)
    return delivery
  }
  const [post, edit, reply] = [await claim('post'), await claim('edit'), await claim('reply')]
  return {
    alert,
    episode,
    /** What is found in the chat at the next look. */
    find: (found: { messageId: string }) => void script.finds.push(found),
    posted: script.posted,
    /** What the chat answers to the next attempts to post. */
    answer: (...outcomes: Outcome[]) => void script.outcomes.push(...outcomes),
    /** Each of them gets its next attempt, in this order: what waits is tried before what it waits for. */
    async attempt(...names: ('post' | 'edit' | 'reply')[]) {
      for (const name of names) {
        world.pass(3_600_000)
        await world.deliver({ post, edit, reply }[name].id)
      }
    },
    states: async () =>
      Promise.all([post, edit, reply].map(async ({ id }) => (await store.deliveries.get(id))?.state ?? 'gone')),
  }
}

const refused = { kind: 'not-posted', reason: 'slack-failed', retryAfter: null } as const

describe('an edit and a reply wait for the message of their episode', () => {
  it('for as long as that is tried, and are posted then', async () => {
    const { attempt, answer, states, posted } = await openEpisode()
    answer(...Array.from({ length: 12 }, () => refused))
    for (let round = 0; round < 12; round++) await attempt('edit', 'reply', 'post')
    expect(await states()).toEqual(['pending', 'pending', 'pending'])
    expect(posted).toHaveLength(12)
    await attempt('post', 'edit', 'reply')
    expect(await states()).toEqual(['sent', 'sent', 'sent'])
    expect(posted).toHaveLength(15)
  })

  it('and are not posted where it ends without being posted', async () => {
    const { attempt, answer, states, posted } = await openEpisode()
    answer({ kind: 'refused', reason: 'restricted_action' })
    await attempt('edit', 'reply', 'post', 'edit', 'reply')
    expect(await states()).toEqual(['failed', 'skipped', 'skipped'])
    expect(posted).toHaveLength(1)
  })

  it('nor where no one wants it any more before it was', async () => {
    const { attempt, states, posted, alert } = await openEpisode()
    await attempt('edit')
    await store.alerts.update(alert, { closed: 'off' })
    await attempt('post', 'edit', 'reply')
    expect(await states()).toEqual(['skipped', 'skipped', 'skipped'])
    expect(posted).toEqual([])
  })

  it('longer than any retry, because waiting is no failure', async () => {
    const { attempt, answer, states } = await openEpisode()
    answer(refused)
    await attempt('post')
    for (let round = 0; round < 30; round++) await attempt('edit', 'reply')
    expect(await states()).toEqual(['pending', 'pending', 'pending'])
    await attempt('post', 'edit', 'reply')
    expect(await states()).toEqual(['sent', 'sent', 'sent'])
  })

  it('also where the episode is over before the chat has taken it', async () => {
    const { attempt, answer, states, posted, episode } = await openEpisode()
    answer(refused)
    await attempt('post')
    await store.episodes.update(episode, { closedAt: monday })
    await attempt('edit', 'post', 'edit')
    expect((await states()).slice(0, 2)).toEqual(['sent', 'sent'])
    expect(posted).toHaveLength(3)
  })

  it('where it may be posted already it is looked for, though no one wants it any more, and edited for the last time', async () => {
    const { attempt, answer, states, posted, find, alert } = await openEpisode()
    answer({ kind: 'unknown', reason: 'no answer' })
    await attempt('post')
    await store.alerts.update(alert, { closed: 'off' })
    find({ messageId: 'm1' })
    await attempt('edit', 'post', 'edit', 'reply')
    expect(await states()).toEqual(['sent', 'sent', 'skipped'])
    expect(posted).toHaveLength(2)
  })

  it('and where it is not found it is not posted after all', async () => {
    const { attempt, answer, states, posted, alert } = await openEpisode()
    answer({ kind: 'unknown', reason: 'no answer' })
    await attempt('post')
    await store.alerts.update(alert, { closed: 'off' })
    await attempt('post', 'edit', 'reply')
    expect(await states()).toEqual(['skipped', 'skipped', 'skipped'])
    expect(posted).toHaveLength(1)
  })
})
