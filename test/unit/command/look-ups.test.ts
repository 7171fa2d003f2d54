/** The commands about teams and the organization: what a line asks of the report behind it. */
import { describe, expect, test } from 'vitest'
import { caller } from '../../helpers/callers.ts'
import { askLine, contextOf } from '../../helpers/contexts.ts'
import { days } from '../../helpers/facts.ts'

function ask(line: string, known: Parameters<typeof contextOf>[0] = {}) {
  return askLine(line, contextOf({ caller: caller({ isAdmin: true }), ...known }))
}

const payments = { kind: 'team', id: 'team-1', name: 'Payments' }
const organization = { kind: 'organization', name: 'Northwind Robotics' }

test.each([
  ['usage', '✅ Northwind Robotics: 42 people used Tabnine last week (16–22 Nov 2026)'],
  ['usage payments yesterday', '✅ Payments: 42 people used Tabnine yesterday (24 Nov 2026)'],
  ['usage platform this month', 'Web Platform: 42 people used Tabnine this month so far (1–25 Nov 2026)'],
  ['seats', 'Seats: Northwind Robotics'],
  ['seats payments', 'Seats: Payments'],
  ['team payments', 'Team: Payments'],
  ['teams', 'Teams: Northwind Robotics'],
  ['digest', '✅ Tabnine this week: Northwind Robotics · 16–22 Nov 2026'],
  ['digest payments', '✅ Tabnine this week: Payments · 16–22 Nov 2026'],
])('“%s” answers “%s”', async (line, title) => {
  expect((await ask(line)).message.title).toBe(title)
})

test.each([
  ['usage', { subject: organization, by: 'weekly', activity: { asked: { period: days('2026-11-16', '2026-11-22') } } }],
  ['usage payments Q3 monthly', { subject: payments, by: 'monthly' }],
  ['seats payments', { subject: payments, seats: { registered: 57, invited: 6, deactivated: 4 } }],
  ['seats all', { subject: organization, seats: { registered: 90, invited: 9, deactivated: 5 } }],
  ['digest payments', { unit: 'week', parts: [{ subject: payments }] }],
  ['team payments', { team: { id: 'team-1', name: 'Payments' } }],
])('“%s” gives the facts behind its message as well', async (line, facts) => {
  expect((await ask(line)).facts).toMatchObject(facts)
})

describe('the reader’s zone decides which days are meant', () => {
  // 10:00 on the 25th in UTC is the 26th already in Kiritimati.
  test.each([
    ['UTC', '2026-11-24'],
    ['Pacific/Kiritimati', '2026-11-25'],
  ])('in %s, yesterday was %s', async (zone, date) => {
    const { facts } = await ask('usage payments yesterday', { zone })
    expect(facts).toMatchObject({ activity: { asked: { period: days(date, date) } } })
  })
})

test('a period that cannot be is refused before a team is looked for', async () => {
  const teams = () => Promise.reject(new Error('teams were asked for'))
  await expect(ask('usage payments 2026-02-30', { usageApi: { teams } })).rejects.toMatchObject({ code: 'bad-period' })
})

test('“team all” is no team; the teams are offered', async () => {
  await expect(ask('team all')).rejects.toMatchObject({
    code: 'bad-arguments',
    details: { command: 'team', subject: 'all', suggestions: [{ line: 'teams' }] },
  })
})
