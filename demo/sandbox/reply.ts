import type { Route } from './route.ts'
import { refuse, refusePath, type WireAnswer } from './wire/answers.ts'
import type { World } from './world.ts'
import { WRITING_ROUTES } from './writing-routes.ts'

export type Tokens = { admin: string; action: string; member: string }
export type Call = {
  method: string
  path: string
  query: URLSearchParams
  authorization: string | undefined
  /** As it came; empty for requests that only read. */
  body?: string
}

/** Answers one call as the server would: path, then token, then permission, then organization, then parameters. */
export function reply(world: World, tokens: Tokens, call: Call, match?: { route: Route; open: string }): WireAnswer {
  const { dialect, company } = world
  if (!match?.route.served(dialect)) return refusePath(dialect, call.path)
  const { route, open } = match
  const writing = WRITING_ROUTES.find(
    ({ method, path, served }) => method === call.method && path === route.path && served(dialect),
  )
  if (call.method !== 'GET' && !writing) return refuse(dialect, 405, `${call.method} is not supported here`)
  const token = /^Bearer (.+)$/i.exec(call.authorization ?? '')?.[1]
  const isAdmin = token === tokens.admin || token === tokens.action
  if (!isAdmin && token !== tokens.member) {
    return refuse(dialect, 401, 'Unauthorized. Valid ID token required.')
  }
  if (route.admin && !isAdmin) return refuse(dialect, 403, 'Forbidden. Insufficient permissions.')
  if (route.ownOrganization && call.query.get('organizationId') !== company.id) {
    return refuse(dialect, 401, 'Unauthorized: Invalid organization.')
  }
  if (!writing) return route.answer({ world, query: call.query, open })
  const body = readBody(call.body ?? '')
  return body ? writing.answer({ world, open, body }) : refuse(dialect, 400, 'The body is not a JSON object')
}

function readBody(text: string): Record<string, unknown> | null {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : null
  } catch {
    return null
  }
}
