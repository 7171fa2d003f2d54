import { seatCapOf } from '../company/purchase.ts'
import type { CompanyTeam } from '../company/teams.ts'
import { readToday, type World } from '../world.ts'

/** Present counts of a team, the very rows that the lists have: an invitation counts while it is pending. */
export function describeUtilization(world: World, team: CompanyTeam) {
  const { accounts = [], invitations = [] } = readToday(world).byTeam.get(team.index) ?? {}
  const deactivated = accounts.filter(({ deactivatedAt }) => deactivatedAt !== null).length
  return {
    registered: accounts.length - deactivated,
    deactivated,
    invited: invitations.length,
  }
}

/** A row in the list of teams. */
export function describeTeam(world: World, team: CompanyTeam) {
  const { company, dialect } = world
  const { registered, invited } = describeUtilization(world, team)
  return {
    id: team.id,
    name: team.name,
    usersCount: registered,
    isDefaultTeam: team.isDefault,
    ...(dialect.teamOwner && { organizationId: company.id, syncedGroupId: groupOf(world, team) }),
    ...(dialect.seatCap && {
      seatCap: seatCapOf(company, team, dialect.tightCaps),
      pendingInvitationsCount: invited,
    }),
  }
}

/** The newer team page. */
export function describeTeamPage(world: World, team: CompanyTeam) {
  return {
    id: team.id,
    name: team.name,
    organizationId: world.company.id,
    syncedGroupId: groupOf(world, team),
    usersCount: describeUtilization(world, team).registered,
    isDefaultTeam: team.isDefault,
  }
}

/** The group of the company's directory whose people are put into a team; those came without an invitation. */
function groupOf(world: World, team: CompanyTeam): string | null {
  const accounts = readToday(world).byTeam.get(team.index)?.accounts ?? []
  return world.isIdpSynced && accounts.some(({ life }) => life.invited === null) ? `group-${team.id}` : null
}
