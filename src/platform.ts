/** What is alike on all chat platforms, and the facts in which they differ. */

/** The chat platforms; types, schemas and checks follow from this list. A process has one or more of them. */
export const platforms = ['slack', 'teams'] as const
export type Platform = (typeof platforms)[number]

type PlatformFacts = {
  /** As people call it. */
  readonly name: string
  /** What stands before a command that someone types. */
  readonly commandPrefix: string
  /** The form of a person's id. */
  readonly personId: RegExp
  /** The conversations that can be posted to before anyone has written to the bot: their ids say all that it needs. */
  readonly hasOpenConversations: boolean
}

/** Slack's ids begin with U or W; Teams' are UUIDs, and only its first message shows where a conversation is. */
export const platformFacts: Readonly<Record<Platform, PlatformFacts>> = {
  slack: { name: 'Slack', commandPrefix: '/tabnine ', personId: /^[UW][A-Z0-9]{5,}$/, hasOpenConversations: true },
  teams: {
    ...{ name: 'Teams', commandPrefix: '', hasOpenConversations: false },
    personId: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  },
}

/** Whose data a store holds: a Slack workspace or organization, a Teams tenant, a Tabnine organization. */
export const ownerKinds = [...platforms, 'tabnine'] as const
export type OwnerKind = (typeof ownerKinds)[number]

/** A conversation's id begins with its platform, e.g. `slack:C0123`. */
export function platformOf(conversation: string): Platform {
  const platform = platforms.find(name => conversation.startsWith(`${name}:`))
  if (!platform) throw new Error(`the conversation ${conversation} is of no platform`)
  return platform
}

/** The id that the platform itself knows a conversation by. */
export function ownIdOf(conversation: string): string {
  return conversation.slice(platformOf(conversation).length + 1)
}

/** The longest wait that a platform is believed: a longer one is a fault of its own. */
const maxNamedWaitMs = 60 * 60_000

/** The milliseconds of a `Retry-After` in seconds, as it came; `null` for what no platform can mean. */
export function believedWaitMs(retryAfterSeconds: number): number | null {
  const ms = retryAfterSeconds * 1000
  return ms >= 0 && ms <= maxNamedWaitMs ? ms : null
}
