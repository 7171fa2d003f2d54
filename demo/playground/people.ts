import type { ChatGateway } from '../../src/delivery/chat-gateway.ts'
import { type Language, languages } from '../../src/message/languages.ts'
import type { PeopleFinder } from '../../src/ports.ts'
import type { Caller, OpenConversation } from '../../src/privacy/policy.ts'
import { dayOf } from '../sandbox/company/calendar.ts'
import { type Company, nameOf } from '../sandbox/company/company.ts'
import { type CompanyAccount, openDirectory } from '../sandbox/company/directory.ts'
import { listTruth } from '../sandbox/company/truth.ts'

/** A person of the company in whose place a visitor of the page can ask and answer. */
export type Persona = {
  readonly id: string
  readonly name: string
  readonly email: string
  /** What the bot lets them do. */
  readonly role: 'viewer' | 'subscriber' | 'admin'
  /** Their role in Tabnine. */
  readonly tabnineRole: CompanyAccount['role']
  readonly team: string | null
}

/** Anyone with a chat of their own: a persona, or a colleague whose id is their e-mail address. */
export type ChatMember = Pick<Persona, 'id' | 'name' | 'email' | 'role'>

export const channels = ['eng-platform', 'payments'] as const
const places = [...channels, 'private'] as const
type PlaceName = (typeof places)[number]

/** Who asks, where, and in which language that person's profile is. */
export type Asker = { readonly person: string; readonly place: PlaceName; readonly language: Language }

/** Days for which a persona stays what they are: so far a visitor may move the clock. */
const stableDays = 180

type Wanted = {
  readonly id: string
  readonly role: Persona['role']
  readonly fits: (person: Candidate) => boolean
}
type Candidate = { readonly account: CompanyAccount; readonly name: string; readonly state: string }

const wanted: readonly Wanted[] = [
  { id: 'admin', role: 'admin', fits: ({ account, state }) => account.role === 'Admin' && state === 'active' },
  { id: 'lead', role: 'subscriber', fits: one => one.account.role === 'TeamLead' && isBusy(one) && isInFirstTeam(one) },
  { id: 'developer', role: 'viewer', fits: one => isDeveloper(one) && isBusy(one) && !isInFirstTeam(one) },
  { id: 'inactive', role: 'viewer', fits: one => isDeveloper(one) && one.state === 'idle' && !isInFirstTeam(one) },
  { id: 'returning', role: 'viewer', fits: one => isDeveloper(one) && one.state === 'idle' && isInFirstTeam(one) },
  { id: 'never-used', role: 'viewer', fits: one => isDeveloper(one) && one.state === 'never used' && isLong(one) },
]

/** One person for each thing that one can be to the bot, the same on every day near `now`. */
export function listPersonas(company: Company, now: Date): readonly Persona[] {
  const day = dayOf(now.getTime())
  const { byEmail } = openDirectory(company)(day)
  const candidates = listTruth(company, now).flatMap(({ email, state, service }): Candidate[] => {
    const account = byEmail.get(email)
    if (!account || service) return []
    const { deactivated, gone } = account.life
    if (Math.min(deactivated ?? gone, gone) < day + stableDays && state === 'active') return []
    const name = nameOf(company, account.life)
    // A person who sees the page must be able to read who is who.
    return /^[\p{Script=Latin}\s.'’-]+$/u.test(name) ? [{ account, name, state }] : []
  })
  const taken = new Set<Candidate>()
  return wanted.flatMap(({ id, role, fits }) => {
    const found = candidates.find(candidate => !taken.has(candidate) && fits(candidate))
    if (!found) return []
    taken.add(found)
    const { account, name } = found
    return [{ id, name, email: account.email, role, tabnineRole: account.role, team: account.team?.name ?? null }]
  })
}

function isDeveloper({ account }: Candidate): boolean {
  return account.role === 'Member' && account.team !== null && !account.team.neverStarted
}

function isBusy({ account, state }: Candidate): boolean {
  return state === 'active' && account.life.seat.habit === 'steady'
}

function isInFirstTeam({ account }: Candidate): boolean {
  return account.team?.index === 0
}

/** Joined so long ago that the seat counts as unused. */
function isLong({ account }: Candidate): boolean {
  return account.life.seat.habit === 'never'
}

/** The asker that a request names; `null` where it names none. */
export function readAsker(given: unknown): Asker | null {
  const { person, place, language } = (given ?? {}) as Readonly<Record<string, unknown>>
  const found = { place: places.find(name => name === place), language: readLanguage(language) }
  if (typeof person !== 'string' || !found.place || !found.language) return null
  return { person, place: found.place, language: found.language }
}

export function readLanguage(given: unknown): Language | null {
  return languages.find(name => name === given) ?? null
}

export type Roster = {
  readonly finder: PeopleFinder
  /** Who reads a personal chat. */
  readonly personIn: ChatGateway['personIn']
  /** The member whose chat has this id, or `null`. */
  find(id: string): ChatMember | null
}

/**
 * Who is in this chat: the personas, and most of their colleagues, so many that answers to reminders can be reported. As in
 * any company some are not. @param now decides who is there
 */
export function createRoster(company: Company, personas: readonly Persona[], now: () => Date): Roster {
  function findColleague(email: string): ChatMember | null {
    const { byEmail, invitations } = openDirectory(company)(dayOf(now().getTime()))
    const account = byEmail.get(email)
    const life = account?.life
    if (!isInChat(email) || life?.seat.habit === 'service') return null
    if (life) return { id: email, name: nameOf(company, life), email, role: 'viewer' }
    return invitations.some(one => one.email === email)
      ? { id: email, name: nameFromEmail(email), email, role: 'viewer' }
      : null
  }

  const find = (id: string) => personas.find(person => person.id === id) ?? findColleague(id)

  return {
    async personIn({ id }) {
      const found = find(id.slice('teams:'.length))
      if (!found) return null
      const { profile, platform, isAdmin, isStranger } = toCaller(found, {
        person: found.id,
        place: 'private',
        language: 'en',
      })
      return { platform, id: found.id, isAdmin, isStranger, profile }
    },
    finder: {
      platform: 'teams',
      async findByEmail(email) {
        const address = email.toLowerCase()
        const found = personas.find(person => person.email.toLowerCase() === address) ?? findColleague(address)
        return found ? { ...personalChat(found), zone: null, language: null } : 'not-found'
      },
    },
    find,
  }
}

/** The same for one person always: of eight, one is not. */
function isInChat(email: string): boolean {
  return [...email].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 8 !== 0
}

/** Someone invited has no name yet: `grace.turner@…` is Grace Turner. */
function nameFromEmail(email: string): string {
  const [typed = ''] = email.split('@')
  return typed.replace(/[^.\s-]+/g, part => part.charAt(0).toUpperCase() + part.slice(1)).replaceAll('.', ' ')
}

export function channelSpot(name: string): OpenConversation {
  return { id: `teams:${name}`, kind: 'channel', reference: {} }
}

function personalChat({ id }: ChatMember): OpenConversation {
  return { id: `teams:${id}`, kind: 'personal', reference: {} }
}

/** In a channel answers are read by the person who asked, as those to Slack's commands are. */
export function toCaller(asking: ChatMember, { place, language }: Asker): Caller {
  const { id, role, email, name } = asking
  const person = personalChat(asking)
  const isShared = place !== 'private'
  return {
    platform: 'web',
    id,
    isAdmin: role === 'admin',
    isStranger: false,
    profile: async () => ({ email, zone: null, name, language }),
    place: { conversation: isShared ? channelSpot(place) : person, person },
    prefix: '',
    readers: isShared ? 'private' : 'personal',
  }
}
