import fc from 'fast-check'
import { afterAll, expect, it, vi } from 'vitest'
import type { ChatGateway } from '../../../../src/delivery/chat-gateway.ts'
import { enqueueDelivery } from '../../../../src/delivery/enqueue.ts'
import { AlertContent } from '../../../../src/unused-seats/alert/evaluate.ts'
import { authorized } from '../../../helpers/authorized.ts'
import { partOfRuns } from '../../../helpers/sizes.ts'
import { createWorld, monday, openStore } from '../../delivery/world.ts'

vi.setConfig({ testTimeout: 120_000 })

const { store, close } = await openStore()
afterAll(close)

type Gate = { readonly reached: PromiseWithResolvers<void>; readonly mayArrive: Promise<void> }

/** An alert whose message is posted, in a chat where a test decides when an edit arrives. */
async function openEpisode() {
  // Each begins at the same moment, and none has to wait for a slot of the one before.
  await store.execute('truncate turns')
  const chat = { text: 'opened', edits: 0 }
  let gate: Gate | null = null
  const gateway: ChatGateway = {
    platform: 'slack',
    personIn: async () => null,
    post: async () => ({ kind: 'sent', messageId: 'm1' }),
    find: async () => 'absent',
    async edit(_to, messageId, { title }) {
      const held = gate
      gate = null
      held?.reached.resolve()
      await held?.mayArrive
      chat.text = title
      chat.edits += 1
      return { kind: 'sent', messageId }
    },
  }
  const world = createWorld(store, {
    gateways: [gateway],
    compose: async ({ content }) => {
      const episode = await store.episodes.get(AlertContent.parse(content).episode)
      return authorized({ title: String(episode?.state.resolvedOn), summary: '', parts: [] })
    },
  })
  const { conversation, owner } = world
  await store.conversations.save({ id: conversation, kind: 'channel', reference: null }, monday)
  const subject = { kind: 'organization', name: 'Everyone' } as const
  const wish = { conversation, subject, owner, language: null, zone: null, graceDays: 14, repeatDays: 7 }
  const { id: alert } = await store.alerts.save(wish, monday)
  const { id: episode } = await store.episodes.open(
    alert,
    { state: { progress: null, resolvedOn: 'opened' }, reason: 'opened' },
    monday,
  )
  await store.episodes.update(episode, { messageId: 'm1' })

  return {
    chat,
    drain: world.drain,
    /** Something happens, and an edit is claimed for it, in one transaction. */
    change(state: string): Promise<number> {
      return store.transaction(async tx => {
        await tx.episodes.update(episode, { state: { progress: null, resolvedOn: state } })
        const content = { alert, episode, how: 'edit', added: [], isBaseline: false } satisfies AlertContent
        const claim = { kind: 'alert', subscription: null, conversation, slot: state, dueAt: monday, content } as const
        const delivery = await tx.deliveries.claim({ key: `${conversation} ${state}`, ...claim }, monday)
        if (!delivery) throw new Error(`${state} was claimed before`)
        await enqueueDelivery(tx, world.jobs, delivery)
        return delivery.id
      })
    },
    /** A separate replica starts a delivery, up to its request; `arrive` lets that through. */
    async begin(delivery: number) {
      const reached = Promise.withResolvers<void>()
      const { promise: mayArrive, resolve } = Promise.withResolvers<void>()
      gate = { reached, mayArrive }
      world.pass(2_000)
      const done = world.createDeliver()(delivery, new AbortController().signal)
      await Promise.race([reached.promise, done.then(() => Promise.reject(new Error('nothing was edited')))])
      return {
        async arrive() {
          resolve()
          await done
        },
      }
    },
  }
}

it('an edit that arrives after a newer one is followed by another', async () => {
  const world = await openEpisode()
  const older = await world.begin(await world.change('5 open'))
  const newer = await world.begin(await world.change('4 open'))
  await newer.arrive()
  await older.arrive()
  expect(world.chat.text).toBe('5 open')
  await world.drain()
  expect(world.chat).toEqual({ text: '4 open', edits: 3 })
})

it('an edit that nothing has overtaken is the only one', async () => {
  const world = await openEpisode()
  await world.change('5 open')
  await world.drain()
  expect(world.chat).toEqual({ text: '5 open', edits: 1 })
})

it('whatever replicas edit at once, and in whatever order that arrives, the newest state is posted last', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 2, max: 5 }).chain(most =>
        fc.shuffledSubarray(
          Array.from({ length: most }, (_, nth) => nth),
          { minLength: most },
        ),
      ),
      async order => {
        const world = await openEpisode()
        const underway: Awaited<ReturnType<typeof world.begin>>[] = []
        for (let nth = 0; nth < order.length; nth++)
          underway.push(await world.begin(await world.change(`state ${nth}`)))
        for (const nth of order) await underway[nth]?.arrive()
        await world.drain()
        expect(world.chat.text).toBe(`state ${order.length - 1}`)
        // What was overtaken is posted only once more.
        expect(world.chat.edits).toBeLessThanOrEqual(2 * order.length - 1)
      },
    ),
    { numRuns: partOfRuns(1 / 2) },
  )
})
