import { DAY } from './calendar.ts'
import { draw, idFrom } from './chance.ts'
import { type Company, identify, listLives } from './company.ts'
import { pendingInvitation } from './invitations.ts'
import { isDeactivated, isListed, type Life, momentOf, teamOn } from './lives.ts'
import type { CompanyRole } from './seats.ts'
import type { CompanyTeam } from './teams.ts'

/** Who is in the company's lists on one day. Moments are milliseconds. */
export type CompanyAccount = {
  life: Life
  id: string
  username: string
  email: string
  role: CompanyRole
  verified: boolean
  team: CompanyTeam | null
  createdAt: number
  updatedAt: number
  deactivatedAt: number | null
}
export type InvitationRecord = {
  id: string
  email: string
  team: CompanyTeam
  role: CompanyRole
  createdAt: number
  expiresAt: number | null
}
export type CompanyDirectory = {
  accounts: readonly CompanyAccount[]
  invitations: readonly InvitationRecord[]
  /** By the team's place in the list of teams; a team without people has none. */
  byTeam: ReadonlyMap<number, { accounts: CompanyAccount[]; invitations: InvitationRecord[] }>
  byId: ReadonlyMap<string, CompanyAccount>
  byEmail: ReadonlyMap<string, CompanyAccount>
}

/** Reads a company's directory by day. The last one read is remembered: most questions are about one today. */
export function openDirectory(company: Company): (day: number) => CompanyDirectory {
  let last: { day: number; directory: CompanyDirectory } | undefined
  return day => {
    if (last?.day !== day) last = { day, directory: readDirectory(company, day) }
    return last.directory
  }
}

function readDirectory(company: Company, day: number): CompanyDirectory {
  const accounts: CompanyAccount[] = []
  const invitations: InvitationRecord[] = []
  for (const life of listLives(company, day)) {
    if (isListed(life, day)) accounts.push(describeAccount(company, life, day))
    const invitation = describeInvitation(company, life, day)
    if (invitation) invitations.push(invitation)
  }
  const byTeam = new Map<number, { accounts: CompanyAccount[]; invitations: InvitationRecord[] }>()
  for (const team of company.teams) byTeam.set(team.index, { accounts: [], invitations: [] })
  for (const account of accounts) if (account.team) byTeam.get(account.team.index)?.accounts.push(account)
  for (const invitation of invitations) byTeam.get(invitation.team.index)?.invitations.push(invitation)
  return {
    accounts,
    invitations,
    byTeam,
    byId: new Map(accounts.map(account => [account.id, account])),
    byEmail: new Map(accounts.map(account => [account.email, account])),
  }
}

function describeAccount(company: Company, life: Life, day: number): CompanyAccount {
  const joined = life.joined ?? day
  const moved = life.moved !== null && life.moved <= day ? momentOf(life, life.moved, 2) : null
  const deactivatedAt =
    life.deactivated !== null && isDeactivated(life, day) ? momentOf(life, life.deactivated, 3) : null
  const createdAt = momentOf(life, joined, 1)
  return {
    life,
    ...identify(company, life),
    role: life.seat.role,
    verified: life.invited === null || draw(life.key, 13) % 20 !== 0,
    team: company.teams[teamOn(life, day) ?? -1] ?? null,
    createdAt,
    updatedAt: Math.max(createdAt, moved ?? 0, deactivatedAt ?? 0),
    deactivatedAt,
  }
}

function describeInvitation(company: Company, life: Life, day: number): InvitationRecord | undefined {
  const team = company.teams[life.seat.team ?? -1]
  const pending = pendingInvitation(life, day)
  if (!pending || !team) return undefined
  const { nth, created, expires } = pending
  const createdAt = momentOf(life, created, 10 + nth)
  return {
    id: idFrom(company.key ^ 0x1417, life.seat.index, life.generation * 2 + nth),
    email: identify(company, life).email,
    team,
    role: life.seat.role,
    createdAt,
    // Runs out to the second, so many days after it was written.
    expiresAt: expires === null ? null : createdAt + (expires - created) * DAY,
  }
}
