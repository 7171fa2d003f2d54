import { createHash } from 'node:crypto'

/** A person or bot as Teams knows them. `id` is what this one bot sees: another bot sees other ids. */
export type Person = {
  id: string
  name: string
  objectId: string
  email: string
  tenantId: string
  role: 'user' | 'owner' | 'guest' | 'bot' | 'User' | 'Guest' | 'anonymous'
  /** Whether they have added the bot for themselves: without it no one-to-one chat can be opened. */
  hasInstalled: boolean
  timeZone: string
  locale: string
}

export type PersonName = 'admin' | 'plain' | 'newcomer' | 'outsider' | 'bot' | 'self'

export type People = Record<PersonName, Person>

/**
 * An administrator, a plain person, a newcomer who has not installed the bot, a guest from another tenant, another
 * bot, and the bot itself. `changes` puts the e-mail addresses of a test's own company in.
 */
export function createPeople(
  { appId, tenantId, botName }: { appId: string; tenantId: string; botName: string },
  changes: Partial<Record<PersonName, Partial<Person>>> = {},
): People {
  const person = (name: PersonName, about: Pick<Person, 'name' | 'email'> & Partial<Person>): Person => ({
    id: `29:1${hash(`${appId} ${name}`)}`,
    objectId: toUuid(`${appId} ${name}`),
    tenantId,
    role: 'user',
    hasInstalled: true,
    timeZone: 'Europe/Berlin',
    locale: 'en-GB',
    ...about,
    ...changes[name],
  })
  const bot = { email: '', role: 'bot', hasInstalled: false } as const
  return {
    admin: person('admin', { name: 'Ada Meyer', email: 'ada.meyer@example.com' }),
    plain: person('plain', { name: 'Paul Olsen', email: 'paul.olsen@example.com', timeZone: 'America/New_York' }),
    newcomer: person('newcomer', { name: 'Nina Roth', email: 'nina.roth@example.com', hasInstalled: false }),
    outsider: person('outsider', {
      name: 'Otto Lang (Guest)',
      email: 'otto.lang@partner.example',
      role: 'guest',
      tenantId: toUuid('partner.example'),
    }),
    bot: person('bot', { ...bot, id: `28:${toUuid(`${appId} other`)}`, name: 'Build Bot' }),
    self: person('self', { ...bot, id: `28:${appId}`, name: botName }),
  }
}

/** The shape of the members endpoints. */
export function describeMember(person: Person): Record<string, string> {
  const [givenName = '', surname = ''] = person.name.split(' ')
  const { id, name, objectId, email, tenantId, role } = person
  const home = email.replace('@', '_')
  const userPrincipalName = role.toLowerCase() === 'guest' ? `${home}#EXT#@example.onmicrosoft.com` : email
  return {
    id,
    name,
    objectId,
    aadObjectId: objectId,
    givenName,
    surname,
    email,
    userPrincipalName,
    tenantId,
    userRole: role === 'bot' ? 'user' : role,
  }
}

export function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

/** The same text gives the same UUID. */
export function toUuid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  const groups = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ]
  return groups.join('-')
}
