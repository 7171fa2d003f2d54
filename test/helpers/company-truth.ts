import { DAY, dayOf } from '../../demo/sandbox/company/calendar.ts'
import type { Company } from '../../demo/sandbox/company/company.ts'
import { openDirectory } from '../../demo/sandbox/company/directory.ts'
import { priceTurns } from '../../demo/sandbox/company/purchase.ts'
import type { Totals } from '../../demo/sandbox/company/totals.ts'
import { listTruth, type Truth } from '../../demo/sandbox/company/truth.ts'
import { measureUsage, type Scope } from '../../demo/sandbox/company/usage.ts'
import type { Period, SeatCounts } from '../../src/ports.ts'

/** The truth about a sandbox's company, computed without its API and without the bot. */

export function countSeats(company: Company, at: Date, teamId?: string): Record<keyof SeatCounts, number> {
  const states = listTruth(company, at)
    .filter(truth => teamId === undefined || truth.teamId === teamId)
    .map(truth => truth.state)
  const count = (...wanted: Truth['state'][]) => states.filter(state => wanted.includes(state)).length
  return {
    registered: count('active', 'idle', 'never used'),
    invited: count('invited'),
    deactivated: count('deactivated'),
  }
}

/** Invites that no one has accepted: those that can still be, and those that have expired. */
export function countInvites(company: Company, at: Date, teamId?: string): { open: number; expired: number } {
  const invited = listTruth(company, at).filter(
    truth => truth.state === 'invited' && (teamId === undefined || truth.teamId === teamId),
  )
  const expired = invited.filter(truth => truth.expired).length
  return { open: invited.length - expired, expired }
}

/** Everyone with an account. */
export function listAccounts(company: Company, at: Date): (Truth & { userId: string })[] {
  return listTruth(company, at).filter((truth): truth is Truth & { userId: string } => truth.userId !== null)
}

/** The people who did something on any of the days, each once: who was last active on a day was active on it. */
export function listActive(company: Company, { from, to }: Period, teamId?: string): Set<string> {
  const active = new Set<string>()
  for (let day = from.getTime(); day < to.getTime(); day += DAY) {
    const date = new Date(day).toISOString().slice(0, 10)
    for (const truth of listTruth(company, new Date(day + DAY - 1))) {
      const isThere = teamId === undefined || truth.teamId === teamId
      if (isThere && truth.userId !== null && truth.lastUsedOn === date) active.add(truth.userId)
    }
  }
  return active
}

/** Sums of the activity on the days, of everyone, a team or one person. */
export function sumUsage(
  company: Company,
  { from, to }: Period,
  now: Date,
  who: { teamId?: string; userId?: string } = {},
): Totals {
  const days = { first: dayOf(from.getTime()), end: Math.min(dayOf(to.getTime()), dayOf(now.getTime()) + 1) }
  const [totals] = measureUsage(company, scopeOf(company, now, who), [days], now.getTime())
  if (!totals) throw new Error('one span of days gives one sum')
  return totals
}

/** What agents cost, in dollars. */
export function costOf({ agentByModel }: Totals): number {
  return (
    agentByModel.reduce((sum, { messages }, model) => sum + priceTurns(model, messages).microdollars, 0) / 1_000_000
  )
}

function scopeOf(company: Company, now: Date, { teamId, userId }: { teamId?: string; userId?: string }): Scope {
  if (userId !== undefined) {
    const account = openDirectory(company)(dayOf(now.getTime())).byId.get(userId)
    if (!account) throw new Error(`no one has the id ${userId}`)
    return { life: account.life }
  }
  if (teamId === undefined) return {}
  const team = company.teams.find(({ id }) => id === teamId)
  if (!team) throw new Error(`no team has the id ${teamId}`)
  return { team: team.index }
}
