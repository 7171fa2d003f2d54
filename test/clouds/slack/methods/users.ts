import { type Answer, refuse } from '../answer.ts'
import type { Call, CloudParts } from '../cloud-parts.ts'
import { ask } from '../forward.ts'
import { TEAM } from '../people.ts'

type Profile = { id: string; [field: string]: unknown }

export async function showUser(call: Call, cloud: CloudParts): Promise<Answer> {
  const body = await ask(call, cloud)
  if (!body.ok) return { status: 200, body }
  const user = complete(body.user as Profile, cloud)
  const locale = String(call.args.include_locale) === 'true' ? { locale: localeOf(user, cloud) } : {}
  return { status: 200, body: { ...body, user: { ...user, ...locale } } }
}

export async function listUsers(call: Call, cloud: CloudParts): Promise<Answer> {
  const body = await ask(call, cloud)
  const members = body.ok ? { members: (body.members as Profile[]).map(user => complete(user, cloud)) } : {}
  return { status: 200, body: { ...body, ...members } }
}

/** Case does not matter, and who was deactivated is not found. */
export async function findByEmail(call: Call, cloud: CloudParts): Promise<Answer> {
  const body = await ask(call, cloud, { email: String(call.args.email ?? '').toLowerCase() })
  if (!body.ok) return { status: 200, body }
  const user = complete(body.user as Profile, cloud)
  return user.deleted ? refuse('users_not_found') : { status: 200, body: { ...body, user } }
}

/** What emulate leaves out: the time zone, and whether the person is still there. Bots live in Slack's own zone. */
function complete(user: Profile, { world, organization, now }: CloudParts): Profile {
  const person = Object.values(world.users).find(({ id }) => id === user.id)
  const zone = person?.timeZone ?? 'America/Los_Angeles'
  return {
    ...user,
    team_id: person?.team ?? TEAM.id,
    ...(organization && [TEAM.id, ...organization.workspaces].includes(person?.team ?? TEAM.id)
      ? { enterprise_user: { id: user.id, enterprise_id: organization.id } }
      : {}),
    deleted: person?.deleted ?? false,
    is_email_confirmed: person?.unconfirmed !== true,
    tz: zone,
    tz_label: nameZone(zone, now(), 'long'),
    tz_offset: readOffset(nameZone(zone, now(), 'longOffset')),
    is_restricted: false,
    is_ultra_restricted: false,
  }
}

/** The language that a person has set in their Slack; given only where it is asked for. */
function localeOf({ id }: Profile, { world }: CloudParts): string {
  return Object.values(world.users).find(user => user.id === id)?.locale ?? 'en-US'
}

function nameZone(timeZone: string, at: Date, timeZoneName: 'long' | 'longOffset'): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName }).formatToParts(at)
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT'
}

/** `GMT+05:30` → seconds. */
function readOffset(name: string): number {
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d+):(\d+)/.exec(name) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60)
}
