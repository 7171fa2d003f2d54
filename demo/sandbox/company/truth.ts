import { DAY, dayOf } from './calendar.ts'
import { type Company, identify, listLives } from './company.ts'
import { type CompanyInvitation, listInvitations, pendingInvitation } from './invitations.ts'
import { isDeactivated, isListed, type Life, momentOf, teamOn } from './lives.ts'
import { lastActiveDay } from './usage.ts'

type State = 'invited' | 'revoked' | 'never used' | 'idle' | 'active' | 'deactivated'

/** What is really so about one person, whatever a server version says of it. Days are UTC days, moments are Dates. */
export type Truth = {
  /** Null: has not signed up, so there is no account. */
  userId: string | null
  email: string
  state: State
  teamId: string | null
  /** The team left for the present one; null: has always been where they are. */
  cameFromTeamId: string | null
  /** In a team in which no one ever used anything. */
  inTeamThatNeverStarted: boolean
  service: boolean
  /** Signed up within the last fourteen days. */
  newStarter: boolean
  /** The newest invitation; null for who came by single sign-on. */
  invitedAt: Date | null
  /** Still invited, but the time of the invitation has run out. */
  expired: boolean
  /** Was invited a second time. */
  renewed: boolean
  registeredAt: Date | null
  firstUsedOn: string | null
  lastUsedOn: string | null
  deactivatedAt: Date | null
}

const NEW_STARTER_DAYS = 14

/**
 * Everyone in the company at a moment, with today's activity so far.
 * @param idleAfterDays idle is who was last active more than so many days ago
 */
export function listTruth(company: Company, at: Date, idleAfterDays = 14): Truth[] {
  const day = dayOf(at.getTime())
  return [...listLives(company, day)]
    .filter(life => isListed(life, day) || (life.invited !== null && life.invited <= day))
    .map(life => computeTruth(company, life, at.getTime(), idleAfterDays))
}

function computeTruth(company: Company, life: Life, now: number, idleAfterDays: number): Truth {
  const day = dayOf(now)
  const { id, email } = identify(company, life)
  const listed = isListed(life, day)
  const last = listed ? lastActiveDay(company, life, now) : null
  const invitations = listInvitations(life).filter(({ created }) => created <= day)
  const newest = invitations.at(-1)
  const hasMoved = life.moved !== null && life.moved <= day
  const invitedAt = newest ? momentOf(life, newest.created, 10 + newest.nth) : null
  const registeredAt = listed && life.joined !== null ? momentOf(life, life.joined, 1) : null
  const team = company.teams[teamOn(life, day) ?? -1]
  const state = stateOf(life, day, last, idleAfterDays)
  return {
    userId: listed ? id : null,
    email,
    state,
    teamId: team?.id ?? null,
    cameFromTeamId: hasMoved ? (company.teams[life.seat.team ?? -1]?.id ?? null) : null,
    inTeamThatNeverStarted: team?.neverStarted ?? false,
    service: life.seat.habit === 'service',
    newStarter: registeredAt !== null && now - registeredAt <= NEW_STARTER_DAYS * DAY,
    invitedAt: invitedAt === null ? null : new Date(invitedAt),
    expired: state === 'invited' && hasExpired(invitedAt, newest, now),
    renewed: invitations.length > 1,
    registeredAt: registeredAt === null ? null : new Date(registeredAt),
    firstUsedOn: last === null || life.firstUse === null ? null : formatDay(life.firstUse),
    lastUsedOn: last === null ? null : formatDay(last),
    deactivatedAt:
      life.deactivated !== null && isDeactivated(life, day) ? new Date(momentOf(life, life.deactivated, 3)) : null,
  }
}

function stateOf(life: Life, day: number, last: number | null, idleAfterDays: number): State {
  if (!isListed(life, day)) return pendingInvitation(life, day) ? 'invited' : 'revoked'
  if (isDeactivated(life, day)) return 'deactivated'
  if (last === null) return 'never used'
  return day - last > idleAfterDays ? 'idle' : 'active'
}

function hasExpired(invitedAt: number | null, newest: CompanyInvitation | undefined, now: number): boolean {
  if (invitedAt === null || !newest || newest.expires === null) return false
  return invitedAt + (newest.expires - newest.created) * DAY <= now
}

function formatDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}
