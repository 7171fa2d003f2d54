import { type Answer, accept, requireScope } from '../answer.ts'
import type { Call, Inside } from '../inside.ts'

/** All groups; their people only where that is asked for. */
export function listUserGroups({ args, token }: Call, { world }: Inside): Answer {
  const withUsers = ['true', '1', 'True'].includes(String(args.include_users))
  const usergroups = [...world.userGroups].map(([id, users]) => ({
    id,
    is_usergroup: true,
    handle: id.toLowerCase(),
    ...(withUsers ? { users } : {}),
  }))
  return requireScope(token, 'usergroups:read') ?? accept({ usergroups })
}
