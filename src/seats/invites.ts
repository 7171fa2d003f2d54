import { hasCode } from '../errors.ts'
import type { Count, Invitation, OnSkipped } from '../ports.ts'
import type { Sources } from '../report/report.ts'
import { countDays } from '../time/utc-days.ts'

/**
 * The server's lists and counts of invites hold those that were not accepted: open ones, and expired ones, which cannot
 * be accepted any more.
 */
export type Invites = {
  readonly open: number
  readonly expired: number
  /** When the oldest open one was sent. */
  readonly oldest: Date | null
  /** How many open ones are older than 14, 30 and 90 days. */
  readonly older: readonly { readonly days: number; readonly count: number }[]
}

/** @returns `null` where the server does not list invites: then only their count is known, open and expired together */
export async function collectInvites(
  from: Sources,
  teamId: string | undefined,
  now: Date,
  onSkipped: OnSkipped,
): Promise<Invites | null> {
  const listed = await readList(from, teamId, onSkipped)
  return listed && countInvites(listed, now)
}

/** The same for every team with any, by its id, in one list; `null` as above. */
export async function collectInvitesByTeam(
  from: Sources,
  now: Date,
  onSkipped: OnSkipped,
): Promise<ReadonlyMap<string, Invites> | null> {
  const listed = await readList(from, undefined, onSkipped)
  const byTeam = listed && Map.groupBy(listed, ({ teamId }) => teamId ?? '')
  return byTeam && new Map([...byTeam].map(([teamId, some]) => [teamId, countInvites(some, now)]))
}

export const noInvites: Invites = { open: 0, expired: 0, oldest: null, older: [] }

async function readList(
  { usageApi, signal }: Sources,
  teamId: string | undefined,
  onSkipped: OnSkipped,
): Promise<Invitation[] | null> {
  try {
    return await Array.fromAsync(usageApi.invitations(teamId, signal, onSkipped))
  } catch (error) {
    // A token that reads all else may be refused here alone, as the daily check knows.
    if (hasCode(error, 'not-found', 'forbidden', 'bad-token')) return null
    throw error
  }
}

function countInvites(invitations: readonly Invitation[], now: Date): Invites {
  const pending = invitations.filter(({ revokedAt }) => revokedAt === null)
  const open = pending.filter(({ expiresAt }) => expiresAt === null || expiresAt > now)
  const ages = open.map(({ createdAt }) => countDays(createdAt, now))
  const oldest = open.reduce<Date | null>((min, { createdAt }) => (min && min <= createdAt ? min : createdAt), null)
  return {
    open: open.length,
    expired: pending.length - open.length,
    oldest,
    older: [14, 30, 90].map(days => ({ days, count: ages.filter(age => age > days).length })),
  }
}

/** How many wait for an answer: the open ones where they are listed, else all that the server counts. */
export function countOpen(invites: Invites | null | undefined, counted: Count): Count {
  return invites ? invites.open : counted
}
