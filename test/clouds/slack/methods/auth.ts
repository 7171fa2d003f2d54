import { type Answer, accept, refuse } from '../answer.ts'
import type { Call, CloudParts } from '../cloud-parts.ts'
import { ask } from '../forward.ts'
import { TEAM } from '../people.ts'

/** Emulate knows one workspace; a token of an organization says so. */
export async function describeInstallation(call: Call, cloud: CloudParts): Promise<Answer> {
  const body = await ask(call, cloud)
  const { organization } = cloud
  if (!body.ok || organization === null) return { status: 200, body }
  return { status: 200, body: { ...body, enterprise_id: organization.id, is_enterprise_install: true } }
}

/** The workspaces of the organization, in pages. */
export function listWorkspaces({ args }: Call, { organization }: CloudParts): Answer {
  const all = [TEAM.id, ...(organization?.workspaces ?? [])]
  const limit = Number(args.limit ?? 100)
  if (!(limit >= 1 && limit <= 1_000)) return refuse('invalid_limit')
  const from = args.cursor ? Number(Buffer.from(String(args.cursor), 'base64').toString()) : 0
  if (!Number.isInteger(from)) return refuse('invalid_cursor')
  const end = from + limit
  const next_cursor = end < all.length ? Buffer.from(String(end)).toString('base64') : ''
  const teams = all.slice(from, end).map(id => ({ id, name: id }))
  return accept({ teams, response_metadata: { next_cursor } })
}
