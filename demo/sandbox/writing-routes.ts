import { DAY } from './company/calendar.ts'
import { idFrom } from './company/chance.ts'
import type { CompanyAccount } from './company/directory.ts'
import { ok, refuse, type WireAnswer } from './wire/answers.ts'
import type { Dialect } from './wire/profiles.ts'
import { findAccount, findTeam, readToday, type World } from './world.ts'

type Write = { world: World; open: string; body: Readonly<Record<string, unknown>> }

/** A route that changes something, under the path of one that reads. */
export type WritingRoute = {
  method: 'DELETE' | 'POST' | 'PATCH'
  path: string
  served: (dialect: Dialect) => boolean
  answer: (write: Write) => WireAnswer
}

const validDays = 30
const served = ({ acting }: Dialect) => acting

/** Everything that can be changed. Source of bodies and answers: the vendor's contract. */
export const WRITING_ROUTES: readonly WritingRoute[] = [
  { method: 'DELETE', path: '/api/invitation/v1', served, answer: withdraw },
  { method: 'POST', path: '/api/invitation/v1', served, answer: invite },
  { method: 'PATCH', path: '/api/user/v1/{userId}', served, answer: change },
]

function withdraw({ world, body }: Write): WireAnswer {
  const { invitationIds } = body
  if (!Array.isArray(invitationIds)) return refuse(world.dialect, 400, 'invitationIds must be an array')
  const open = new Set(readToday(world).invitations.map(({ id }) => id))
  const found = invitationIds.filter((id): id is string => typeof id === 'string' && open.has(id))
  for (const id of found) world.acts.withdrawn.add(id)
  return ok({ revoked: found.length })
}

function invite({ world, body }: Write): WireAnswer {
  const { email, teamId, role } = body
  if (typeof email !== 'string' || typeof teamId !== 'string') {
    return refuse(world.dialect, 400, 'email and teamId are required')
  }
  const found = findTeam(world, teamId)
  if ('missing' in found) return found.missing
  const { accounts, invitations } = readToday(world)
  const account = accounts.find(one => one.email.toLowerCase() === email.toLowerCase())
  if (account) return ok({ success: true, message: 'User already exists', userExists: true, userId: account.id })
  if (invitations.some(one => one.email.toLowerCase() === email.toLowerCase())) {
    return refuse(world.dialect, 409, 'Invitation already exists', 'CONFLICT')
  }
  const createdAt = world.now()
  const id = idFrom(world.company.key ^ 0x1e17, world.acts.invited.length, createdAt)
  const known = role === 'Manager' || role === 'TeamLead' || role === 'Admin' ? role : 'Member'
  const expiresAt = createdAt + validDays * DAY
  world.acts.invited.push({ id, email, team: found.team, role: known, createdAt, expiresAt })
  return { status: 201, body: { success: true, message: 'Invitation sent', userExists: false, invitationId: id } }
}

function change({ world, open, body }: Write): WireAnswer {
  const found = findAccount(world, open)
  if ('missing' in found) return found.missing
  const { account } = found
  const refusal = refuseChange(world, account)
  if (refusal) return refusal
  if (typeof body.active !== 'boolean') return refuse(world.dialect, 400, 'active must be a boolean')
  if (body.active === (account.deactivatedAt === null)) {
    return refuse(world.dialect, 409, `User is already ${body.active ? 'active' : 'inactive'}`, 'CONFLICT')
  }
  world.acts.deactivated.set(account.id, body.active ? null : world.now())
  return ok({ success: true, message: 'User updated' })
}

/** The tokens belong to the first admin; other admins are out of their reach. */
function refuseChange(world: World, account: CompanyAccount): WireAnswer | null {
  const { dialect, isIdpSynced } = world
  const owner = readToday(world).accounts.find(({ role }) => role === 'Admin')
  if (account.id === owner?.id) return refuse(dialect, 400, 'You cannot change your own status', 'BAD_REQUEST')
  if (account.role === 'Admin') return refuse(dialect, 422, 'Insufficient permission for this role', 'UNPROCESSABLE')
  // Who never had an invitation came from the company's directory.
  if (isIdpSynced && account.life.invited === null) {
    return refuse(dialect, 403, 'User is managed by the identity provider', 'FORBIDDEN')
  }
  return null
}
