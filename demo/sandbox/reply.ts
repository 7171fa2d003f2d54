import type { Route } from './route.ts'
import { refuse, refusePath, type WireAnswer } from './wire/answers.ts'
import type { World } from './world.ts'

export type Tokens = { admin: string; member: string }
export type Call = { method: string; path: string; query: URLSearchParams; authorization: string | undefined }

/** Answers one call as the server would: path, then token, then permission, then organization, then parameters. */
export function reply(world: World, tokens: Tokens, call: Call, match?: { route: Route; open: string }): WireAnswer {
  const { dialect, company } = world
  if (!match?.route.served(dialect)) return refusePath(dialect, call.path)
  if (call.method !== 'GET') return refuse(dialect, 405, `${call.method} is not supported here`)
  const { route, open } = match
  const token = /^Bearer (.+)$/i.exec(call.authorization ?? '')?.[1]
  if (token !== tokens.admin && token !== tokens.member) {
    return refuse(dialect, 401, 'Unauthorized. Valid ID token required.')
  }
  if (route.admin && token !== tokens.admin) return refuse(dialect, 403, 'Forbidden. Insufficient permissions.')
  if (route.ownOrganization && call.query.get('organizationId') !== company.id) {
    return refuse(dialect, 401, 'Unauthorized: Invalid organization.')
  }
  return route.answer({ world, query: call.query, open })
}
