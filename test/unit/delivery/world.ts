import type { ChatGateway, Outcome } from '../../../src/delivery/chat-gateway.ts'
import { createDeliver, type DeliverParts } from '../../../src/delivery/deliver.ts'
import type { DeliveryKind } from '../../../src/delivery/kind.ts'
import { nextRun } from '../../../src/digests/due.ts'
import { type Message, text } from '../../../src/message/message.ts'
import type { Delivery, Job, Jobs, NewDelivery, Store, Subscription } from '../../../src/ports.ts'
import { openStorage } from '../../../src/storage/store.ts'
import { authorized } from '../../helpers/authorized.ts'
import { makeDatabase } from '../../helpers/database.ts'
import { changeKinds, realKinds } from '../../helpers/delivery-kinds.ts'
import { recordLog } from '../../helpers/recording-log.ts'

/** A real store in a database of its own, for the tests of one file; each test uses its own conversations. */
export async function openStore() {
  const database = await makeDatabase()
  const { store, close } = await openStorage({ databaseUrl: database.url, dataDir: '', log: recordLog() })
  return {
    store,
    async close() {
      await close()
      await database.remove()
    },
  }
}

/** A Monday, an hour after the digests of Berlin were due. */
export const monday = new Date('2026-11-23T09:00:00Z')
const dueAt = new Date('2026-11-23T08:00:00Z')
const berlin = { every: { unit: 'week', weekday: 1 }, hour: 9, minute: 0, zone: 'Europe/Berlin' } as const

type Queued = { readonly job: Job; readonly key: string; readonly startAfter: Date | undefined }
type Found = Awaited<ReturnType<ChatGateway['find']>>
/** `always`: the outcome of a post when `outcomes` is used up. */
type Script = {
  outcomes: (Outcome | (() => Promise<Outcome>))[]
  always: Outcome | null
  finds: Found[]
  posted: string[]
  looks: number
}

type Changes = Partial<DeliverParts> & Partial<Pick<DeliveryKind, 'compose'>>

export type World = ReturnType<typeof createWorld>

let worlds = 0

/** One conversation with its subscriber, a chat that follows a script, and time that a test moves. */
export function createWorld(store: Store, changes: Changes & { operations?: string; admins?: string[] } = {}) {
  worlds += 1
  const conversation = `slack:C${worlds}`
  const owner = `slack:U${worlds}`
  const time = { now: monday }
  const clock = { now: () => time.now }
  const pass = (ms: number) => {
    time.now = new Date(time.now.getTime() + ms)
  }
  const log = recordLog()
  const queue: Queued[] = []
  const jobs: Jobs = {
    enqueue: async (_tx, job, { key, startAfter }) => void queue.push({ job, key, startAfter }),
    start: async () => {},
    pause: async () => {},
    stop: async () => {},
  }
  const script: Script = { outcomes: [], always: null, finds: [], posted: [], looks: 0 }
  const gateway: ChatGateway = {
    platform: 'slack',
    personIn: async () => null,
    async post(to, { title }) {
      script.posted.push(`${to.id} ${title}`)
      const next = script.outcomes.shift() ?? script.always
      return typeof next === 'function' ? next() : (next ?? { kind: 'sent', messageId: `m${script.posted.length}` })
    },
    async edit(to, messageId, { title }) {
      script.posted.push(`${to.id} ${messageId} ${title}`)
      const next = script.outcomes.shift() ?? script.always
      return typeof next === 'function' ? next() : (next ?? { kind: 'sent', messageId })
    },
    async find() {
      script.looks += 1
      return script.finds.shift() ?? 'absent'
    },
  }
  const { operations = null, admins = [], ...others } = changes
  const title: DeliveryKind['compose'] = async ({ kind }) =>
    authorized<Message>({ title: kind, summary: kind, parts: [text(kind)] })
  const kinds = realKinds({ store, jobs, clock, operations, admins })
  const create = ({ compose = title, ...more }: Changes) =>
    createDeliver({
      ...{ store, jobs, clock, log, gateways: [gateway], random: () => 1, onUnknown: 'park' },
      kinds: changeKinds(kinds, { compose }),
      // Time goes on while it waits for its slot.
      wait: async ms => pass(ms),
      ...more,
    })
  const deliver = create(others)

  function takeEarliest(): Queued | undefined {
    const when = ({ startAfter }: Queued) => startAfter?.getTime() ?? 0
    const [next] = queue.toSorted((a, b) => when(a) - when(b))
    if (next) queue.splice(queue.indexOf(next), 1)
    return next
  }

  async function drainUntil(isDone: () => Promise<boolean>): Promise<void> {
    for (let next = takeEarliest(); next; next = takeEarliest()) {
      if (next.startAfter && next.startAfter > time.now) time.now = next.startAfter
      if (next.job.kind === 'deliver') await deliver(next.job.delivery, new AbortController().signal)
      if (await isDone()) return
    }
  }

  return {
    store,
    jobs,
    clock,
    log,
    queue,
    script,
    conversation,
    owner,
    gateway,
    kinds,
    /** The same work, as another replica would do it. */
    createDeliver: (more: Changes = {}) => create({ ...others, ...more }),
    deliver: (id: number) => deliver(id, new AbortController().signal),
    pass,
    /** Does the waiting jobs, one after the other, with those they add; time advances to their start. */
    drain: () => drainUntil(async () => false),
    drainUntil,
    async subscribe(change: Partial<Subscription> = {}): Promise<Subscription> {
      // Worlds share the store and not the time: slots that another one took are of another future.
      await store.execute('delete from turns')
      await store.conversations.save({ id: conversation, kind: 'channel', reference: { channel: 'C' } }, monday)
      await store.conversations.save({ id: owner, kind: 'personal', reference: { channel: 'U' } }, monday)
      const subjects = [{ kind: 'team', id: 'team-1', name: 'Payments' }] as const
      const nextRunAt = nextRun(berlin, monday)
      return store.subscriptions.create(
        { conversation, subjects, schedule: berlin, language: null, owner, nextRunAt, ...change },
        monday,
      )
    },
    async claim({ id, conversation }: Subscription, change: Partial<NewDelivery> = {}): Promise<Delivery> {
      const key = `subscription ${id} · 2026-W48`
      const claim = {
        key,
        kind: 'digest',
        subscription: id,
        conversation,
        slot: '2026-W48',
        dueAt,
        content: null,
      } as const
      const claimed = await store.deliveries.claim({ ...claim, ...change }, time.now)
      if (!claimed) throw new Error(`${key} was claimed before`)
      return claimed
    },
    async read(id: number): Promise<Delivery> {
      const found = await store.deliveries.get(id)
      if (!found) throw new Error(`there is no delivery ${id}`)
      return found
    },
    /** Who is notified, and of what, in order. */
    async notices(id: number) {
      const all = await store.deliveries.ofSubscription(id, 50)
      return all.filter(({ kind }) => kind === 'notice').toReversed()
    },
  }
}
