import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY, dayOf } from '../../../../demo/sandbox/company/calendar.ts'
import { identify, listLives, makeCompany } from '../../../../demo/sandbox/company/company.ts'
import { liveLife } from '../../../../demo/sandbox/company/lives.ts'
import { listTruth } from '../../../../demo/sandbox/company/truth.ts'
import { TODAY } from './ask.ts'

const DEFAULT = { teams: 8, people: 120 }
const seeds = fc.string({ minLength: 1, maxLength: 12 })
const days = fc.integer({ min: dayOf(Date.UTC(2025, 0, 1)), max: dayOf(Date.UTC(2032, 0, 1)) })

describe('the made-up company', () => {
  it('is the same for the same seed and another for another one', () => {
    const acme = makeCompany('acme', DEFAULT)
    expect(makeCompany('acme', DEFAULT)).toEqual(acme)
    expect(listTruth(makeCompany('acme', DEFAULT), TODAY)).toEqual(listTruth(acme, TODAY))
    expect(makeCompany('other', DEFAULT).id).not.toBe(acme.id)
    expect(acme.name).toBe('Northwind Robotics')
  })

  it('has Payments always, and two teams called Web from eight teams on', () => {
    for (const teams of [1, 2, 3, 7, 8, 40, 500]) {
      const names = makeCompany('acme', { teams, people: 1000 }).teams.map(team => team.name)
      expect(names).toHaveLength(teams)
      expect(names[0]).toBe('Payments')
      expect(names.filter(name => name === 'Web')).toHaveLength(teams >= 8 ? 2 : Math.max(0, teams - 6))
      expect(new Set(names).size).toBe(teams >= 8 ? teams - 1 : teams)
    }
  })

  it('gives everyone a unique id and address', () => {
    const company = makeCompany('acme', { teams: 500, people: 20_000 })
    const everyone = [...listLives(company, dayOf(TODAY.getTime()))].map(life => identify(company, life))
    expect(new Set(everyone.map(({ id }) => id)).size).toBe(20_000)
    expect(new Set(everyone.map(({ email }) => email)).size).toBe(20_000)
    const ids = [company.id, ...company.teams.map(({ id }) => id), ...everyone.map(({ id }) => id)]
    expect(ids.filter(id => !/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(id))).toEqual([])
    expect(everyone.filter(({ email }) => !/^[\w.'-]+@[a-z-]+\.example$/.test(email))).toEqual([])
  })

  it('has names from right to left, with accents and with apostrophes', () => {
    const company = makeCompany('acme', DEFAULT)
    const names = [...listLives(company, dayOf(TODAY.getTime()))].map(life => identify(company, life))
    for (const wanted of [/\p{Script=Hebrew}|\p{Script=Arabic}/u, /[à-ÿ]/]) {
      expect(names.some(({ username }) => wanted.test(username))).toBe(true)
    }
    expect(names.some(({ email }) => email.includes("'"))).toBe(true)
  })

  it('goes through its days in order, regardless of who holds a seat', () => {
    fc.assert(
      fc.property(seeds, fc.nat(119), fc.integer({ min: -3, max: 30 }), (seed, index, generation) => {
        const company = makeCompany(seed, DEFAULT)
        const seat = company.seats[index]
        if (!seat) throw new Error(`no seat ${index}`)
        const { invited, joined, firstUse, quiet, deactivated, moved, gone } = liveLife(company.key, seat, generation)
        const order = [invited, joined, firstUse].filter(day => day !== null)
        expect(order).toEqual([...order].sort((a, b) => a - b))
        if (deactivated !== null) {
          expect(deactivated).toBeLessThan(gone)
          expect(quiet).toBeLessThanOrEqual(deactivated)
          if (firstUse !== null) expect(firstUse).toBeLessThan(deactivated)
        }
        if (moved !== null && joined !== null) expect(moved).toBeGreaterThan(joined)
      }),
    )
  })

  it('has everything that an alert must distinguish, on any day', () => {
    fc.assert(
      fc.property(seeds, days, (seed, day) => {
        const people = listTruth(makeCompany(seed, DEFAULT), new Date(day * DAY))
        const some = (what: string, test: (person: (typeof people)[number]) => boolean) =>
          expect({ what, found: people.some(test) }).toEqual({ what, found: true })
        const age = (moment: Date | null) => (moment ? day - dayOf(moment.getTime()) : -1)
        for (const state of ['invited', 'revoked', 'never used', 'idle', 'active', 'deactivated']) {
          some(state, person => person.state === state)
        }
        some('invited lately', ({ state, invitedAt }) => state === 'invited' && age(invitedAt) <= 14)
        some('invited long ago', ({ state, invitedAt }) => state === 'invited' && age(invitedAt) > 14)
        some('expired', ({ expired }) => expired)
        some('renewed', ({ renewed, state }) => renewed && state === 'invited')
        some('new starter', ({ newStarter }) => newStarter)
        some('never used, long ago', person => person.state === 'never used' && age(person.registeredAt) > 14)
        some('used for one day', person => person.firstUsedOn !== null && person.firstUsedOn === person.lastUsedOn)
        some('idle service account', ({ service, state }) => service && state === 'never used')
        some('busy service account', ({ service, state }) => service && state === 'active')
        some('changed team', ({ cameFromTeamId }) => cameFromTeamId !== null)
        some('in no team', ({ teamId }) => teamId === null)
        some('in the team that never started', person => person.inTeamThatNeverStarted)
        expect(people.filter(person => person.inTeamThatNeverStarted && person.lastUsedOn !== null)).toEqual([])
      }),
    )
  })

  it('grows with the calendar: people arrive, start, go quiet and leave', () => {
    const company = makeCompany('acme', DEFAULT)
    const moves = new Set<string>()
    let before = new Map<string, string>()
    for (let days = 0; days <= 365; days += 7) {
      const people = listTruth(company, new Date(TODAY.getTime() + days * DAY))
      if (days > 0) for (const { email, state } of people) moves.add(`${before.get(email) ?? 'absent'} > ${state}`)
      before = new Map(people.map(({ email, state }) => [email, state]))
    }
    for (const move of [
      'absent > invited',
      'invited > revoked',
      'never used > active',
      'absent > active',
      'invited > active',
      'active > idle',
      'active > deactivated',
    ]) {
      expect(moves).toContain(move)
    }
  })

  it('can be tiny', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 12 }), fc.nat(12), (seed, teams, people) => {
        const company = makeCompany(seed, { teams, people })
        expect(company.seats).toHaveLength(people)
        expect(listTruth(company, TODAY).length).toBeLessThanOrEqual(people)
      }),
    )
  })
})
