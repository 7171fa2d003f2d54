import type { Exclusion, SeatPolicy } from '../../ports.ts'
import { plainCalendar } from '../../time/utc-days.ts'
import type { SeatRecord } from './census.ts'

export const defaultPolicy: SeatPolicy = {
  graceDays: 14,
  calendar: plainCalendar,
  exclusions: [],
  serviceAccounts: [],
  samePerson: [],
}

/** A policy's rules about people, indexed for thousands of them. */
export type People = {
  exclusionOf(record: Named): Exclusion | null
  isServiceAccount(record: Named): boolean
  /** The same word for all records of one person. */
  personOf(record: Named): string
}

type Named = Pick<SeatRecord, 'id' | 'email'>

export function readPeople(policy: SeatPolicy, now: Date): People {
  const persons = new Map(
    policy.samePerson.flatMap(emails => emails.map(email => [fold(email), fold(emails[0] ?? email)] as const)),
  )
  const personFor = (name: string) => persons.get(name) ?? name
  const excluded = new Map(
    policy.exclusions
      .filter(({ until }) => until === null || until > now)
      .map(exclusion => [personFor(fold(exclusion.person)), exclusion]),
  )
  const patterns = policy.serviceAccounts.map(readPattern)
  return {
    exclusionOf: record => {
      const found = namesOf(record).map(name => excluded.get(personFor(name)))
      return found.find(exclusion => exclusion !== undefined) ?? null
    },
    isServiceAccount: ({ email }) => email !== null && patterns.some(matches => matches(fold(email))),
    personOf: record => personFor(namesOf(record)[0] ?? ''),
  }
}

/** All e-mails that belong to the person of one, as the settings say; that one is among them. */
export function aliasesOf({ samePerson }: Pick<SeatPolicy, 'samePerson'>, email: string): string[] {
  const own = samePerson.find(emails => emails.some(each => fold(each) === fold(email))) ?? []
  return [...new Set([email, ...own].map(fold))]
}

/** By what a record can be found, best first: an e-mail stays the same from the invitation on. */
export function namesOf({ email, id }: Named): string[] {
  return [email, id].filter(name => name !== null).map(fold)
}

/** What a record is remembered by: its id, or the e-mail of who has none yet. */
export function keyOf({ id, email }: Named): string {
  return fold(id ?? email ?? '')
}

/**
 * Whether a text matches a pattern in which `*` matches anything. Each piece is searched once, from the end of the one
 * before: the first match is as good as any other, so there is no backtracking, however many stars there are.
 */
function readPattern(pattern: string): (text: string) => boolean {
  const [start = '', ...pieces] = fold(pattern).split('*')
  const end = pieces.pop()
  if (end === undefined) return text => text === start
  return text => {
    if (!text.startsWith(start) || !text.endsWith(end)) return false
    const last = text.length - end.length
    let at = start.length
    for (const piece of pieces) {
      const found = text.indexOf(piece, at)
      if (found === -1) return false
      at = found + piece.length
    }
    return at <= last
  }
}

function fold(name: string): string {
  return name.trim().toLowerCase()
}
