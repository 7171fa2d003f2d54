/** Which chat platform a conversation is on. */
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
