import { type Answer, accept, refuse, requireScope } from '../answer.ts'
import type { Call, CloudParts } from '../cloud-parts.ts'
import { TEAM } from '../people.ts'

/** All groups of a workspace, which a token of an organization has to name; their people only where that is asked for. */
export function listUserGroups({ args, token }: Call, { world, organization }: CloudParts): Answer {
  const workspace = args.team_id === undefined ? TEAM.id : String(args.team_id)
  if (organization && args.team_id === undefined) return refuse('missing_argument')
  if (![TEAM.id, ...(organization?.workspaces ?? [])].includes(workspace)) return refuse('team_not_found')
  const withUsers = ['true', '1', 'True'].includes(String(args.include_users))
  const usergroups = [...world.userGroups]
    .filter(([id]) => (world.groupWorkspaces.get(id) ?? TEAM.id) === workspace)
    .map(([id, users]) => ({
      id,
      is_usergroup: true,
      handle: id.toLowerCase(),
      ...(withUsers ? { users } : {}),
    }))
  return requireScope(token, 'usergroups:read') ?? accept({ usergroups })
}
