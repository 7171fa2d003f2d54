import { describe, expect, test } from 'vitest'
import { AppError } from '../../../src/errors.ts'
import { createWords } from '../../../src/message/words.ts'
import type { Invitation, UsageApi } from '../../../src/ports.ts'
import { explainSeats, type SeatsFacts, seatsReport } from '../../../src/seats/seats.ts'
import { days, metricsOfAll } from '../../helpers/facts.ts'
import { fakeUsageApi, listOf, sourcesOf } from '../../helpers/fake-usage-api.ts'
import { actionsIn, metricsIn, notesIn, rowsIn, textsIn } from '../../helpers/message-content.ts'

const now = new Date('2026-11-25T10:00:00Z')
const words = createWords('en')
const rendering = { t: words, timeZone: 'UTC', commandPrefix: '/tabnine ' }
const payments = { kind: 'team', id: 'team-1', name: 'Payments' } as const
const organization = { kind: 'organization', name: 'Northwind Robotics' } as const

const collect = (answers: Partial<UsageApi> = {}, subject: SeatsFacts['subject'] = payments) =>
  seatsReport.collect(sourcesOf(fakeUsageApi(answers)), { subject, zone: 'UTC' }, now)

const render = (facts: Partial<SeatsFacts> = {}) => seatsReport.render({ ...seatsReport.example, ...facts }, rendering)

function invitation(createdAt: string, more: Partial<Invitation> = {}): Invitation {
  const none = { teamId: null, role: null, expiresAt: null, revokedAt: null }
  return { id: createdAt, email: 'new@northwind.example', createdAt: new Date(createdAt), ...none, ...more }
}

describe('collecting', () => {
  test('a team is asked for its own seats, activity and invitations, and has no months', async () => {
    const asked: unknown[] = []
    const facts = await collect({
      teamSeats: async id => {
        asked.push(id)
        return { registered: 1, invited: 2, deactivated: 3 }
      },
      invitations: teamId => {
        asked.push(teamId)
        return listOf([])
      },
    })
    expect(asked).toEqual(['team-1', 'team-1'])
    expect(facts).toMatchObject({ subject: payments, seats: { registered: 1, invited: 2, deactivated: 3 }, months: [] })
    expect(facts.activity.asked.period).toEqual(days('2026-11-16', '2026-11-22'))
    expect(facts.activity.before).toBeNull()
  })

  test('the organization is asked for its own, with six months', async () => {
    let since: Date | undefined
    const facts = await collect(
      {
        organizationSeatsByMonth: async from => {
          since = from
          return [{ month: '2026-10', registered: 88, invited: 9, deactivated: 4 }]
        },
      },
      organization,
    )
    expect(since).toEqual(new Date('2026-06-01T00:00:00Z'))
    expect(facts.seats).toEqual({ registered: 90, invited: 9, deactivated: 5 })
    expect(facts.months).toHaveLength(1)
  })

  test('invitations are shown by age; revoked ones are gone and expired ones are not open', async () => {
    const facts = await collect({
      invitations: () =>
        listOf([
          invitation('2026-11-24T08:00:00Z'),
          invitation('2026-11-11T08:00:00Z'),
          invitation('2026-11-10T08:00:00Z'),
          invitation('2026-08-01T08:00:00Z', { expiresAt: new Date('2026-12-01T00:00:00Z') }),
          invitation('2026-07-01T08:00:00Z', { expiresAt: new Date('2026-08-01T00:00:00Z') }),
          invitation('2026-06-01T08:00:00Z', { revokedAt: new Date('2026-07-01T00:00:00Z') }),
        ]),
    })
    expect(facts.invitations).toEqual({
      open: 4,
      expired: 1,
      oldest: new Date('2026-08-01T08:00:00Z'),
      older: [
        { days: 14, count: 2 },
        { days: 30, count: 1 },
        { days: 90, count: 1 },
      ],
    })
  })

  test.each(['not-found', 'forbidden', 'bad-token'] as const)(
    'where invitations are %s, they are unknown',
    async code => {
      const refuse = () => {
        throw new AppError(code)
      }
      expect((await collect({ invitations: refuse })).invitations).toBeNull()
    },
  )

  test('any other failure leaves the rest, and says so in one line', async () => {
    const fail = () => {
      throw new AppError('upstream-failed')
    }
    const facts = await collect({ invitations: fail })
    expect(facts).toMatchObject({ invitations: null, seats: { registered: 57 } })
    const message = seatsReport.render(facts, { t: createWords('en'), timeZone: 'UTC', commandPrefix: '' })
    expect(textsIn(message)).toContain('I couldn’t read the invites.')
    expect(textsIn(message).join('\n')).not.toContain('does not list invitations')
  })
})

describe('members who use it seldom', () => {
  const underused = { people: 8, minDays: 3, windowDays: 14 }
  const facts = { ...seatsReport.example, story: { ...seatsReport.example.story, underused } }
  const line = '8 members used Tabnine on fewer than 3 working days in 14 days.'

  test('are a number, where one is known', async () => {
    expect(textsIn(seatsReport.render(facts, rendering))).toContain(line)
    expect(textsIn(seatsReport.render(facts, { ...rendering, t: createWords('de') }))).toContain(
      '8 Mitglieder haben Tabnine in 14 Tagen an weniger als 3 Arbeitstagen genutzt.',
    )
    expect(textsIn(seatsReport.render(seatsReport.example, rendering)).join()).not.toContain('working day')
    const args = { subject: payments, zone: 'UTC', countUnused: async () => ({ unused: 3, underused }) }
    const collected = await seatsReport.collect(sourcesOf(fakeUsageApi()), args, now)
    expect(collected.story).toMatchObject({ underused, unused: 3 })
  })

  test('are not shown to other readers where they are fewer than five', () => {
    expect(textsIn(seatsReport.render(seatsReport.suppress(facts, 5), rendering))).toContain(line)
    const small = { ...facts, story: { ...facts.story, underused: { ...underused, people: 4 } } }
    expect(textsIn(seatsReport.render(seatsReport.suppress(small, 5), rendering)).join()).not.toContain('working day')
  })
})

test('everything about the organization is asked for at once', async () => {
  const names = ['organizationSeats', 'organizationSeatsByMonth', 'teams', 'license', 'usage', 'freshness'] as const
  const waiting = new Set<string>(names)
  const { promise: allAsked, resolve } = Promise.withResolvers<void>()
  const answers = fakeUsageApi()
  // Each answers once all have been asked: with one question after another, none would.
  const gated = Object.fromEntries(
    names.map(name => [
      name,
      async (...args: never[]) => {
        waiting.delete(name)
        if (waiting.size === 0) resolve()
        await allAsked
        return (answers[name] as (...args: never[]) => Promise<unknown>)(...args)
      },
    ]),
  )
  await expect(collect(gated, organization)).resolves.toMatchObject({ seats: { registered: 90 } })
})

describe('an answer', () => {
  const numbers = (facts: Partial<SeatsFacts> = {}) => metricsIn(render(facts))
  const explain = (facts: Partial<SeatsFacts> = {}) => explainSeats({ ...seatsReport.example, ...facts }, rendering)

  test('begins with who was active, and has each state of a seat as a number', () => {
    expect(render().title).toBe('Seats: Payments')
    expect(render().summary).toBe(
      '42 of 57 members (74%) were active last week. 6 open invites, the oldest sent 4 months ago. 1 expired.',
    )
    expect(numbers()).toEqual({ Members: '57', 'Active last week': '42', 'Not active': '15', 'Open invites': '6' })
    expect(textsIn(render())).toContain('4 deactivated accounts hold no seat.')
  })

  test('shows no change from a number of members that was below the minimum group size', () => {
    const seats = { registered: 6, invited: 0, deactivated: 0 }
    const before = { members: 4, day: new Date('2026-11-16T00:00:00Z') }
    const facts = { ...seatsReport.example, seats, before }
    const membersIn = (shown: SeatsFacts) => metricsIn(seatsReport.render(shown, rendering)).Members
    expect(membersIn(facts)).toBe('6 (+2)')
    expect(membersIn(seatsReport.suppress(facts, 5))).toBe('6')
    expect(membersIn(seatsReport.suppress({ ...facts, before: { ...before, members: 5 } }, 5))).toBe('6 (+1)')
  })

  test('compares the members with those of a week before, where the bot counted them', () => {
    const before = { members: 55, day: new Date('2026-11-16T00:00:00Z') }
    expect(numbers({ before }).Members).toBe('57 (+2)')
    expect(notesIn(render({ before }))).toEqual(['Compared with 16 Nov 2026 · 23 Nov 2026, 10:25 AM'])
    expect(notesIn(render())).toEqual(['23 Nov 2026, 10:25 AM'])
  })

  test('of an organization begins with what was bought, and counts its members once', () => {
    const bought = { seats: 84, source: 'license' } as const
    const { story } = seatsReport.example
    const facts = {
      subject: organization,
      seats: { registered: 97, invited: 6, deactivated: 4 },
      story: { ...story, purchase: { ...story.purchase, bought }, unused: 25 },
      before: { members: 98, day: new Date('2026-11-16T00:00:00Z') },
      activity: { ...seatsReport.example.activity, membership: { members: 98, activeLeavers: 0 } },
    }
    expect(render(facts).summary).toBe(
      '13 more members than seats: 97 members, 84 seats bought. 42 people used Tabnine last week. 25 seats are unused. 6 open invites, the oldest sent 4 months ago. 1 expired.',
    )
    expect(numbers(facts)).toEqual({ Bought: '84', Assigned: '97 (−1)', 'Over the limit': '13', Unused: '25' })
  })

  test('of an organization without members says only what was bought', () => {
    const { example } = seatsReport
    const facts = {
      subject: organization,
      seats: { registered: 0, invited: null, deactivated: null },
      invitations: null,
      activity: { ...example.activity, state: 'no-data' as const },
      story: {
        ...example.story,
        purchase: { ...example.story.purchase, bought: { seats: 1, source: 'license' as const } },
      },
    }
    expect(render(facts).summary).toBe('The 1 seat bought is free.')
  })

  test('counts unused seats like an alert, and leads to them', () => {
    const story = { ...seatsReport.example.story, unused: 12 }
    expect(render({ story }).summary).toContain('12 seats are unused.')
    expect(numbers({ story })).toEqual({
      ...{ Members: '57', 'Active last week': '42', Unused: '12', 'Open invites': '6' },
    })
    expect(actionsIn(render({ story }))).toEqual([
      { label: 'See unused seats', line: 'why team-1', style: 'primary' },
      { label: 'See usage', line: 'usage team-1' },
    ])
    const none = { ...story, unused: 0 }
    expect(render({ story: none }).summary).toContain('No seat is unused.')
    expect(actionsIn(render({ story: none }))).toEqual([{ label: 'See usage', line: 'usage team-1', style: 'primary' }])
    const small = seatsReport.suppress({ ...seatsReport.example, story: { ...story, unused: 4 } }, 5)
    expect(textsIn(seatsReport.render(small, rendering)).join()).not.toContain('unused')
  })

  test.each<[string, Partial<SeatsFacts['activity']>, string, string | undefined]>([
    [
      'people who have left are no members',
      { membership: { members: 57, activeLeavers: 2 } },
      '40 of 57 members (70%) were active last week. 6 open invites',
      '17',
    ],
    [
      'it is unknown who has left',
      { membership: { members: 58, activeLeavers: 0 } },
      '57 members. 42 people used Tabnine last week. 6 open invites',
      undefined,
    ],
  ])('where %s', (_what, changes, summary, inactive) => {
    const activity = { ...seatsReport.example.activity, ...changes }
    expect(render({ activity }).summary).toContain(summary)
    expect(numbers({ activity })['Not active']).toBe(inactive)
    expect(explain({ activity }).includes(words.seats.leftUnknown)).toBe(inactive === undefined)
  })

  test('open are neither expired nor revoked, in every count', () => {
    const invitations = { open: 6, expired: 5, oldest: new Date('2026-11-16T09:00:00Z'), older: [] }
    const facts = { invitations, seats: { registered: 57, invited: 11, deactivated: 4 } }
    expect(render(facts).summary).toContain('. 6 open invites, the oldest sent 7 days ago. 5 expired.')
    expect(numbers(facts)['Open invites']).toBe('6')
    expect(render(facts).parts.some(({ kind }) => kind === 'chart')).toBe(false)
  })

  test('where they are only counted, some may have expired', () => {
    const facts = { invitations: null, seats: { registered: 57, invited: 11, deactivated: 4 } }
    expect(render(facts).summary).toContain('. 11 invites, open or expired.')
    expect(numbers(facts)).toMatchObject({ Invites: '11' })
    expect(render(facts).summary).not.toContain('open invites')
    expect(explain(facts)).toContain(words.seats.invitationsUnknown)
    expect(explain()).not.toContain(words.seats.invitationsUnknown)
  })

  test('what the server does not report is left out, and named once behind “About these numbers”', () => {
    const facts = { seats: { registered: null, invited: null, deactivated: null } }
    expect(numbers(facts)).toEqual({ 'Active last week': '42', 'Open invites': '6' })
    expect(render(facts).summary).toMatch(/^Tabnine doesn’t report the number of members\. 42 people used Tabnine/)
    expect(explain(facts)).toContain('Tabnine doesn’t report: Members and Deactivated.')
    expect(textsIn(render(facts)).join()).not.toContain('not reported')
  })

  test.each<[string, Partial<SeatsFacts['activity']>]>([
    ['there is no data', { state: 'no-data', total: { metrics: metricsOfAll(0), isLowerBound: false } }],
    ['people can only be bounded from below', { total: { metrics: metricsOfAll(5), isLowerBound: true } }],
    ['nothing is reported', { state: 'unknown', total: null }],
  ])('no one is called active or not where %s', (_why, changes) => {
    const activity = { ...seatsReport.example.activity, ...changes }
    expect(numbers({ activity })).toEqual({ Members: '57', 'Open invites': '6' })
    expect(render({ activity }).summary).not.toContain('active')
    expect(explain({ activity }).join()).toContain('Active last week')
  })

  test.each([
    [{ open: 0, expired: 0, oldest: null, older: [] }, ''],
    [{ open: 0, expired: 2, oldest: null, older: [] }, ' No open invites. 2 expired.'],
    [
      { open: 1, expired: 0, oldest: new Date('2026-11-22T10:00:00Z'), older: [{ days: 14, count: 0 }] },
      ' 1 open invite, sent 1 day ago.',
    ],
    [
      { open: 2, expired: 0, oldest: new Date('2026-11-23T09:00:00Z'), older: [] },
      ' 2 open invites, the oldest sent today.',
    ],
    [seatsReport.example.invitations, ' 6 open invites, the oldest sent 4 months ago. 1 expired.'],
    [null, ' 6 invites, open or expired.'],
  ])('invites %#', (invitations, sentence) => {
    expect(render({ invitations }).summary).toBe(`42 of 57 members (74%) were active last week.${sentence}`)
  })

  test('an organization’s months are one picture with its numbers in words, a team has none', () => {
    const months = [
      { month: '2026-09', registered: 84, invited: 4, deactivated: 4 },
      { month: '2026-10', registered: null, invited: 7, deactivated: 4 },
      { month: '2026-11', registered: 90, invited: 3, deactivated: 4 },
    ]
    const chartOf = (facts: Partial<SeatsFacts>) => render(facts).parts.find(part => part.kind === 'chart')
    const drawn = chartOf({ subject: organization, months })
    expect(drawn).toMatchObject({
      title: 'Members by month: 84 → 90',
      categories: ['Sep 2026', 'Oct 2026', 'Nov 2026, so far'],
      series: [{ label: 'Members', values: [84, null, 90] }],
      areNumbersInAltText: true,
    })
    expect(drawn?.altText).toBe('Sep 2026 84, Oct 2026 not reported and Nov 2026, so far 90.')
    expect(rowsIn(render({ subject: organization, months }))).toEqual([])
    expect(explain({ subject: organization, months })).toContain(words.seats.monthsNotFinal)
    expect(chartOf({ subject: organization, months: months.slice(0, 2) })).toBeUndefined()
    expect(chartOf({})).toBeUndefined()
    expect(explain()).not.toContain(words.seats.monthsNotFinal)
  })
})
