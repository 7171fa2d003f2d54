import { makeAgentUsageRoutes } from './agent-usage-routes.ts'
import { makeRoute, type Route } from './route.ts'
import { makeUsageRoutes } from './usage-routes.ts'
import { ok, refuse, refuseParameters } from './wire/answers.ts'
import { writeHistory } from './wire/history.ts'
import { describeLicense, describeOrganization } from './wire/organization.ts'
import { optionalMonth, optionalPage, optionalText, page, role, text, userFilter } from './wire/parameters.ts'
import type { Dialect } from './wire/profiles.ts'
import {
  writeActive,
  writeInvitationPage,
  writeOrganizationUser,
  writePage,
  writeTeamUser,
  writeUserInfo,
  writeUserPage,
} from './wire/rows.ts'
import { describeTeam, describeTeamPage, describeUtilization } from './wire/teams.ts'
import { findAccount, findTeam, readToday } from './world.ts'

const onNewer = { served: ({ management }: Dialect) => management }
const forAdmins = { admin: true }

/** Everything that the sandbox serves. */
export const ROUTES: readonly Route[] = [
  makeRoute('/api/v1/organization', {}, {}, ({ world }) => ok(describeOrganization(world))),
  makeRoute('/api/v1/organization/teams', {}, optionalPage, ({ world, values }) =>
    ok(writePage(world.dialect, world.company.teams, values, team => describeTeam(world, team))),
  ),
  makeRoute(
    '/api/v1/organization/users',
    forAdmins,
    { ...page, teamMember: userFilter, active: userFilter },
    ({ world, values: { teamMember, active, ...rest } }) => {
      const accounts = readToday(world).accounts.filter(
        ({ team, deactivatedAt }) =>
          (teamMember === undefined || teamMember === (team !== null)) &&
          (active === undefined || active === (deactivatedAt === null)),
      )
      return ok(writePage(world.dialect, accounts, rest, account => writeOrganizationUser(world.dialect, account)))
    },
  ),
  makeRoute(
    '/api/v1/organization/account-utilizations',
    {},
    { startDate: optionalMonth },
    ({ world, values: { startDate } }) => {
      const history = writeHistory(world, startDate)
      return history ? ok(history) : refuseParameters(['startDate: must not be in the future'], 422)
    },
  ),
  ...makeUsageRoutes('v1'),
  ...makeUsageRoutes('v2'),
  ...makeAgentUsageRoutes(),
  makeRoute('/api/v1/team/account-utilizations', {}, { teamId: text }, ({ world, values }) => {
    const found = findTeam(world, values.teamId)
    return 'missing' in found ? found.missing : ok(describeUtilization(world, found.team))
  }),
  makeRoute('/api/v1/team/{teamId}', { served: ({ teamName }) => teamName }, {}, ({ world, open }) => {
    const found = findTeam(world, open)
    return 'missing' in found ? found.missing : ok({ id: found.team.id, name: found.team.name })
  }),
  makeRoute('/api/v1/team/{teamId}/users', {}, page, ({ world, open, values }) => {
    const found = findTeam(world, open)
    if ('missing' in found) return found.missing
    const accounts = readToday(world).byTeam.get(found.team.index)?.accounts ?? []
    return ok(writePage(world.dialect, accounts, values, account => writeTeamUser(world.dialect, account)))
  }),
  makeRoute('/api/v1/user/{userId}', forAdmins, {}, ({ world, open }) => {
    const found = findAccount(world, open)
    return 'missing' in found ? found.missing : ok(writeUserInfo(world.company.id, found.account))
  }),
  makeRoute('/api/v1/license', { served: ({ license }) => license }, {}, ({ world }) => ok(describeLicense(world))),
  makeRoute('/api/v1/instance/permissions', forAdmins, { role }, ({ world, values }) =>
    ok(
      readToday(world)
        .accounts.filter(account => account.role === values.role && account.deactivatedAt === null)
        .map(({ email }) => ({ username: email, organizationId: world.company.id })),
    ),
  ),
  makeRoute(
    '/api/invitation/v1',
    { ...onNewer, ...forAdmins },
    { ...page, teamId: optionalText },
    ({ world, values: { teamId, ...rest } }) => {
      const { invitations, byTeam } = readToday(world)
      if (teamId === undefined) return ok(writeInvitationPage(invitations, rest))
      const found = findTeam(world, teamId)
      if ('missing' in found) return found.missing
      return ok(writeInvitationPage(byTeam.get(found.team.index)?.invitations ?? [], rest))
    },
  ),
  makeRoute('/api/user/v1/by-email/{email}', { ...onNewer, ...forAdmins }, {}, ({ world, open }) => {
    const account = readToday(world).byEmail.get(open.toLowerCase())
    return account ? ok(writeActive(account)) : refuse(world.dialect, 404, 'User not found in organization')
  }),
  makeRoute('/api/user/v1/{userId}', { ...onNewer, ...forAdmins }, {}, ({ world, open }) => {
    const found = findAccount(world, open)
    return 'missing' in found ? found.missing : ok(writeUserPage(found.account))
  }),
  makeRoute('/api/team/v1/{teamId}', onNewer, {}, ({ world, open }) => {
    const found = findTeam(world, open)
    return 'missing' in found ? found.missing : ok(describeTeamPage(world, found.team))
  }),
]
