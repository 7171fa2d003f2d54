import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Delivery, Store } from '../../src/ports.ts'
import { type MicrosoftCloud, startMicrosoftCloud } from '../clouds/microsoft/cloud.ts'
import { readCard } from '../helpers/card-text.ts'

/** A tenant of Teams next to the Slack workspace: its bots are processes of their own, on the same database. */
export type Tenant = {
  readonly environment: Record<string, string>
  /** Ids as the store has them. */
  readonly conversations: readonly string[]
  /** Keeps the conversations as the bot keeps them when it is added. */
  save(store: Store, now: Date): Promise<void>
  tally(store: Store): Promise<TeamsTally>
  close(): Promise<void>
}

export type TeamsTally = {
  readonly claimed: number
  readonly states: Partial<Record<Delivery['state'], number>>
  readonly twice: number
  /** Neither in the chat nor parked for a person. */
  readonly lost: number
}

export async function openTenant(folder: string): Promise<Tenant> {
  const cloud = await startMicrosoftCloud()
  const authority = join(folder, 'authority.pem')
  writeFileSync(authority, cloud.certificate)
  const scopes = ['channel', 'groupChat'] as const
  const rooms = scopes.map(scope => ({ id: cloud.conversation(scope), isGroup: true, conversationType: scope }))
  return {
    environment: { ...cloud.environment, NODE_EXTRA_CA_CERTS: authority },
    conversations: rooms.map(({ id }) => `teams:${id}`),
    async save(store, now) {
      const { serviceUrl, tenantId, appId } = cloud
      for (const room of rooms) {
        const bot = { id: `28:${appId}`, name: 'Tabnine' }
        const reference = { serviceUrl, channelId: 'msteams', bot, conversation: { ...room, tenantId } }
        const kind = room.conversationType === 'channel' ? 'channel' : 'group'
        await store.conversations.save({ id: `teams:${room.id}`, kind, reference: { kind: 'known', reference } }, now)
      }
    },
    tally: store => takeTally(store, cloud),
    close: () => cloud.close(),
  }
}

async function takeTally(store: Store, cloud: MicrosoftCloud): Promise<TeamsTally> {
  const { rows } = await store.execute(
    `select subscription, state from deliveries where kind = 'digest' and conversation like 'teams:%'`,
  )
  const deliveries = rows as Pick<Delivery, 'subscription' | 'state'>[]
  const texts = cloud.sent().map(({ cards }) => readCard(cards))
  // Each subscription has one digest here, which names it in its last line.
  const postsOf = ({ subscription }: Pick<Delivery, 'subscription'>) =>
    texts.filter(text => new RegExp(`\\bDigest ${subscription}\\b`).test(text)).length
  const states = Map.groupBy(deliveries, ({ state }) => state)
  return {
    claimed: deliveries.length,
    states: Object.fromEntries([...states].map(([state, those]) => [state, those.length])),
    twice: deliveries.filter(one => postsOf(one) > 1).length,
    lost: deliveries.filter(one => postsOf(one) === 0 && one.state !== 'unknown').length,
  }
}
