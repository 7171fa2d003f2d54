import { type Args, type Emulator, FOUNDER_TOKEN, INSPECTOR_TOKEN, type SlackBody } from './emulator.ts'
import { APP_TOKEN, BOT, BOT_TOKEN, type Person, type UserKey } from './people.ts'

type User = Person & { id: string; name: string; dm: string }
type Channel = { id: string; name: string }
type ChannelKey = 'general' | 'random' | 'leads' | 'board' | 'attic'
export type Token = { kind: 'bot' | 'app'; userId: string; scopes: string[] }

export type World = {
  users: Record<UserKey, User>
  channels: Record<ChannelKey, Channel>
  tokens: Map<string, Token>
  /** User groups: id → the people in it, by their ids. */
  userGroups: Map<string, string[]>
  /** Workspaces of groups that are in another one than that of the test. */
  groupWorkspaces: Map<string, string>
}

/**
 * Brings the seeded workspace into the state that the tests assume. The bot is a member of `general` (public), `leads`
 * (private) and `attic` (archived), not of `random` (public) and `board` (private); people are in all of them.
 */
export async function buildWorld(
  emulator: Emulator,
  botScopes: string[],
  people: readonly [UserKey, Person][],
): Promise<World> {
  const asFounder = (method: string, args: Args) => call(emulator, method, args, FOUNDER_TOKEN)
  const asBot = (method: string, args: Args) => call(emulator, method, args, INSPECTOR_TOKEN)
  const members = listOf((await asFounder('users.list', {})).members)
  const ids = new Map(members.map(({ name, id }) => [name, id]))
  const listed = listOf((await asFounder('conversations.list', { types: 'public_channel,private_channel' })).channels)
  const channels = Object.fromEntries(listed.map(({ id, name }) => [name, { id, name }])) as World['channels']

  const users = people.filter(([, person]) => !person.deleted).map(([name]) => ids.get(name))
  for (const channel of [channels.general, channels.random]) {
    await asFounder('conversations.invite', { channel: channel.id, users: users.join(',') })
  }
  for (const channel of [channels.general, channels.leads, channels.attic]) {
    await asFounder('conversations.invite', { channel: channel.id, users: BOT.userId })
  }
  await asFounder('conversations.archive', { channel: channels.attic.id })
  const known = await Promise.all(people.map(async ([name, person]) => [name, await describe(name, person)] as const))
  return {
    users: Object.fromEntries(known) as World['users'],
    channels,
    tokens: listTokens(botScopes),
    userGroups: new Map(),
    groupWorkspaces: new Map(),
  }

  async function describe(name: UserKey, person: Person): Promise<User> {
    const id = ids.get(name) ?? ''
    const { channel } = await asBot('conversations.open', { users: id })
    return { ...person, id, name, dm: (channel as Channel).id }
  }
}

async function call(emulator: Emulator, method: string, args: Args, token: string): Promise<SlackBody> {
  const body = await emulator.call(method, args, token)
  if (!body.ok) throw new Error(`emulate could not prepare the workspace: ${method} answered ${body.error}`)
  return body
}

function listOf(items: unknown): Channel[] {
  return items as Channel[]
}

function listTokens(botScopes: string[]): Map<string, Token> {
  return new Map([
    [BOT_TOKEN, { kind: 'bot', userId: BOT.userId, scopes: botScopes }],
    [APP_TOKEN, { kind: 'app', userId: BOT.userId, scopes: ['connections:write'] }],
  ])
}
