import { formatMoment } from '../company/calendar.ts'
import { draw } from '../company/chance.ts'
import type { CompanyAccount, InvitationRecord } from '../company/directory.ts'
import type { CompanyTeam } from '../company/teams.ts'
import type { Dialect } from './profiles.ts'

// The company in the words of the wire, as each server version spells them.

/** A page of a list with its envelope. `limit` 0 means no limit where a server allows it. */
export function writePage<Item>(
  dialect: Dialect,
  items: readonly Item[],
  { offset, limit }: { offset: number; limit: number },
  write: (item: Item) => unknown,
) {
  const rows = items.slice(offset, limit === 0 ? undefined : offset + limit)
  const end = offset + rows.length
  const next = end < items.length && limit > 0 ? { limit, offset: end } : null
  const meta = { count: rows.length, total: items.length }
  return {
    data: rows.map(write),
    meta: next === null && dialect.nextAtEnd === 'absent' ? meta : { ...meta, next },
  }
}

/** Invitations have the same envelope, but give the next offset as a bare number. */
export function writeInvitationPage(
  invitations: readonly InvitationRecord[],
  { offset, limit }: { offset: number; limit: number },
) {
  const rows = invitations.slice(offset, offset + limit)
  const end = offset + rows.length
  return {
    data: rows.map(({ id, email, team, role, createdAt, expiresAt }) => ({
      id,
      email,
      teamId: team.id,
      role,
      createdAt: formatMoment(createdAt),
      expiresAt: expiresAt === null ? null : formatMoment(expiresAt),
      // Only pending ones are listed, so no one ever sees one that was revoked.
      revokedAt: null,
    })),
    meta: { count: rows.length, total: invitations.length, next: end < invitations.length ? end : null },
  }
}

function writeTeam(team: CompanyTeam | null) {
  return team && { id: team.id, name: team.name }
}

export function writeTeamUser(dialect: Dialect, account: CompanyAccount) {
  if (dialect.teamUserRow === 'bare') return writeLogin(account)
  return dialect.teamUserRow === 'dated' ? { ...writeLogin(account), ...writeDates(account) } : writeActive(account)
}

export function writeOrganizationUser(dialect: Dialect, account: CompanyAccount) {
  if (dialect.organizationUserRow === 'active') return writeActive(account)
  return { ...writeLogin(account), team: writeTeam(account.team), ...writeDates(account) }
}

export function writeActive(account: CompanyAccount) {
  const team = writeTeam(account.team)
  const active = account.deactivatedAt === null
  return { ...writeLogin(account), active, team, allowedTeams: team ? [team] : [] }
}

function writeLogin({ id, username, email, role, verified }: CompanyAccount) {
  return { id, username, email, role, verified }
}

function writeDates({ life, deactivatedAt, updatedAt }: CompanyAccount) {
  // These two carry fractions of a second, with as many digits as the row happens to have.
  const digits = draw(life.key, 14) % 3
  const fraction = draw(life.key, 15) % 1000
  return {
    deactivatedAt: deactivatedAt === null ? null : formatMoment(deactivatedAt + fraction, digits),
    updatedAt: formatMoment(updatedAt + fraction, digits),
  }
}

/** The body of user info, in its mix of spellings: `teams` is one object. */
export function writeUserInfo(organizationId: string, account: CompanyAccount) {
  const { id, email, role, team, createdAt, updatedAt } = account
  return {
    user: {
      organization_id: organizationId,
      user_id: id,
      email,
      role,
      createdAt: formatMoment(createdAt),
      updatedAt: formatMoment(updatedAt),
    },
    teams: writeTeamReference(team),
  }
}

/** The newer user page: it says who is active, and no dates. */
export function writeUserPage(account: CompanyAccount) {
  const { id, email, role, team, deactivatedAt } = account
  const allowed = writeTeam(team)
  return {
    user: { user_id: id, email, role, active: deactivatedAt === null, allowedTeams: allowed ? [allowed] : [] },
    teams: writeTeamReference(team),
  }
}

function writeTeamReference(team: CompanyTeam | null) {
  return { team_id: team?.id ?? null, team_name: team?.name ?? null }
}
