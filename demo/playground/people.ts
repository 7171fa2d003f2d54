import type { ChatGateway } from '../../src/delivery/chat-gateway.ts'
import { type Language, languages } from '../../src/message/languages.ts'
import type { PeopleFinder } from '../../src/ports.ts'
import type { Caller, Spot } from '../../src/privacy/policy.ts'
import type { Company } from '../sandbox/company/company.ts'
import { listTruth, type Truth } from '../sandbox/company/truth.ts'

/** Somebody as whom a visitor of the page can ask. */
export type Person = {
  readonly id: string
  readonly label: string
  readonly role: 'viewer' | 'subscriber' | 'admin'
  readonly email: string | null
}

const places = ['channel', 'private'] as const
type PlaceName = (typeof places)[number]

/** As whom a visitor asks: who, where, and in which language that person's profile is. */
export type Asker = { readonly person: string; readonly place: PlaceName; readonly language: Language }

/** The one channel there is. */
export const channel: Spot = { id: 'teams:channel', kind: 'channel', reference: {} }

const roles = ['viewer', 'subscriber', 'admin'] as const

/** One for each role, who use Tabnine, and people of the company in the states that a seat can be in. */
export function listPeople(company: Company, now: Date): readonly Person[] {
  const truth = listTruth(company, now).filter(({ service }) => !service)
  const active = truth.filter(({ state }) => state === 'active')
  const states = ['active', 'idle', 'never used'] as const
  const people = states.flatMap(state => {
    const found = state === 'active' ? active[roles.length] : truth.find(one => one.state === state)
    if (!found) return []
    const id = state.replace(' ', '-')
    return [{ id, label: `${found.email} (${state})`, role: 'viewer' as const, email: found.email }]
  })
  const articles = { viewer: 'a', subscriber: 'a', admin: 'an' }
  const inRoles = roles.map((role, at) => ({
    id: role,
    label: `${articles[role]} ${role}`,
    role,
    email: active[at]?.email ?? null,
  }))
  return [...inRoles, ...people]
}

/** The asker that a request names; `null` where it names none. */
export function readAsker(given: unknown): Asker | null {
  const { person, place, language } = (given ?? {}) as Readonly<Record<string, unknown>>
  const found = { place: places.find(name => name === place), language: languages.find(name => name === language) }
  if (typeof person !== 'string' || !found.place || !found.language) return null
  return { person, place: found.place, language: found.language }
}

export type Roster = {
  readonly finder: PeopleFinder
  /** Who reads a personal chat. */
  readonly personIn: ChatGateway['personIn']
  /** Whoever has a chat of that id; `null` for nobody. */
  find(id: string): Person | null
}

/**
 * Who is in this chat: the people of the page, and most others of the company, so many that what they answer to reminders
 * can be told. As in any company some are not. @param listTruthNow everybody there is by now
 */
export function createRoster(people: readonly Person[], listTruthNow: () => readonly Truth[]): Roster {
  function findColleague(email: string): Person | null {
    const found = listTruthNow().find(one => one.email.toLowerCase() === email)
    if (!found || found.service || !isInChat(email)) return null
    return { id: email, label: found.email, role: 'viewer', email: found.email }
  }

  const find = (id: string) => people.find(person => person.id === id) ?? findColleague(id)

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
        const wanted = email.toLowerCase()
        const found = people.find(person => person.email?.toLowerCase() === wanted) ?? findColleague(wanted)
        return found ? { ...personalChat(found), zone: null, language: null } : 'nobody'
      },
    },
    find,
  }
}

/** The same for one person always: of eight, one is not. */
function isInChat(email: string): boolean {
  return [...email].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 8 !== 0
}

function personalChat({ id }: Person): Spot {
  return { id: `teams:${id}`, kind: 'personal', reference: {} }
}

/** In the channel answers are read by whoever asked, as those to Slack's commands are. */
export function toCaller(asking: Person, { place, language }: Asker): Caller {
  const { id, role, email, label } = asking
  const person = personalChat(asking)
  const isShared = place === 'channel'
  return {
    platform: 'web',
    id,
    isAdmin: role === 'admin',
    isStranger: false,
    profile: async () => ({ email, zone: null, name: label, language }),
    place: { conversation: isShared ? channel : person, person },
    prefix: '',
    readers: isShared ? 'private' : 'personal',
  }
}
