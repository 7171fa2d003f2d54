/** What comes from Teams, no larger than anything that Teams sends: what is kept or compared of it stays small. */
import type { Activity } from 'botbuilder'
import { maxReadLength } from '../longest-read.ts'

/** UTF-16 units. Ids of conversations are by far the longest that Teams has. */
const max = { id: 512, short: 128, name: 256, address: 2_048 }

/** Added or removed at once; entities of one message. */
const maxListed = 200

/** Levels of what a card brings back. Deeper values cannot be written as JSON again. */
const maxDepth = 32

type Fields = Readonly<Record<string, unknown>>

/**
 * The activity with bounded ids, names, texts and lists; `null` if it does not say who wrote what, where and to whom, or
 * not in the way that Teams does. Optional fields that are out of bounds are left out.
 */
export function boundActivity(body: unknown): Activity | null {
  if (!isObject(body)) return null
  const { type, id, channelId, serviceUrl } = body
  const [conversation, from, recipient] = [body.conversation, body.from, body.recipient].map(boundAccount)
  if (!isText(type, max.short) || !isText(id, max.id) || !isText(channelId, max.short)) return null
  if (!isText(serviceUrl, max.address) || !conversation || !from || !recipient) return null
  if (isDeeper(body.value, maxDepth) || isDeeper(body.channelData, maxDepth)) return null
  const bounded = {
    ...body,
    ...{ conversation, from, recipient },
    text: typeof body.text === 'string' ? body.text.slice(0, maxReadLength) : undefined,
    channelData: isObject(body.channelData) ? boundChannel(body.channelData) : undefined,
    ...only(body, ['replyToId', 'name', 'action', 'locale', 'localTimezone'], max.id),
    ...(body.entities === undefined ? {} : { entities: listOf(body.entities) }),
    membersAdded: accountsIn(body.membersAdded),
    membersRemoved: accountsIn(body.membersRemoved),
  }
  // Every field that the library reads has the type that it needs.
  return bounded as unknown as Activity
}

/** A person, the bot or a conversation, with what is read of it. */
function boundAccount(account: unknown): (Fields & { readonly id: string }) | null {
  if (!isObject(account) || !isText(account.id, max.id)) return null
  const { name, isGroup } = account
  return {
    id: account.id,
    ...only(account, ['aadObjectId', 'role', 'tenantId', 'conversationType'], max.short),
    ...(typeof name === 'string' ? { name: name.slice(0, max.name) } : {}),
    ...(typeof isGroup === 'boolean' ? { isGroup } : {}),
  }
}

function boundChannel({ tenant, team, channel, ...others }: Fields): Fields {
  return {
    ...others,
    ...(isObject(tenant) ? { tenant: only(tenant, ['id'], max.short) } : {}),
    ...(isObject(team) ? { team: only(team, ['id'], max.id) } : {}),
    ...(isObject(channel) ? { channel: only(channel, ['id'], max.id) } : {}),
  }
}

/** The fields that are text and not too long; the others count as unknown. */
function only(object: Fields, names: readonly string[], longest: number): Record<string, string | undefined> {
  const found = names.map(name => [name, isText(object[name], longest) ? object[name] : undefined] as const)
  return Object.fromEntries(found.filter(([name, value]) => value !== undefined || name in object))
}

function accountsIn(list: unknown): { id: string }[] {
  return listOf(list).flatMap(account => boundAccount(account) ?? [])
}

function listOf(list: unknown): unknown[] {
  return Array.isArray(list) ? list.slice(0, maxListed) : []
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value !== '' && value.length <= longest
}

/** Whether something holds more levels; looks no deeper than that. */
function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some(part => isDeeper(part, levels - 1))
}
