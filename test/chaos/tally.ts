import { createHash } from 'node:crypto'
import type { Delivery, Store } from '../../src/ports.ts'
import type { SlackCloud } from '../clouds/slack.ts'

/** Slots of digests, counted. */
export type Tally = {
  readonly claimed: number
  /** In the ledger. */
  readonly states: Partial<Record<Delivery['state'], number>>
  /** Of those `sent`: known only from looking, because the answer was lost or its reader was killed. */
  readonly found: number
  /** In the chat. */
  readonly once: number
  readonly twice: number
  readonly never: number
  /** Parked as `unknown` though it is in the chat; the others are not. */
  readonly parkedButPosted: number
  /** The ledger says `sent`, and nothing is in the chat. */
  readonly lies: readonly string[]
  readonly attempts: number
}

type Row = Pick<Delivery, 'key' | 'state' | 'reason' | 'attempts'>

/** Compares the ledger with the chat. */
export async function takeTally(store: Store, cloud: SlackCloud): Promise<Tally> {
  const { rows } = await store.execute(
    `select key, state, reason, attempts from deliveries where kind = 'digest' and conversation like 'slack:%'`,
  )
  const deliveries = rows as Row[]
  const postsOf = readStanding(cloud)
  const posts = (row: Row) => postsOf(row).length
  const count = (where: (row: Row) => boolean) => deliveries.filter(where).length
  return {
    claimed: deliveries.length,
    states: countStates(deliveries),
    found: count(({ reason }) => reason === 'found in the chat'),
    once: count(row => posts(row) === 1),
    twice: count(row => posts(row) > 1),
    never: count(row => posts(row) === 0),
    parkedButPosted: count(row => row.state === 'unknown' && posts(row) > 0),
    lies: deliveries.filter(row => row.state === 'sent' && posts(row) === 0).map(({ key }) => key),
    attempts: deliveries.reduce((sum, { attempts }) => sum + attempts, 0),
  }
}

/** Counts the messages of a kind. */
export type SayTally = {
  /** In the ledger. */
  readonly states: Partial<Record<Delivery['state'], number>>
  /** Messages and replies that are in the chat twice, or not at all. */
  readonly twice: number
  readonly never: number
}

export type AlertTally = SayTally & {
  /** Posted messages that should have been edited and were not. */
  readonly unedited: number
}

export async function takeAlertTally(store: Store, cloud: SlackCloud): Promise<AlertTally> {
  const { rows } = await store.execute(`select key, state, reason, attempts, slot from deliveries where kind = 'alert'`)
  const deliveries = rows as (Row & Pick<Delivery, 'slot'>)[]
  const postsOf = readStanding(cloud)
  const posted = deliveries.filter(({ slot }) => slot !== 'edit')
  const messages = posted.filter(({ slot }) => slot === 'post').flatMap(postsOf)
  return {
    states: countStates(deliveries),
    ...countPosts(posted, postsOf),
    unedited: messages.filter(({ what }) => !what.edited).length,
  }
}

export async function takeReminderTally(store: Store, cloud: SlackCloud): Promise<SayTally> {
  const { rows } = await store.execute(`select key, state, reason, attempts from deliveries where kind = 'reminder'`)
  const deliveries = rows as Row[]
  return { states: countStates(deliveries), ...countPosts(deliveries, readStanding(cloud)) }
}

/** The messages in the chat that carry a delivery's key. */
function readStanding(cloud: SlackCloud) {
  const standing = Map.groupBy(cloud.events.filter(isMessage), keyOf)
  return ({ key }: Row) => standing.get(hide(key)) ?? []
}

function countPosts(rows: readonly Row[], postsOf: ReturnType<typeof readStanding>) {
  return {
    twice: rows.filter(row => postsOf(row).length > 1).length,
    never: rows.filter(row => postsOf(row).length === 0).length,
  }
}

function countStates(deliveries: readonly Row[]): Tally['states'] {
  const states = Map.groupBy(deliveries, ({ state }) => state)
  return Object.fromEntries([...states].map(([state, those]) => [state, those.length]))
}

type Event = SlackCloud['events'][number]

function isMessage(event: Event): event is Extract<Event, { kind: 'message' }> {
  return event.kind === 'message'
}

function keyOf({ what }: Extract<Event, { kind: 'message' }>): string {
  const { event_payload } = (what.metadata ?? {}) as { event_payload?: { key?: string } }
  return event_payload?.key ?? ''
}

/** How the bot writes a key into the metadata of its message. */
function hide(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 32)
}
