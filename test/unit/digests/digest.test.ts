import { describe, expect, test } from 'vitest'
import { digestReport } from '../../../src/digests/digest.ts'
import type { DigestPart } from '../../../src/digests/part.ts'
import { createWords } from '../../../src/message/words.ts'
import type { SeatCounts, SeatHistory, Snapshot, UsageApi } from '../../../src/ports.ts'
import { addDays } from '../../../src/time/utc-days.ts'
import type { Activity } from '../../../src/usage/activity.ts'
import { day, days, metrics, metricsOfAll } from '../../helpers/facts.ts'
import { fakeUsageApi, sourcesOf, usageWith, weeklyUsage } from '../../helpers/fake-usage-api.ts'
import { actionsIn, factIn, notesIn, rowsIn, textsIn } from '../../helpers/said.ts'

const words = createWords('en')
const rendering = { t: words, timeZone: 'UTC', commandPrefix: '' }
const { example } = digestReport
const [part] = example.parts
if (!part) throw new Error('the example is of one team')
const payments = part
const allJoined: SeatCounts = { registered: 50, invited: 0, deactivated: 0 }

function tell(seats: SeatCounts, activity: Partial<Activity> = {}) {
  const membership = { members: 0, activeLeavers: 0 }
  return tellPart({ seats, activity: { ...payments.activity, membership, ...activity } })
}

function tellPart(changed: Partial<DigestPart>) {
  return digestReport.render({ ...example, parts: [{ ...payments, ...changed }] }, rendering)
}

function week(active: number | null, before: number | null = null): Partial<Activity> {
  const total = (activeUsers: number | null) => ({ metrics: metrics({ activeUsers }), isLowerBound: false })
  return {
    total: total(active),
    before: before === null ? null : { period: days('2026-11-09', '2026-11-15'), total: total(before) },
  }
}

test('it asks for the week that is over and eight weeks of trend, up to that week', async () => {
  const asked: unknown[] = []
  const usage: UsageApi['usage'] = async (subject, period, granularity) => {
    asked.push([subject.kind, granularity, period])
    return weeklyUsage(period, metricsOfAll(3))
  }
  const now = new Date('2026-11-25T10:00:00Z')
  const subject = { kind: 'team', id: 'team-1', name: 'Payments' } as const
  const args = { subjects: [subject], unit: 'week', zone: 'UTC' } as const
  const facts = await digestReport.collect(sourcesOf(fakeUsageApi({ usage })), args, now)
  expect(asked).toContainEqual(['team', 'weekly', days('2026-09-28', '2026-11-22')])
  expect(asked).toContainEqual(['team', 'all', days('2026-11-16', '2026-11-22')])
  expect(asked).toContainEqual(['team', 'all', days('2026-11-09', '2026-11-15')])
  expect(asked).toContainEqual(['organization', 'all', days('2026-11-16', '2026-11-22')])
  expect(asked).toHaveLength(4)
  expect(facts).toMatchObject({ unit: 'week', parts: [{ subject, seatsBefore: null }] })
  expect(facts.parts.map(({ trend }) => trend.length)).toEqual([8])
})

describe('it advises the one thing most worth doing', () => {
  test.each<[string, SeatCounts, Partial<Activity>, string | null]>([
    ['nobody did, of those who did before', allJoined, { state: 'quiet', ...week(0) }, 'clearly fewer people'],
    [
      'many invited have not joined',
      { ...allJoined, invited: 5 },
      week(50),
      'remind 5 invited people who have not joined yet',
    ],
    [
      'before those not active, who are more',
      { ...allJoined, invited: 5 },
      week(1),
      'remind 5 invited people who have not joined yet',
    ],
    ['a few invited of many are no news', { ...allJoined, invited: 4 }, week(50), null],
    ['two invited are no news', { registered: 3, invited: 2, deactivated: 0 }, week(3), null],
    ['many were not active', allJoined, week(30), '20 of 50 members did not use'],
    ['few were not active', allJoined, week(36), null],
    ['clearly fewer than before', allJoined, week(38, 50), 'clearly fewer people'],
    ['hardly fewer than before', allJoined, week(45, 50), null],
    ['fewer, but of very few', allJoined, week(40, 41), null],
    ['all is well', allJoined, week(50, 48), null],
    ['no data is no reason to act', { ...allJoined, invited: 50 }, { state: 'no-data', ...week(0) }, null],
    ['unknown people are not inactive', allJoined, { state: 'unknown', total: null, before: null }, null],
  ])('%s', (_what, seats, activity, advice) => {
    const told = textsIn(tell(seats, activity)).filter(text => text.startsWith(words.digest.next))
    expect(told).toEqual(advice === null ? [] : [expect.stringContaining(advice)])
  })

  test('nobody did in all the weeks shown', () => {
    const quiet = { ...payments.activity, ...week(0), state: 'quiet' } as const
    const trend = payments.trend.map(row => ({ ...row, metrics: metricsOfAll(0) }))
    const adviceOn = (trend: DigestPart['trend']) =>
      textsIn(tellPart({ seats: allJoined, activity: quiet, trend })).filter(text => text.startsWith(words.digest.next))
    expect(adviceOn(trend)).toEqual([expect.stringContaining('nobody here used Tabnine in the last 8 weeks')])
    // Of weeks without a report nobody knows, and so of who used it before the last two weeks.
    expect(adviceOn([])).toEqual([])
    expect(adviceOn(trend.map((row, at) => (at === 3 ? { ...row, metrics: null } : row)))).toEqual([])
    expect(adviceOn(trend.map((row, at) => (at === 3 ? { ...row, metrics: metricsOfAll(4) } : row)))).toEqual([])
  })

  test('people of whom some have left are not called inactive', () => {
    const membership = { members: 51, activeLeavers: 0 }
    expect(textsIn(tell(allJoined, { ...week(30), membership })).join()).not.toContain(words.digest.next)
  })

  test('people who can only be bounded from below are not called inactive', () => {
    const total = { metrics: metrics({ activeUsers: 5 }), isLowerBound: true }
    expect(textsIn(tell(allJoined, { total, before: null })).join()).not.toContain(words.digest.next)
  })

  test('with a button that leads there, beside the one to the days', () => {
    expect(actionsIn(tell({ ...allJoined, invited: 5 }))).toEqual([
      { label: 'Invitations', line: 'seats team-1' },
      { label: 'Day by day', line: 'usage team-1 last week daily' },
    ])
    expect(actionsIn(tell(allJoined, week(50)))).toEqual([
      { label: 'Day by day', line: 'usage team-1 last week daily' },
    ])
  })
})

test('each state of seats has a line, with its change since the period began; unknown ones stand as such', () => {
  const message = tell({ registered: 57, invited: null, deactivated: 0 })
  const { registered, invites, deactivated } = words.seats
  expect([registered, invites, deactivated].map(label => factIn(message, label))).toEqual([
    '57 (+2)',
    'not reported',
    '0 (−4)',
  ])
})

describe('changes of seats are those of the period', () => {
  const october = {
    ...payments.activity,
    asked: { ...payments.activity.asked, period: { from: day('2026-10-01'), to: day('2026-11-01') } },
    origin: { ...payments.activity.origin, askedAt: new Date('2026-11-25T09:00:00Z') },
  }
  const kept = (on: string, registered: number): Snapshot => ({
    ...payments.seats,
    registered,
    subject: 'team-1',
    day: day(on),
  })
  const registeredIn = (changed: Partial<DigestPart>) => factIn(tellPart(changed), words.seats.registered)
  const counts = [kept('2026-09-28', 90), kept('2026-10-01', 93), kept('2026-11-01', 94), kept('2026-11-23', 96)]

  /** As our memory answers: the newest of the week up to a day. */
  async function collectOn(now: string, unit: 'week' | 'month', snapshots = counts) {
    const seatsBefore: SeatHistory['seatsBefore'] = async (_subject, until) =>
      snapshots.findLast(({ day: on }) => on <= until && on >= addDays(until, -7)) ?? null
    const history: SeatHistory = { seatsBefore, membership: async () => null, outlook: async () => null }
    const from = {
      ...sourcesOf(fakeUsageApi({ usage: async (_subject, period) => usageWith(period, metricsOfAll(3)) })),
      history,
    }
    const args = { subjects: [payments.subject], unit, zone: 'UTC' } as const
    const [found] = (await digestReport.collect(from, args, new Date(now))).parts
    return [found?.seatsBefore?.day ?? null, found?.seatsAfter?.day ?? null]
  }

  test('and not of the days since', async () => {
    expect(await collectOn('2026-11-25T09:00:00Z', 'month')).toEqual([day('2026-10-01'), day('2026-11-01')])
    const change = { activity: october, seatsBefore: kept('2026-10-01', 93), seatsAfter: kept('2026-11-01', 94) }
    const seats = { ...payments.seats, registered: 96 }
    expect(registeredIn({ seats, ...change })).toBe('96 (+1)')
    expect(textsIn(tellPart({ seats, ...change }))).toContain(
      'Seats are those of 25 Nov 2026; their changes are from 1 Oct 2026 to 1 Nov 2026.',
    )
  })

  test('up to today where the period has just ended', async () => {
    expect(await collectOn('2026-11-01T09:00:00Z', 'month')).toEqual([day('2026-10-01'), null])
    expect(textsIn(tellPart({}))).toContain('Seats are those of 23 Nov 2026; their changes are since 16 Nov 2026.')
  })

  test('with the day of a count that is older than the period', async () => {
    const older = counts.filter(({ day: on }) => on < day('2026-10-01') || on > day('2026-10-02'))
    expect(await collectOn('2026-11-01T09:00:00Z', 'month', older)).toEqual([day('2026-09-28'), null])
  })

  test('and not told where there was no count when the period ended', async () => {
    const early = counts.slice(0, 2)
    expect(await collectOn('2026-11-25T09:00:00Z', 'month', early)).toEqual([null, null])
    expect(await collectOn('2026-10-14T09:00:00Z', 'week', early)).toEqual([null, null])
  })

  test('of several teams only where they were counted on the same days', () => {
    const web = { ...payments, subject: { kind: 'team', id: 'team-2', name: 'Web' } as const }
    const rowsOf = (other: Partial<DigestPart>) =>
      rowsIn(digestReport.render({ ...example, parts: [payments, { ...web, ...other }] }, rendering)).map(row => row[2])
    expect(rowsOf({})).toEqual(['57 (+2)', '57 (+2)'])
    expect(rowsOf({ seatsBefore: kept('2026-11-14', 50) })).toEqual(['57 (+2)', '57'])
  })
})

describe('invites', () => {
  const seats = { registered: 50, invited: 11, deactivated: 0 }
  const invites = { open: 6, expired: 5, oldest: day('2026-11-02'), older: [] }

  test('are open where they have not expired, and only those are to be reminded', () => {
    const message = tellPart({ seats, invites, activity: { ...payments.activity, ...week(48) } })
    expect(factIn(message, words.seats.invites)).toBe('6 open, 5 expired (+3 in all)')
    expect(textsIn(message).join('\n')).toContain(
      'remind 6 invited people who have not joined yet; 5 more invites have expired.',
    )
  })

  test('have no column of open ones where some are only counted', () => {
    const columnOf = (others: Partial<DigestPart>) => {
      const message = digestReport.render(
        {
          ...example,
          parts: [
            { ...payments, seats, invites },
            { ...payments, ...others },
          ],
        },
        rendering,
      )
      const table = message.parts.find(part => part.kind === 'table')
      return [table?.columns[4]?.label, rowsIn(message)[0]?.[4]]
    }
    expect(columnOf({ seats, invites })).toEqual(['Open invites', '6'])
    expect(columnOf({ seats })).toEqual(['Invites', '11 (+3)'])
  })
})

test('of several teams each has its own number, or says why it has none', () => {
  const web = { kind: 'team', id: 'team-2', name: 'Web' } as const
  const least = {
    total: { metrics: { ...metrics({ activeUsers: 8 }), isLowerBound: true as const }, isLowerBound: true },
  }
  const { membership: _, ...unknown } = payments.activity
  const parts = [payments, { ...payments, subject: web, activity: { ...unknown, ...least } }]
  const message = digestReport.render({ ...example, parts }, rendering)
  expect(message.summary).toBe('Active people: Payments 42 and Web at least 8.')
  expect(rowsIn(message).map(row => [row[1], row[3]])).toEqual([
    ['42 (+3)', '15'],
    ['at least 8', 'not known'],
  ])
})

test('without counts kept from before, seats have no change, and it is said why', () => {
  const message = tellPart({ seatsBefore: null })
  expect(factIn(message, words.seats.registered)).toBe('57')
  expect(textsIn(message)).toContain(words.digest.noSeatsBefore)
  expect(textsIn(tellPart({}))).not.toContain(words.digest.noSeatsBefore)
})

describe('of several teams the small print', () => {
  const leftOut = { ...payments.activity, before: { withheld: 'group-too-small' } } as const
  const alone = { ...payments.activity, before: null }
  const tellBoth = (first: Activity, second: Activity) => {
    const web = { kind: 'team', id: 'team-2', name: 'Web' } as const
    const parts = [
      { ...payments, activity: first },
      { ...payments, subject: web, activity: second },
    ]
    return notesIn(digestReport.render({ ...example, parts }, rendering)).join(' ')
  }

  test('says what changes are told against, whichever team is the first', () => {
    expect(tellBoth(leftOut, payments.activity)).toContain('compared with')
    expect(tellBoth(alone, payments.activity)).toContain('compared with')
    expect(tellBoth(payments.activity, leftOut)).toContain('compared with')
  })

  test('and says why nothing is compared where nothing is', () => {
    expect(tellBoth({ ...alone, before: { withheld: 'lagging' } }, alone)).toContain('No comparison')
  })
})

describe('a digest due before its week is over in UTC', () => {
  const dueAt = new Date('2026-11-22T22:00:00Z')
  const usage: UsageApi['usage'] = async (_subject, period, step) => {
    const counts = metrics({ activeUsers: period.from < day('2026-11-16') ? 44 : 42 })
    return step === 'weekly' ? weeklyUsage(period, counts) : usageWith(period, counts)
  }
  const collect = (now: Date) =>
    digestReport.collect(
      sourcesOf(fakeUsageApi({ usage })),
      { subjects: [payments.subject], unit: 'week', zone: 'Australia/Sydney', dueAt },
      now,
    )

  test('has its comparison, its chart and the week, and says that its last hours are missing', async () => {
    const facts = await collect(dueAt)
    const message = digestReport.render(facts, { ...rendering, timeZone: 'Australia/Sydney' })
    expect(message.summary).toContain(', down 2.')
    expect(facts.parts[0]?.trend.at(-1)).not.toHaveProperty('isRunning')
    expect(notesIn(message).join()).toContain('ends 23 Nov 2026, 11:00 AM')
  })

  test('is about the same week where it is posted late, with all its hours', async () => {
    const facts = await collect(new Date('2026-11-23T06:00:00Z'))
    expect(facts.parts[0]?.activity.asked.period).toEqual(days('2026-11-16', '2026-11-22'))
    expect(notesIn(digestReport.render(facts, rendering)).join()).not.toContain('hours are missing')
  })
})

test('counts of a month change per day in the table of several teams', () => {
  const total = (count: number) => ({ metrics: metricsOfAll(count), isLowerBound: false })
  const asked = { ...payments.activity.asked, period: days('2026-02-01', '2026-02-28') }
  const before = { period: days('2026-01-01', '2026-01-31'), total: total(3_100) }
  const part = { ...payments, activity: { ...payments.activity, asked, total: total(2_800), before } }
  const [row = []] = rowsIn(digestReport.render({ ...example, unit: 'month', parts: [part, part] }, rendering))
  expect(row[1]).toBe('2,800 (−300)')
  expect(row.slice(-3).map(cell => cell.replaceAll('\u00a0', ' '))).toEqual(Array(3).fill('2,800 (0% per day)'))
})
