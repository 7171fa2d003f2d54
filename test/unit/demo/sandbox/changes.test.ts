import { describe, expect, it } from 'vitest'
import { dayOf } from '../../../../demo/sandbox/company/calendar.ts'
import { decideSeat } from '../../../../demo/sandbox/company/changes.ts'
import { makeCompany } from '../../../../demo/sandbox/company/company.ts'
import { listTruth, type Truth } from '../../../../demo/sandbox/company/truth.ts'
import { measureUsage } from '../../../../demo/sandbox/company/usage.ts'

const monday = new Date('2026-12-07T10:00:00Z')
const today = dayOf(monday.getTime())
const later = new Date('2026-12-09T18:00:00Z')

function open() {
  const company = makeCompany('acme', { teams: 8, people: 120 })
  const find = (wanted: (person: Truth) => boolean, at = monday) => listTruth(company, at).find(wanted)
  const stateOf = (email: string, at: Date) => find(person => person.email === email, at)?.state
  return { company, find, stateOf }
}

describe('a person who decides to keep a seat uses it from the next working day', () => {
  it.each(['idle', 'never used', 'invited'] as const)('who was %s before', state => {
    const { company, find, stateOf } = open()
    const email = find(person => person.state === state && !person.service)?.email ?? expect.fail(`no one is ${state}`)
    expect(decideSeat(company, email.toUpperCase(), 'use', today)).toBe(true)
    expect([stateOf(email, monday), stateOf(email, later)]).toEqual([state, 'active'])
  })

  it('and days before stay as they were', () => {
    const { company, find } = open()
    const days = [{ first: today - 60, end: today }]
    const before = measureUsage(company, {}, days, later.getTime())
    decideSeat(company, find(({ state }) => state === 'idle')?.email ?? '', 'use', today)
    expect(measureUsage(company, {}, days, later.getTime())).toEqual(before)
  })
})

it('a seat that is freed has a deactivated account from the next day on', () => {
  const { company, find, stateOf } = open()
  const email = find(({ state }) => state === 'never used')?.email ?? ''
  decideSeat(company, email, 'free', today)
  expect([stateOf(email, monday), stateOf(email, later)]).toEqual(['never used', 'deactivated'])
})

it('for an unknown person nothing changes', () => {
  const { company } = open()
  expect(decideSeat(company, 'unknown@elsewhere.example', 'use', today)).toBe(false)
})
