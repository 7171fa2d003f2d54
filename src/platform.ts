/** What is alike on all chat platforms. */
import type { Delivery, Job, Platform } from './ports.ts'

export const platforms: readonly Platform[] = ['slack', 'teams']

/** A conversation's id begins with its platform, e.g. `slack:C0123`. */
export function platformOf(conversation: string): Platform {
  return conversation.startsWith('slack:') ? 'slack' : 'teams'
}

/** The job that posts a delivery, for a process that has its platform. */
export function deliverJob({ id, conversation }: Pick<Delivery, 'id' | 'conversation'>): Job {
  return { kind: 'deliver', delivery: id, platform: platformOf(conversation) }
}

/** The longest wait that a platform is believed: a longer one is a fault of its own. */
const maxNamedWaitMs = 60 * 60_000

/** The milliseconds of a `Retry-After` in seconds, as it came; `null` for what no platform can mean. */
export function believedWaitMs(retryAfterSeconds: number): number | null {
  const ms = retryAfterSeconds * 1000
  return ms >= 0 && ms <= maxNamedWaitMs ? ms : null
}
