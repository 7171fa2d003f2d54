/** One broken part never fails the whole: the rest of each report is shown, and one line counts what is missing. */
import { describe, expect, test } from 'vitest'
import { digestReport } from '../../../src/digests/digest.ts'
import { AppError } from '../../../src/errors.ts'
import type { Message } from '../../../src/message/message.ts'
import { createWords } from '../../../src/message/words.ts'
import type { Granularity, SeatHistory, UsageApi, UsageSubject } from '../../../src/ports.ts'
import type { Report } from '../../../src/report/report.ts'
import { createPartReader, renderUnread, type Unread, unreadIn } from '../../../src/report/unread.ts'
import { seatsReport } from '../../../src/seats/seats.ts'
import { resolvePeriod } from '../../../src/time/period.ts'
import { collectActivity } from '../../../src/usage/activity.ts'
import { usageReport } from '../../../src/usage/usage.ts'
import { userReport } from '../../../src/usage/user.ts'
import { metricsOfAll } from '../../helpers/facts.ts'
import { ada, fakeUsageApi, sourcesOf, usageWith } from '../../helpers/fake-usage-api.ts'
import { textsIn } from '../../helpers/message-content.ts'

const now = new Date('2026-11-25T10:00:00Z')
const rendering = { t: createWords('en'), timeZone: 'UTC', commandPrefix: '' }
const asked = resolvePeriod('last week', now, 'UTC')
const team = { kind: 'team', id: 'team-1', name: 'Payments' } as const
const web = { kind: 'team', id: 'team-2', name: 'Web' } as const
const all = { kind: 'organization', name: 'Northwind' } as const
const failure = () => new AppError('upstream-failed')
const fail = () => Promise.reject(failure())

/** Usage that fails where `fails` says so. */
function usageBut(fails: (subject: UsageSubject, granularity: Granularity, from: Date) => boolean): UsageApi['usage'] {
  return (subject, period, granularity) =>
    fails(subject, granularity, period.from) ? fail() : Promise.resolve(usageWith(period, metricsOfAll(42)))
}

const away: SeatHistory = { seatsBefore: fail, seatsWithin: fail, membership: fail, outlook: fail }

async function renderWith<Facts, Args>(
  report: Report<Facts, Args>,
  args: Args,
  answers: Partial<UsageApi>,
  history: SeatHistory | null = null,
): Promise<Message> {
  return report.render(await report.collect({ ...sourcesOf(fakeUsageApi(answers)), history }, args, now), rendering)
}

const noTrend = usageBut((_subject, granularity) => granularity !== 'all')
const noCheck = usageBut(({ kind }) => kind === 'organization')
const noBefore = usageBut((_subject, granularity, from) => granularity === 'all' && from < asked.period.from)

describe('a report without one of its parts is shown, with one line about it', () => {
  const usage = { subject: team, asked }
  const digest = { subjects: [team], unit: 'week', zone: 'UTC' } as const
  const seats = { subject: all, zone: 'UTC' }
  test.each<[string, () => Promise<Message>, string]>([
    ['usage: seats', () => renderWith(usageReport, usage, { teamSeats: fail }), 'the seat counts'],
    ['usage: trend', () => renderWith(usageReport, usage, { usage: noTrend }), 'the trend'],
    ['usage: before', () => renderWith(usageReport, usage, { usage: noBefore }), 'the period before'],
    ['usage: organization', () => renderWith(usageReport, usage, { usage: noCheck }), 'the whole organization’s usage'],
    ['usage: freshness', () => renderWith(usageReport, usage, { freshness: fail }), 'how fresh the data is'],
    ['usage: memory', () => renderWith(usageReport, usage, {}, away), 'what the bot remembers'],
    ['seats: counts', () => renderWith(seatsReport, seats, { organizationSeats: fail }), 'the seat counts'],
    ['seats: usage', () => renderWith(seatsReport, seats, { usage: fail }), 'the usage'],
    ['seats: months', () => renderWith(seatsReport, seats, { organizationSeatsByMonth: fail }), 'the month ends'],
    ['user: trend', () => renderWith(userReport, { person: ada, asked }, { usage: noTrend }), 'the trend'],
    ['digest: seats', () => renderWith(digestReport, digest, { teamSeats: fail }), 'the seat counts'],
    ['digest: trend', () => renderWith(digestReport, digest, { usage: noTrend }), 'the trend'],
    ['digest: memory (D29)', () => renderWith(digestReport, digest, {}, away), 'what the bot remembers'],
    [
      'digest: all that it can do without',
      () => renderWith(digestReport, digest, { teamSeats: fail, usage: noTrend, freshness: fail }, away),
      'the seat counts, the trend, how fresh the data is and what the bot remembers',
    ],
  ])('%s', async (_what, render, missing) => {
    const message = await render()
    expect(textsIn(message).filter(line => line.includes('couldn’t read'))).toHaveLength(1)
    expect(textsIn(message).join('\n')).toContain('I couldn’t read ')
    for (const part of missing.split(/, | and /)) expect(textsIn(message).join('\n')).toContain(part)
    expect(textsIn(message).join('\n')).not.toMatch(/undefined|null|NaN/)
  })

  test('usage still says how many people were active', async () => {
    const message = await renderWith(usageReport, usage, { teamSeats: fail, usage: noTrend, freshness: fail })
    expect(message.title).toContain('42 people used Tabnine')
  })

  test('a whole report says nothing of the kind', async () => {
    for (const message of [await renderWith(usageReport, usage, {}), await renderWith(digestReport, digest, {})])
      expect(textsIn(message).join('\n')).not.toContain('couldn’t read')
  })
})

describe('a digest of several teams', () => {
  const args = { subjects: [team, web, all], unit: 'week', zone: 'UTC' } as const
  const without = (...ids: string[]) => ({
    usage: usageBut(subject => subject.kind === 'team' && ids.includes(subject.id)),
  })

  test('shows the others where one cannot be read, and names it', async () => {
    const message = await renderWith(digestReport, args, without('team-2'))
    expect(message.title).toContain('Payments and Northwind')
    expect(textsIn(message)).toContain('I couldn’t read 1 team (Web).')
    expect(JSON.stringify(message)).toContain('export digest team-1, all, team-2')
  })

  test('is that of one where only that can be read', async () => {
    const message = await renderWith(digestReport, { ...args, subjects: [team, web] }, without('team-2'))
    expect(message.title).not.toContain('Web')
    expect(textsIn(message)).toContain('I couldn’t read 1 team (Web).')
  })

  test('fails where none can be read', async () => {
    const none = renderWith(digestReport, { ...args, subjects: [team, web] }, { usage: fail })
    await expect(none).rejects.toMatchObject({ code: 'upstream-failed' })
  })
})

describe('what is left is not mistaken', () => {
  test('for silence: with no one active it is unknown without the organization’s usage', async () => {
    const usage: UsageApi['usage'] = (subject, period) =>
      subject.kind === 'organization' ? fail() : Promise.resolve(usageWith(period, metricsOfAll(0)))
    const activity = await collectActivity(sourcesOf(fakeUsageApi({ usage })), team, asked, now)
    expect(activity.state).toBe('unknown')
  })

  test.each<[string, Partial<UsageApi>]>([
    ['the period before', { usage: noBefore }],
    ['how fresh the server is', { freshness: fail }],
  ])('for a change: there is no comparison without %s', async (_what, answers) => {
    const activity = await collectActivity(sourcesOf(fakeUsageApi(answers)), team, asked, now)
    expect(activity.before).toEqual({ withheld: 'unread' })
  })

  test('for a report about nothing: usage fails where the usage itself does, seats where both counts do', async () => {
    const failed = { code: 'upstream-failed' }
    await expect(renderWith(usageReport, { subject: team, asked }, { usage: fail })).rejects.toMatchObject(failed)
    const seats = renderWith(seatsReport, { subject: all, zone: 'UTC' }, { usage: fail, organizationSeats: fail })
    await expect(seats).rejects.toMatchObject(failed)
  })

  test('for a bug', async () => {
    const bug = () => Promise.reject(new TypeError('a bug'))
    await expect(renderWith(usageReport, { subject: team, asked }, { teamSeats: bug })).rejects.toThrow('a bug')
  })
})

test('buckets that could not be read, or fit no day, are counted in the same line', async () => {
  const usage: UsageApi['usage'] = async (_subject, period, granularity) => {
    const [segment] = usageWith(period, metricsOfAll(42)).segments
    if (!segment) throw new Error('there is one')
    if (granularity === 'all') return { period, segments: [segment] }
    const undated = [{ period, metrics: metricsOfAll(3) }]
    return { period, segments: [{ ...segment, buckets: [], undated, skipped: 2 }] }
  }
  const message = await renderWith(usageReport, { subject: team, asked }, { usage })
  expect(textsIn(message)).toContain('I couldn’t read 2 entries of the usage. 1 entry of the usage fits no single day.')
})

describe('one line', () => {
  test('counts each thing once, at whatever depth of the facts', () => {
    const part = (unread: Unread) => ({ activity: { unread } })
    const facts = {
      unread: { teams: ['Web'], rows: 2 },
      parts: [part({ parts: ['before'], buckets: 1 }), part({ parts: ['before', 'history'], buckets: 1 })],
    }
    expect(unreadIn(facts)).toEqual({ parts: ['before', 'history'], teams: ['Web'], rows: 2, buckets: 2, undated: 0 })
    expect(unreadIn({ parts: [{}] })).toBeNull()
  })

  test('names five teams and counts the others', () => {
    const teams = Array.from({ length: 12 }, (_, at) => `T${at}`)
    const [note] = renderUnread({ unread: { teams } }, rendering.t)
    expect(JSON.stringify(note)).toContain('I couldn’t read 12 teams (T0, T1, T2, T3, T4 and 7 more).')
  })

  test('is made of what a reader counted', async () => {
    const reading = createPartReader(new AbortController().signal)
    reading.onSkipped(3)
    await expect(reading.part('seats', fail())).resolves.toHaveProperty('failure')
    await expect(reading.part('trend', Promise.resolve(7))).resolves.toEqual({ value: 7 })
    expect(reading.found()).toEqual({ unread: { parts: ['seats'], rows: 3 } })
  })
})
