import type { Caller, Spot } from '../../src/access/policy.ts'
import type { PeopleFinder } from '../../src/ports.ts'
import type { Company } from '../../src/sandbox/company/company.ts'
import { listTruth } from '../../src/sandbox/company/truth.ts'

/** Somebody as whom a visitor of the page can ask. */
export type Person = {
  readonly id: string
  readonly label: string
  readonly role: 'viewer' | 'subscriber' | 'admin'
  readonly email: string | null
}

export const places = ['channel', 'private'] as const
export type PlaceName = (typeof places)[number]

/** The one channel there is. */
export const channel: Spot = { id: 'teams:channel', kind: 'channel', reference: {} }

/** One for each role, and people of the company in the states that a seat can be in. */
export function listPeople(company: Company, now: Date): readonly Person[] {
  const truth = listTruth(company, now).filter(({ service }) => !service)
  const states = ['active', 'idle', 'never used'] as const
  const people = states.flatMap(state => {
    const found = truth.find(one => one.state === state)
    if (!found) return []
    const id = state.replace(' ', '-')
    return [{ id, label: `${found.email} (${state})`, role: 'viewer' as const, email: found.email }]
  })
  return [
    { id: 'viewer', label: 'a viewer', role: 'viewer', email: null },
    { id: 'subscriber', label: 'a subscriber', role: 'subscriber', email: null },
    { id: 'admin', label: 'an admin', role: 'admin', email: null },
    ...people,
  ]
}

/** Who is on the page can be asked about their seat; nobody else of the company is in this chat. */
export function createPagePeople(people: readonly Person[]): PeopleFinder {
  return {
    platform: 'teams',
    async findByEmail(email) {
      const found = people.find(person => person.email?.toLowerCase() === email.toLowerCase())
      return found ? { ...personalChat(found), zone: null, language: null } : 'nobody'
    },
  }
}

function personalChat({ id }: Person): Spot {
  return { id: `teams:${id}`, kind: 'personal', reference: {} }
}

export function toCaller(asking: Person, place: PlaceName): Caller {
  const { id, role, email } = asking
  const person = personalChat(asking)
  return {
    platform: 'web',
    id,
    isAdmin: role === 'admin',
    isStranger: false,
    profile: async () => ({ email, zone: null, name: null }),
    place: { conversation: place === 'channel' ? channel : person, person },
    prefix: '',
  }
}
