import type { webApi } from '@slack/bolt'
import { LRUCache } from 'lru-cache'
import { languageOf } from '../../src/message/languages.ts'
import type { Clock, FoundPerson, Log, PeopleFinder } from '../../src/ports.ts'
import { toOutcome } from './outcome.ts'

/** Long enough to count who would be asked, look at it, and then ask them. */
const remembered = 10 * 60_000

/** Finds people of the workspace by the e-mail of their profile; needs `users:read.email`, and asks as seldom as it can. */
export function createSlackPeople(client: webApi.WebClient, log: Log, clock: Clock): PeopleFinder {
  const found = new LRUCache<string, FoundPerson | 'nobody'>({ max: 5_000, ttl: remembered })
  /** Slack has said to come later: nothing is asked before. */
  let closedUntil = 0

  async function lookUp(email: string): Promise<FoundPerson | 'nobody'> {
    const { user } = await client.users.lookupByEmail({ email })
    if (!user?.id || user.deleted || user.is_bot) return 'nobody'
    const language = await readLanguage(user.id)
    // A person's id stands for their direct messages.
    return {
      id: `slack:${user.id}`,
      kind: 'personal',
      reference: { channel: user.id },
      zone: user.tz ?? null,
      language,
    }
  }

  /** Told by another method only. Whose language is not known is written to in that of the settings. */
  async function readLanguage(user: string): Promise<string | null> {
    try {
      const { user: told } = await client.users.info({ user, include_locale: true })
      return languageOf(told?.locale)
    } catch (error) {
      log.warn({ err: error }, 'Slack does not tell the language of a person')
      return null
    }
  }

  return {
    platform: 'slack',

    async findByEmail(email) {
      const known = found.get(email)
      if (known) return known
      if (clock.now().getTime() < closedUntil) return 'cannot-tell'
      try {
        const person = await lookUp(email)
        found.set(email, person)
        return person
      } catch (error) {
        const outcome = toOutcome(error)
        if (outcome.kind !== 'sent' && outcome.reason === 'users_not_found') {
          found.set(email, 'nobody')
          return 'nobody'
        }
        const wait = outcome.kind === 'not-posted' ? outcome.retryAfter : null
        if (wait !== null) closedUntil = clock.now().getTime() + wait * 1000
        log.warn({ err: error }, 'Slack does not tell who has an e-mail')
        return 'cannot-tell'
      }
    },
  }
}
