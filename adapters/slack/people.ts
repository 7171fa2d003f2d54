import type { webApi } from '@slack/bolt'
import { LRUCache } from 'lru-cache'
import { languageOf } from '../../src/message/languages.ts'
import { believedWaitMs } from '../../src/platform.ts'
import type { Clock, FoundPerson, Log, PeopleFinder } from '../../src/ports.ts'
import type { HomeWorkspace } from './incoming.ts'
import { toOutcome } from './outcome.ts'

/** Long enough to preview a reminder, read it, and send it. */
const ttlMs = 10 * 60_000

/** Look-ups pause at most this long, whatever Slack asks for; then one look-up tries again. */
const maxClosedMs = 5 * 60_000

/**
 * Finds people of the company by the e-mail of their profile; needs `users:read.email`, and asks as rarely as possible.
 * A workspace with shared channels also knows people of other companies: they count as not found.
 */
export function createSlackPeople(
  client: webApi.WebClient,
  log: Log,
  clock: Clock,
  isOwn: (home: HomeWorkspace) => boolean,
): PeopleFinder {
  const found = new LRUCache<string, FoundPerson | 'not-found'>({ max: 5_000, ttl: ttlMs })
  /** Slack asked to wait: nothing is requested before. */
  let closedUntil = 0

  async function lookUp(email: string): Promise<FoundPerson | 'not-found'> {
    const { user } = await client.users.lookupByEmail({ email })
    if (!user?.id || user.deleted || user.is_bot) return 'not-found'
    if (!isOwn({ team: user.team_id ?? null, enterprise: enterpriseOf(user) })) return 'not-found'
    const language = await readLanguage(user.id)
    // A person's id addresses their direct messages.
    return {
      id: `slack:${user.id}`,
      kind: 'personal',
      reference: { channel: user.id },
      zone: user.tz ?? null,
      language,
    }
  }

  /** Needs a method of its own. Without a known language, a person gets the language of the settings. */
  async function readLanguage(user: string): Promise<string | null> {
    try {
      const { user: profile } = await client.users.info({ user, include_locale: true })
      return languageOf(profile?.locale)
    } catch (error) {
      log.warn({ err: error }, 'could not read the language of a person from Slack')
      return null
    }
  }

  return {
    platform: 'slack',

    async findByEmail(email) {
      const known = found.get(email)
      if (known) return known
      const closedMs = closedUntil - clock.now().getTime()
      // A clock that was put back is nothing to wait for.
      if (closedMs > 0 && closedMs <= maxClosedMs) return 'unknown'
      try {
        const person = await lookUp(email)
        found.set(email, person)
        return person
      } catch (error) {
        const outcome = toOutcome(error)
        if (outcome.kind !== 'sent' && outcome.reason === 'users_not_found') {
          found.set(email, 'not-found')
          return 'not-found'
        }
        const asked = outcome.kind === 'not-posted' ? outcome.retryAfter : null
        if (asked !== null) {
          const waitMs = Math.min(believedWaitMs(asked) ?? maxClosedMs, maxClosedMs)
          closedUntil = clock.now().getTime() + waitMs
        }
        log.warn({ err: error }, 'could not look a person up by e-mail in Slack')
        return 'unknown'
      }
    },
  }
}

/** The library's type of this answer leaves it out. */
function enterpriseOf(user: object): string | null {
  const enterprise: unknown = 'enterprise_user' in user ? user.enterprise_user : null
  const id: unknown =
    typeof enterprise === 'object' && enterprise !== null && 'enterprise_id' in enterprise
      ? enterprise.enterprise_id
      : null
  return typeof id === 'string' ? id : null
}
