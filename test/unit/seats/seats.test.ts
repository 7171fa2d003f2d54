import { describe, expect, test } from 'vitest'
import { AppError } from '../../../src/errors.ts'
import { createWords } from '../../../src/message/words.ts'
import type { Invitation, UsageApi } from '../../../src/ports.ts'
import { type SeatsFacts, seatsReport } from '../../../src/seats/seats.ts'
import { days, metricsOfAll } from '../../helpers/facts.ts'
import { fakeUsageApi, listOf, sourcesOf } from '../../helpers/fake-usage-api.ts'
import { factIn, factsIn, rowsIn, textsIn } from '../../helpers/said.ts'

const now = new Date('2026-11-25T10:00:00Z')
const words = createWords('en')
const rendering = { t: words, timeZone: 'UTC', commandPrefix: '/tabnine ' }
const payments = { kind: 'team', id: 'team-1', name: 'Payments' } as const
const everybody = { kind: 'organization', name: 'Northwind Robotics' } as const

const collect = (said: Partial<UsageApi> = {}, subject: SeatsFacts['subject'] = payments) =>
  seatsReport.collect(sourcesOf(fakeUsageApi(said)), { subject, zone: 'UTC' }, now)

const tell = (facts: Partial<SeatsFacts> = {}) => seatsReport.render({ ...seatsReport.example, ...facts }, rendering)

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
      everybody,
    )
    expect(since).toEqual(new Date('2026-06-01T00:00:00Z'))
    expect(facts.seats).toEqual({ registered: 90, invited: 9, deactivated: 5 })
    expect(facts.months).toHaveLength(1)
  })

  test('invitations are told by age; revoked ones are gone and expired ones are not open', async () => {
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
    expect(collected.story).toMatchObject({ underused, unused: null })
  })

  test('are none for other readers where they are few', () => {
    expect(textsIn(seatsReport.render(seatsReport.suppress(facts, 5), rendering))).toContain(line)
    const few = { ...facts, story: { ...facts.story, underused: { ...underused, people: 4 } } }
    expect(textsIn(seatsReport.render(seatsReport.suppress(few, 5), rendering)).join()).not.toContain('working day')
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
  await expect(collect(gated, everybody)).resolves.toMatchObject({ seats: { registered: 90 } })
})

describe('telling', () => {
  test('each state of a seat is a fact with its denominator', () => {
    expect(factsIn(tell()).map(({ label, value }) => `${label}: ${value.replaceAll('\u00a0', ' ')}`)).toEqual([
      'Invites: 6 open, 1 expired',
      'Members: 57',
      'Active: 42 of 57 members (74%), 16–22 Nov 2026',
      'Not active: 15 of 57 members (26%)',
      'Deactivated: 4',
    ])
  })

  test.each<[string, Partial<SeatsFacts['activity']>, string, string]>([
    [
      'people who have left are no members',
      { membership: { members: 57, activeLeavers: 2 } },
      '57 members, 40 of them active last week. 6 open invites.',
      '17 of 57 members (30%)',
    ],
    [
      'nobody knows who has left',
      { membership: { members: 58, activeLeavers: 0 } },
      '57 members. 42 people used Tabnine last week. 6 open invites.',
      'not known for last week',
    ],
  ])('where %s', (_what, changes, summary, inactive) => {
    const message = tell({ activity: { ...seatsReport.example.activity, ...changes } })
    expect(message.summary).toBe(summary)
    expect(factIn(message, 'Not active')?.replaceAll('\u00a0', ' ')).toBe(inactive)
  })

  test('open are neither expired nor revoked, wherever they are counted', () => {
    const invitations = { open: 6, expired: 5, oldest: new Date('2026-11-16T09:00:00Z'), older: [] }
    const message = tell({ invitations, seats: { registered: 57, invited: 11, deactivated: 4 } })
    expect(message.summary).toContain('. 6 open invites.')
    expect(factIn(message, 'Invites')).toBe('6 open, 5 expired')
    const chart = message.parts.find(part => part.kind === 'chart')
    expect(chart?.categories).toContain('Open invites')
    expect(chart?.series[0]?.values).toEqual([42, 15, 6, 4])
  })

  test('where they are only counted, some may have expired', () => {
    const message = tell({ invitations: null, seats: { registered: 57, invited: 11, deactivated: 4 } })
    expect(message.summary).toContain('. 11 invites, open or expired.')
    expect(factIn(message, 'Invites')).toBe('11, open or expired')
    expect(message.summary).not.toContain('open invites')
  })

  test('what the server does not report is called that', () => {
    const message = tell({ seats: { registered: null, invited: null, deactivated: null } })
    expect(factsIn(message).map(({ value }) => value)).toEqual([
      '6 open, 1 expired',
      'not reported',
      '42 people, some may have left since, 16–22 Nov 2026',
      'not known for last week',
      'not reported',
    ])
    expect(message.summary).toContain('not reported')
  })

  test.each<[string, Partial<SeatsFacts['activity']>]>([
    ['there is no data', { state: 'no-data', total: { metrics: metricsOfAll(0), isLowerBound: false } }],
    ['people can only be bounded from below', { total: { metrics: metricsOfAll(5), isLowerBound: true } }],
    ['nothing is reported', { state: 'unknown', total: null }],
  ])('nobody is called active or not where %s', (_why, changes) => {
    const message = tell({ activity: { ...seatsReport.example.activity, ...changes } })
    expect(factIn(message, 'Active')).toBe('not known for last week')
    expect(factIn(message, 'Not active')).toBe('not known for last week')
    expect(message.summary).not.toContain('active')
  })

  test.each([
    [{ open: 0, expired: 0, oldest: null, older: [] }, 'No invitation is waiting for an answer.'],
    [{ open: 0, expired: 2, oldest: null, older: [] }, 'No invitation is waiting for an answer. 2 more have expired.'],
    [
      { open: 1, expired: 0, oldest: new Date('2026-11-22T10:00:00Z'), older: [{ days: 14, count: 0 }] },
      '1 invitation waits for an answer; the oldest since 22 Nov 2026 (1 day).',
    ],
    [
      seatsReport.example.invitations,
      '6 invitations wait for an answer, 4 longer than 14 days, 3 longer than 30 days and 1 longer than 90 days; the oldest since 14 Jul 2026 (132 days). 1 more has expired.',
    ],
    [null, words.seats.invitationsUnknown],
  ])('invitations %#', (invitations, sentence) => {
    expect(textsIn(tell({ invitations }))).toContain(sentence)
  })

  test('an organization’s months stand in a table, a team is told to have none', () => {
    const months = [{ month: '2026-10', registered: 88, invited: null, deactivated: 4 }]
    expect(rowsIn(tell({ subject: everybody, months }))).toEqual([['Oct 2026', '88', 'not reported', '4']])
    const running = [{ month: '2026-11', registered: 90, invited: 3, deactivated: 4 }]
    expect(rowsIn(tell({ subject: everybody, months: running }))).toEqual([['Nov 2026, so far', '90', '3', '4']])
    expect(rowsIn(tell())).toEqual([])
    expect(textsIn(tell())).toContain(words.seats.noHistory)
  })
})
