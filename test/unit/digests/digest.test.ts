import { describe, expect, test } from 'vitest'
import { chooseAdvice, keysOfChosen } from '../../../src/digests/advice.ts'
import { digestReport } from '../../../src/digests/digest.ts'
import type { DigestPart } from '../../../src/digests/part.ts'
import type { Message } from '../../../src/message/message.ts'
import { createWords } from '../../../src/message/words.ts'
import type { SeatCounts, SeatHistory, Snapshot, UsageApi } from '../../../src/ports.ts'
import { addDays } from '../../../src/time/utc-days.ts'
import type { Activity } from '../../../src/usage/activity.ts'
import { day, days, metrics, metricsOfAll } from '../../helpers/facts.ts'
import { fakeUsageApi, sourcesOf, usageWith, weeklyUsage } from '../../helpers/fake-usage-api.ts'
import { actionsIn, notesIn, rowsIn, textsIn } from '../../helpers/message-content.ts'

const words = createWords('en')
const rendering = { t: words, timeZone: 'UTC', commandPrefix: '' }
const { example } = digestReport
const [part] = example.parts
if (!part) throw new Error('the example is of one team')
const payments = part
const allJoined: SeatCounts = { registered: 50, invited: 0, deactivated: 0 }

const membership = { members: 0, activeLeavers: 0 }
/** Before the first check of seats it is unknown which are unused. */
const unchecked = { unusedCount: undefined, outlook: undefined } as unknown as Partial<DigestPart>

function render(seats: SeatCounts, activity: Partial<Activity> = {}) {
  return renderPart({ ...unchecked, seats, activity: { ...payments.activity, membership, ...activity } })
}

function renderPart(changed: Partial<DigestPart>) {
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
    [
      'no one did, of those who did before',
      allJoined,
      { state: 'quiet', ...week(0) },
      'Nobody used Tabnine; 39 people',
    ],
    ['many invited have not joined', { ...allJoined, invited: 5 }, week(50), 'Remind 5 people who haven’t joined.'],
    ['those not active first, who are more', { ...allJoined, invited: 5 }, week(1), '49 of 50 members didn’t use'],
    ['a small share of invites is no news', { ...allJoined, invited: 4 }, week(50), null],
    ['two invited are no news', { registered: 3, invited: 2, deactivated: 0 }, week(3), null],
    ['many were not active', allJoined, week(30), '20 of 50 members didn’t use'],
    ['a small number was not active', allJoined, week(36), null],
    ['clearly fewer than before', allJoined, week(38, 50), '12 fewer people used Tabnine than the week before'],
    ['hardly fewer than before', allJoined, week(45, 50), null],
    ['fewer, but of a very small number', allJoined, week(40, 41), null],
    ['all is well', allJoined, week(50, 48), null],
    ['no data is no reason to act', { ...allJoined, invited: 50 }, { state: 'no-data', ...week(0) }, null],
    ['unknown people are not inactive', allJoined, { state: 'unknown', total: null, before: null }, null],
  ])('%s', (_what, seats, activity, advice) => {
    const shown = textsIn(render(seats, activity)).filter(text => text.startsWith(words.digest.next))
    expect(shown).toEqual(advice === null ? [] : [expect.stringContaining(advice)])
  })

  test('no one did in all the weeks shown', () => {
    const quiet = { ...payments.activity, ...week(0), state: 'quiet' } as const
    const trend = payments.trend.map(row => ({ ...row, metrics: metricsOfAll(0) }))
    const adviceOn = (trend: DigestPart['trend']) =>
      textsIn(renderPart({ ...unchecked, seats: allJoined, activity: quiet, trend })).filter(text =>
        text.startsWith(words.digest.next),
      )
    expect(adviceOn(trend)).toEqual([expect.stringContaining('Nobody in this team has started.')])
    // Weeks without a report are unknown, and so is who used it before the last two weeks.
    expect(adviceOn([])).toEqual([])
    expect(adviceOn(trend.map((row, at) => (at === 3 ? { ...row, metrics: null } : row)))).toEqual([])
    expect(adviceOn(trend.map((row, at) => (at === 3 ? { ...row, metrics: metricsOfAll(4) } : row)))).toEqual([])
  })

  test('people of whom some have left are not called inactive', () => {
    const membership = { members: 51, activeLeavers: 0 }
    expect(textsIn(render(allJoined, { ...week(30), membership })).join()).not.toContain(words.digest.next)
  })

  test('people who can only be bounded from below are not called inactive', () => {
    const total = { metrics: metrics({ activeUsers: 5 }), isLowerBound: true }
    expect(textsIn(render(allJoined, { total, before: null })).join()).not.toContain(words.digest.next)
  })

  test('a tool whose use fell, of those that were used enough', () => {
    const used = (chat: number, agent: number) => {
      const counts = metrics({ activeUsers: 50 })
      return {
        metrics: {
          ...counts,
          chat: { ...counts.chat, interactions: chat, activeUsers: 30 },
          agent: { ...counts.agent, interactions: agent, activeUsers: 30 },
        },
        isLowerBound: false,
      }
    }
    const before = { period: days('2026-11-09', '2026-11-15'), total: used(100, 270) }
    const message = render(allJoined, { total: used(99, 144), before })
    expect(message.summary).toContain('Agent use fell 47%.')
    expect(message.title).toMatch(/^📉 /)
    expect(textsIn(message)).toContain('Do this next: Ask the team what changed. Agent use fell most (270 → 144).')
    expect(textsIn(render(allJoined, { total: used(99, 231), before })).join()).not.toContain(words.digest.next)
    expect(
      textsIn(render(allJoined, { total: used(20, 270), before: { ...before, total: used(99, 270) } })).join(),
    ).not.toContain(words.digest.next)
  })

  test('with one primary button that leads there, next to the one to all weeks', () => {
    const weeks = { label: 'See all weeks', line: 'usage team-1 2026-09-28..2026-11-22 weekly' }
    expect(actionsIn(render({ ...allJoined, invited: 5 }, week(50)))).toEqual([
      { label: 'See invites', line: 'seats team-1', style: 'primary' },
      weeks,
    ])
    expect(actionsIn(render(allJoined, week(38, 50)))[0]).toEqual({
      label: 'See by day',
      line: 'usage team-1 2026-11-16..2026-11-22 daily',
      style: 'primary',
    })
    expect(actionsIn(render(allJoined, week(50)))).toEqual([weeks])
  })
})

describe('unused seats', () => {
  const unused = { alert: 4, unused: 26, remindable: 20, expired: 5, isSnoozed: false }
  const renderUnused = (unusedCount: NonNullable<DigestPart['unusedCount']>) =>
    renderPart({ unusedCount, seats: allJoined, activity: { ...payments.activity, ...week(50) } })

  test('are those of the alert, and its reminders are one press away', () => {
    const message = renderUnused(unused)
    expect(message.title).toMatch(/^⚠️ /)
    expect(textsIn(message)).toContain(
      'Do this next: 26 seats are unused. Ask 20 people whether they still need theirs (5 more need a new invite first).',
    )
    expect(actionsIn(message).slice(0, 2)).toEqual([
      { label: 'Remind 20 people…', line: 'remind 4', style: 'primary' },
      { label: 'See unused seats', line: 'why team-1' },
    ])
  })

  test('are a list where the conversation has no alert', () => {
    const message = renderUnused({ ...unused, alert: null })
    expect(textsIn(message)).toContain('Do this next: 26 seats are unused (5 invites have expired). See which ones.')
    expect(actionsIn(message)[0]).toEqual({ label: 'See unused seats', line: 'why team-1', style: 'primary' })
    expect(actionsIn(message).filter(({ line }) => line === 'why team-1')).toHaveLength(1)
  })

  test('whose invites have all expired need new invites, because no one can be reminded', () => {
    const message = renderUnused({ ...unused, unused: 5, remindable: 0, expired: 5 })
    expect(textsIn(message)).toContain('Do this next: 5 invites have expired. Send new ones, or free those seats.')
    expect(textsIn(message).join()).not.toContain('remind')
  })

  test('are shown with their cost, and the members who use it seldom', () => {
    const underused = { people: 6, minDays: 3, windowDays: 14 }
    const message = renderPart({
      unusedCount: { ...unused, underused },
      unusedCost: {
        ...{ perMonth: 1_027, currency: 'EUR' },
        untilRenewal: { amount: 6_245.5, on: new Date('2027-06-01T00:00:00Z') },
      },
      seats: allJoined,
      activity: { ...payments.activity, ...week(50) },
    })
    const texts = textsIn(message)
    expect(texts).toContain('26 unused seats cost €1,027 a month, €6,245.50 until the renewal on 1 Jun 2027.')
    expect(texts).toContain('6 members used Tabnine on fewer than 3 working days in 14 days.')
  })

  test('do not hide what agents cost, unless too small a group is behind it', () => {
    const line = 'Agents cost €12.50, €2.50 per active member.'
    const partOf = (people: number | null) => ({
      ...payments,
      activity: { ...payments.activity, ...week(50) },
      agentCost: { amount: 12.5, currency: 'EUR', people },
    })
    expect(textsIn(renderPart(partOf(5)))).toContain(line)
    expect(textsIn(renderPart(partOf(null)))).toContain('Agents cost €12.50.')
    for (const [people, isShown] of [
      [5, true],
      [4, false],
      [null, false],
    ] as const) {
      const [part] = digestReport.suppress({ unit: 'week', parts: [partOf(people)] }, 5).parts
      expect(part && 'agentCost' in part).toBe(isShown)
    }
  })

  test('that are snoozed are left alone', () => {
    expect(textsIn(renderUnused({ ...unused, isSnoozed: true })).join()).not.toContain(words.digest.next)
  })
})

describe('the same advice', () => {
  const posted = (advisedBefore: readonly (readonly string[])[]) => ({
    ...{ number: 7, remark: null, editLine: 'edit 7 team-1', advisedBefore },
  })
  const renderAfter = (advisedBefore: readonly (readonly string[])[]) =>
    digestReport.render({ ...example, posted: posted(advisedBefore) }, rendering)
  const both = ['unused team-1', 'expired-invites team-1']
  const adviceIn = (message: Message) =>
    textsIn(message).filter(text => text.startsWith(words.digest.next) || text.startsWith('Still open'))

  test('is given twice in a row, then listed as still open next to the next best', () => {
    const unused = expect.stringContaining('14 seats are unused. Ask 9 people')
    expect(adviceIn(renderAfter([]))).toEqual([unused])
    expect(adviceIn(renderAfter([['unused team-1']]))).toEqual([unused])
    const third = renderAfter([['unused team-1'], ['unused team-1']])
    expect(adviceIn(third)).toEqual([
      'Do this next: 5 invites have expired. Send new ones, or free those seats.',
      'Still open: 14 unused seats (3rd week).',
    ])
    expect(actionsIn(third)[0]).toMatchObject({ label: 'See invites', style: 'primary' })
  })

  test('keeps its button where nothing else is to be done', () => {
    const message = renderAfter([both, both, both])
    expect(adviceIn(message)).toEqual([
      'Still open: 14 unused seats (4th week).',
      'Still open: 5 expired invites (4th week).',
    ])
    expect(actionsIn(message)[0]).toMatchObject({ label: 'Remind 9 people…', style: 'primary' })
  })

  test('is given again after a digest without it', () => {
    expect(adviceIn(renderAfter([[], both, both]))[0]).toContain('14 seats are unused')
  })

  test('of several teams is counted for each of them', () => {
    const web = { ...payments, subject: { kind: 'team', id: 'team-2', name: 'Web' } as const }
    const facts = { ...example, parts: [payments, web], posted: posted([both, both]) }
    expect(adviceIn(digestReport.render(facts, rendering))[0]).toContain('Web: 14 seats are unused')
  })

  test('what a digest advises is what the next one finds', () => {
    let before: string[][] = []
    const seen = Array.from({ length: 5 }, () => {
      const chosen = chooseAdvice([payments], before)
      before = [keysOfChosen(chosen), ...before]
      return chosen.next?.advice.kind ?? null
    })
    expect(seen).toEqual(['unused', 'unused', 'expired-invites', 'expired-invites', null])
  })
})

describe('a quiet week', () => {
  const quietWeek = () =>
    renderPart({ ...unchecked, seats: allJoined, activity: { ...payments.activity, ...week(50, 49), membership } })

  test('is three lines: how many, that nothing needs doing, and what it is compared with', () => {
    const message = quietWeek()
    expect(message.title).toMatch(/^✅ Tabnine this week: Payments · /)
    expect(message.parts.map(({ kind }) => kind)).toEqual(['text', 'text', 'note', 'actions'])
    expect(textsIn(message)).toContain('Nothing needs your attention this week.')
  })

  test('has its numbers where one of them moved', () => {
    const moved = renderPart({
      ...unchecked,
      seats: allJoined,
      activity: { ...payments.activity, ...week(50, 40), membership },
    })
    expect(moved.parts.map(({ kind }) => kind)).toEqual(['text', 'metrics', 'chart', 'text', 'note', 'actions'])
  })

  test('is not claimed of a week without data', () => {
    const message = render(allJoined, { state: 'no-data', ...week(0) })
    expect(textsIn(message).join()).not.toContain('Nothing needs your attention')
    expect(message.title).toMatch(/^Tabnine this week/)
  })
})

test('its numbers are four, each with its change', () => {
  const message = renderPart({})
  expect(message.parts.flatMap(part => (part.kind === 'metrics' ? part.metrics : []))).toEqual([
    { label: 'Active members', value: '42 of 57', change: '+3', tone: 'good' },
    { label: 'Completions', value: '3,550', change: '+9%', tone: undefined },
    { label: 'Chat', value: '650', change: '+9%', tone: undefined },
    { label: 'Agent', value: '250', change: '+9%', tone: undefined },
  ])
})

test('its picture is the gap between seats and active members, with all numbers as alternative text', () => {
  const chartIn = (message: Message) => message.parts.find(part => part.kind === 'chart')
  const chart = chartIn(renderPart({}))
  expect(chart?.title).toBe('Active members: 29 → 42 in 8 weeks')
  expect(chart?.series).toEqual([
    { label: 'Seats', values: [50, 51, 53, 53, 54, 55, 55, 57] },
    { label: 'Active', values: [29, 31, 34, 33, 36, 38, 39, 42] },
  ])
  expect(chart?.altText).toBe('Seats: 50, 51, 53, 53, 54, 55, 55, 57. Active: 29, 31, 34, 33, 36, 38, 39, 42.')
  const { members: _, ...withoutMembers } = payments
  const alone = chartIn(digestReport.render({ ...example, parts: [withoutMembers] }, rendering))
  expect(alone?.series.map(({ label }) => label)).toEqual(['Active'])
})

test('one footer line of at most 90 characters says what it is compared with, when, and which digest it is', () => {
  const posted = { number: 7, remark: null, editLine: 'edit 7 team-1', advisedBefore: [] }
  const message = digestReport.render({ ...example, posted }, rendering)
  const [footer = '', ...others] = notesIn(message)
  expect(others).toEqual([])
  expect(footer).toMatch(/^Compared with .+ · .+ · Digest 7$/)
  expect(footer.length).toBeLessThanOrEqual(90)
  expect(actionsIn(message).filter(({ isMore }) => isMore)).toEqual([
    { label: 'Edit…', line: 'edit 7 team-1', opens: 'form', isMore: true },
    { label: 'Pause', line: 'pause 7', isMore: true },
    { label: 'About these numbers', line: 'about usage team-1 2026-11-16..2026-11-22', isMore: true },
    {
      label: 'Unsubscribe',
      line: 'unsubscribe 7',
      style: 'danger',
      confirm: words.subscription.confirmUnsubscribe,
      isMore: true,
    },
  ])
  const late = digestReport.render({ ...example, posted: { ...posted, remark: 'Posted 3 hours late' } }, rendering)
  expect(notesIn(late)).toEqual([expect.stringContaining(' · Posted 3 hours late · Digest 7')])
})

describe('changes of seats are those of the period', () => {
  const kept = (on: string, registered: number): Snapshot => ({
    ...payments.seats,
    registered,
    subject: 'team-1',
    day: day(on),
  })
  const counts = [kept('2026-09-28', 90), kept('2026-10-01', 93), kept('2026-11-01', 94), kept('2026-11-23', 96)]

  /** As our database answers: the newest of the week up to a day. */
  async function collect(now: string, unit: 'week' | 'month', snapshots: readonly Snapshot[]) {
    const seatsBefore: SeatHistory['seatsBefore'] = async (_subject, until) =>
      snapshots.findLast(({ day: on }) => on <= until && on >= addDays(until, -7)) ?? null
    const history: SeatHistory = {
      seatsBefore,
      seatsWithin: async (_subject, { from, to }) => snapshots.filter(({ day: on }) => on >= from && on <= to),
      membership: async () => null,
      outlook: async () => null,
    }
    const usage: UsageApi['usage'] = async (_subject, period, step) => {
      if (step !== 'monthly') return usageWith(period, metricsOfAll(3))
      const months = Array.from({ length: 6 }, (_, at) => new Date(Date.UTC(2026, period.from.getUTCMonth() + at, 1)))
      const buckets = months.map(from => ({
        period: { from, to: new Date(Date.UTC(2026, from.getUTCMonth() + 1, 1)) },
        metrics: metricsOfAll(3),
      }))
      return { ...usageWith(period, metricsOfAll(3)), segments: [{ period, version: 'v2', buckets }] }
    }
    const from = {
      ...sourcesOf(fakeUsageApi({ usage })),
      history,
    }
    const args = { subjects: [payments.subject], unit, zone: 'UTC' } as const
    return digestReport.collect(from, args, new Date(now))
  }

  async function collectOn(now: string, unit: 'week' | 'month', snapshots = counts) {
    const [found] = (await collect(now, unit, snapshots)).parts
    return [found?.seatsBefore?.day ?? null, found?.seatsAfter?.day ?? null]
  }

  test('and not of the days since', async () => {
    expect(await collectOn('2026-11-25T09:00:00Z', 'month')).toEqual([day('2026-10-01'), day('2026-11-01')])
  })

  test('up to today where the period has just ended', async () => {
    expect(await collectOn('2026-11-01T09:00:00Z', 'month')).toEqual([day('2026-10-01'), null])
  })

  test('with the day of a count that is older than the period', async () => {
    const older = counts.filter(({ day: on }) => on < day('2026-10-01') || on > day('2026-10-02'))
    expect(await collectOn('2026-11-01T09:00:00Z', 'month', older)).toEqual([day('2026-09-28'), null])
  })

  test('and not shown where there was no count when the period ended', async () => {
    const early = counts.slice(0, 2)
    expect(await collectOn('2026-11-25T09:00:00Z', 'month', early)).toEqual([null, null])
    expect(await collectOn('2026-10-14T09:00:00Z', 'week', early)).toEqual([null, null])
  })

  test('members over time are those of the newest count in each step', async () => {
    const [found] = (await collect('2026-11-25T09:00:00Z', 'month', counts)).parts
    expect(found?.members).toEqual([null, null, null, null, 93, 94])
  })
})

describe('invites', () => {
  const seats = { registered: 50, invited: 11, deactivated: 0 }
  const invites = { open: 6, expired: 5, oldest: day('2026-11-02'), older: [] }

  test('are open where they have not expired, and only those are to be reminded', () => {
    const activity = { ...payments.activity, ...week(48) }
    const message = renderPart({ ...unchecked, seats, invites, activity })
    expect(textsIn(message)).toContain('Do this next: Remind 6 people who haven’t joined; 5 invites have expired.')
    const expired = renderPart({ ...unchecked, seats, invites: { ...invites, open: 0 }, activity })
    expect(textsIn(expired)).toContain('Do this next: 5 invites have expired. Send new ones, or free those seats.')
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
  expect(message.summary).toBe('Payments moved most: 42 of 57 members used Tabnine, up 3.')
  expect(rowsIn(message)).toEqual([
    ['Payments', '42 of 57', '+3', '14'],
    ['Web', 'at least 8', '–', '14'],
  ])
})

test('of several teams the one that moved most comes first', () => {
  const web = { ...payments, subject: { kind: 'team', id: 'team-2', name: 'Web' } as const }
  const fewer = { ...web, ...unchecked, activity: { ...web.activity, ...week(30, 42) } }
  const message = digestReport.render({ ...example, parts: [payments, fewer] }, rendering)
  expect(message.title).toContain('Payments and Web')
  expect(message.summary).toBe('Web moved most: 30 of 57 members used Tabnine, down 12.')
  expect(rowsIn(message)).toEqual([
    ['Web', '30 of 57', '−12', '27'],
    ['Payments', '42 of 57', '+3', '15'],
  ])
  expect(message.parts.find(part => part.kind === 'table')?.columns.map(({ label }) => label)).toEqual([
    ...['Team', 'Active', 'Change', 'Not active'],
  ])
  const steady = { ...payments, activity: { ...payments.activity, ...week(42, 42) } }
  expect(
    digestReport.render({ ...example, parts: [steady, { ...steady, subject: web.subject }] }, rendering).summary,
  ).toBe('About as many members used Tabnine as the week before.')
})

describe('of several teams the small print', () => {
  const leftOut = { ...payments.activity, before: { withheld: 'group-too-small' } } as const
  const alone = { ...payments.activity, before: null }
  const renderBoth = (first: Activity, second: Activity) => {
    const web = { kind: 'team', id: 'team-2', name: 'Web' } as const
    const parts = [
      { ...payments, activity: first },
      { ...payments, subject: web, activity: second },
    ]
    return textsIn(digestReport.render({ ...example, parts }, rendering)).join(' ')
  }

  test('says what changes are compared with, whichever team is the first', () => {
    expect(renderBoth(leftOut, payments.activity)).toContain('Compared with')
    expect(renderBoth(alone, payments.activity)).toContain('Compared with')
    expect(renderBoth(payments.activity, leftOut)).toContain('Compared with')
  })

  test('and says why nothing is compared where nothing is', () => {
    expect(renderBoth({ ...alone, before: { withheld: 'lagging' } }, alone)).toContain('No comparison')
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
    expect(textsIn(message).join()).toContain(words.origin.lastHours(day('2026-11-23'), 'Australia/Sydney'))
  })

  test('is about the same week where it is posted late, with all its hours', async () => {
    const facts = await collect(new Date('2026-11-23T06:00:00Z'))
    expect(facts.parts[0]?.activity.asked.period).toEqual(days('2026-11-16', '2026-11-22'))
    expect(textsIn(digestReport.render(facts, rendering)).join()).not.toContain('hours are missing')
  })
})

test('counts of a month change per day', () => {
  const total = (count: number) => ({ metrics: metricsOfAll(count), isLowerBound: false })
  const asked = { ...payments.activity.asked, period: days('2026-02-01', '2026-02-28') }
  const before = { period: days('2026-01-01', '2026-01-31'), total: total(3_100) }
  const metricsAfter = (count: number) => {
    const activity = { ...payments.activity, asked, total: total(count), before }
    const message = digestReport.render({ ...example, unit: 'month', parts: [{ ...payments, activity }] }, rendering)
    expect(notesIn(message).join()).toContain(', per day')
    return message.parts.flatMap(part => (part.kind === 'metrics' ? part.metrics.map(({ change }) => change) : []))
  }
  // 2,800 in 28 days are as many a day as 3,100 in 31.
  expect(metricsAfter(2_800)).toEqual(['−300', undefined, undefined, undefined])
  expect(metricsAfter(3_080)).toEqual(['−20', '+10%', '+10%', '+10%'])
})

test('a step that is not whole is no point of a chart, of one team or of several', () => {
  const months = [
    ['2026-08-28', '2026-08-31', 5],
    ['2026-09-01', '2026-09-30', 81],
    ['2026-10-01', '2026-10-31', 85],
    ['2026-11-01', '2026-11-24', 83],
  ] as const
  const trend = months.map(([from, to, active]) => ({ period: days(from, to), metrics: metricsOfAll(active) }))
  const of = (id: string) => ({ ...payments, subject: { kind: 'team', id, name: id } as const, trend, members: [] })
  const valuesOf = (...parts: DigestPart[]) =>
    digestReport
      .render({ unit: 'month', parts }, rendering)
      .parts.flatMap(each => (each.kind === 'chart' ? each.series.map(({ values }) => values) : []))
  expect(valuesOf(of('A'))).toEqual([[81, 85]])
  expect(valuesOf(of('A'), of('B'))).toEqual([
    [81, 85],
    [81, 85],
  ])
})
