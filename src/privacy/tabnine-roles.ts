/** Who is an admin in Tabnine: fetched in the background, so that no answer waits for it. */
import type { Clock, Log, UsageApi } from '../ports.ts'

/** Whether an e-mail belongs to an Admin or a Manager in Tabnine; `unknown`: it could not be read. */
export type TabnineRoles = { isAdmin(email: string): boolean | 'unknown' }

export type RefreshedRoles = TabnineRoles & {
  /** Reads the roles again if they are not fresh. Never throws. */
  refresh(): Promise<void>
}

const freshMs = 15 * 60_000
/** After that a list that could not be read again gives no one a right any more. */
const validMs = 60 * 60_000

export function createTabnineRoles(
  usageApi: Pick<UsageApi, 'admins'>,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): RefreshedRoles {
  let known: { readonly emails: ReadonlySet<string>; readonly at: number } | null = null
  let lastTry = Number.NEGATIVE_INFINITY

  function isWithin(since: number, ms: number): boolean {
    const age = clock.now().getTime() - since
    return age >= 0 && age < ms
  }

  return {
    isAdmin(email) {
      if (!known || !isWithin(known.at, validMs)) return 'unknown'
      return known.emails.has(email)
    },

    async refresh() {
      if (isWithin(lastTry, freshMs)) return
      lastTry = clock.now().getTime()
      try {
        const found = await usageApi.admins()
        // A server without such a list, or a token that may not read it, names no one.
        const emails = found.state === 'offered' ? found.value : new Set<string>()
        known = { emails, at: clock.now().getTime() }
      } catch (error) {
        log.warn({ err: error }, 'roles could not be read from Tabnine')
        // Once a minute until it works.
        lastTry = clock.now().getTime() - freshMs + 60_000
      }
    },
  }
}
