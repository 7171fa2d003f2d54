/** What is alike on all chat platforms. */

/** The chat platforms; types, schemas and checks follow from this list. A process has one or more of them. */
export const platforms = ['slack', 'teams'] as const
export type Platform = (typeof platforms)[number]

/** Whose data a store holds: a Slack workspace or organization, a Teams tenant, a Tabnine organization. */
export const ownerKinds = [...platforms, 'tabnine'] as const
export type OwnerKind = (typeof ownerKinds)[number]

/** A conversation's id begins with its platform, e.g. `slack:C0123`. */
export function platformOf(conversation: string): Platform {
  const platform = platforms.find(name => conversation.startsWith(`${name}:`))
  if (!platform) throw new Error(`the conversation ${conversation} is of no platform`)
  return platform
}

/** The longest wait that a platform is believed: a longer one is a fault of its own. */
const maxNamedWaitMs = 60 * 60_000

/** The milliseconds of a `Retry-After` in seconds, as it came; `null` for what no platform can mean. */
export function believedWaitMs(retryAfterSeconds: number): number | null {
  const ms = retryAfterSeconds * 1000
  return ms >= 0 && ms <= maxNamedWaitMs ? ms : null
}
