import { type Message, withWhole } from '../message/message.ts'
import { requireSome, valueOr } from '../partial.ts'
import type { Count, Snapshot, Subject } from '../ports.ts'
import type { Report, Sources } from '../report/report.ts'
import { createPartReader, noSeats } from '../report/unread.ts'
import { collectInvites } from '../seats/invites.ts'
import { exampleOutlook } from '../seats/outlook.ts'
import { costOfSeats, readKnownPurchase } from '../seats/purchase/purchase.ts'
import { subjectWord } from '../subject.ts'
import { type AskedPeriod, resolvePeriod, stepsOverBy } from '../time/period.ts'
import { addDays, startOfDay, utcDay } from '../time/utc-days.ts'
import { collectActivity } from '../usage/activity.ts'
import { readAgentCost } from '../usage/agent-cost.ts'
import { exampleActivity, exampleSeats, exampleWeeks } from '../usage/example.ts'
import { assembleTrend, type TrendRow } from '../usage/trend.ts'
import { stepOf } from './chart.ts'
import type { DigestFacts } from './facts.ts'
import { type DigestPart, suppressParts } from './part.ts'
import { renderOne } from './render-one.ts'
import { renderSeveral } from './render-several.ts'
import type { DigestUnit } from './unit.ts'
import type { CountUnused } from './unused-count.ts'

export type DigestArgs = {
  readonly subjects: readonly Subject[]
  readonly unit: DigestUnit
  readonly zone: string
  /** The period is the one before this moment; without it the one before now. */
  readonly dueAt?: Date
  readonly countUnused?: CountUnused
}

/** The period that is over: how many used Tabnine, the numbers that moved, a trend, and one thing to do next. */
export const digestReport: Report<DigestFacts, DigestArgs> = {
  name: 'digest',

  async collect(from, { subjects, unit, zone, dueAt, countUnused = async () => null }, now) {
    const asked = resolvePeriod(`last ${unit}`, dueAt ?? now, zone)
    const reading = createPartReader(from.signal)
    const answers = await Promise.all(
      subjects.map(async subject => ({
        subject,
        part: await reading.ofTeam(
          subject.name,
          collectPart(from, subject, { unit, asked, countUnused, isAlone: subjects.length === 1 }, now),
        ),
      })),
    )
    requireSome(answers.map(({ part }) => part))
    const missing = answers.flatMap(({ subject, part }) => ('failure' in part ? [subject] : []))
    return {
      unit,
      parts: answers.flatMap(({ part }) => ('value' in part ? [part.value] : [])),
      ...(missing.length > 0 ? { missing } : {}),
      ...reading.found(),
    }
  },

  suppress(facts, minGroupSize) {
    return { ...facts, ...suppressParts(facts.parts, minGroupSize) }
  },

  render(digest, rendering): Message {
    const [first, ...others] = digest.parts
    if (!first) throw new Error('a digest is about at least one team')
    const message = others.length === 0 ? renderOne(first, digest, rendering) : renderSeveral(digest, rendering)
    const subjects = [...digest.parts.map(({ subject }) => subject), ...(digest.missing ?? [])]
    return withWhole(message, `${rendering.commandPrefix}export ${digestLine(subjects, digest.unit)}`)
  },

  example: {
    unit: 'week',
    parts: [
      {
        subject: { kind: 'team', id: 'team-1', name: 'Payments' },
        seats: exampleSeats,
        seatsBefore: {
          ...exampleSeats,
          registered: 55,
          invited: 8,
          subject: 'team-1',
          day: new Date('2026-11-16T00:00:00Z'),
        },
        activity: exampleActivity,
        trend: exampleWeeks,
        members: [50, 51, 53, 53, 54, 55, 55, 57],
        unusedCount: { alert: 1, unused: 14, remindable: 9, expired: 5, isSnoozed: false },
        outlook: exampleOutlook,
      },
    ],
  },
}

type Asked = {
  readonly unit: DigestUnit
  readonly asked: AskedPeriod
  readonly countUnused: CountUnused
  /** The digest is about this subject alone. */
  readonly isAlone: boolean
}

async function collectPart(
  from: Sources,
  subject: Subject,
  { unit, asked, countUnused, isAlone }: Asked,
  now: Date,
): Promise<DigestPart> {
  const { usageApi, signal, history, settings } = from
  const step = stepOf(unit)
  const { from: begin, to: end } = asked.period
  const isEndToday = startOfDay(now) <= end
  const shownPeriod = trendPeriod(asked, unit)
  const reading = createPartReader(signal)
  const seatsOf = () =>
    subject.kind === 'team' ? usageApi.teamSeats(subject.id, signal) : usageApi.organizationSeats(signal)
  const countedBefore = async (day: Date) =>
    history && valueOr(await reading.part('history', history.seatsBefore(subjectWord(subject), day)), null)
  const countedOver = async () =>
    history && valueOr(await reading.part('history', history.seatsWithin(subjectWord(subject), shownPeriod)), null)
  const [seats, before, after, counted, invites, activity, trend, outlook, unused, purchase, agents] =
    await Promise.all([
      reading.part('seats', seatsOf()),
      countedBefore(begin),
      isEndToday ? null : countedBefore(end),
      countedOver(),
      reading.part(
        'invitations',
        collectInvites(from, subject.kind === 'team' ? subject.id : undefined, now, reading.onSkipped),
      ),
      collectActivity(from, subject, asked, now),
      reading.part('trend', usageApi.usage(subject, shownPeriod, step, signal)),
      history && reading.part('history', history.outlook(subject, asked.period, now)),
      reading.part('history', countUnused(subject, now)),
      settings.purchase.seatPrice ? readKnownPurchase(usageApi, settings.purchase) : null,
      isAlone ? reading.part('cost', usageApi.agentUsage(subject, asked.period, 'all', signal)) : null,
    ])
  reading.countUsage(valueOr(trend, null))
  const listed = valueOr(invites, null)
  const known = outlook && valueOr(outlook, null)
  const unusedCount = valueOr(unused, null)
  const agentCost = agents && readAgentCost(valueOr(agents, null), settings.cost.currency)
  const unusedCost = unusedCount && purchase ? costOfSeats(unusedCount.unused, purchase, now) : null
  const rows = 'value' in trend ? assembleTrend(trend.value, step, stepsOverBy(asked, now)) : []
  const members = membersAtEnds(rows, counted ?? [])
  // Without a count near the end there is none to compare the beginning with.
  const isKept = isEndToday || (after !== null && before !== null && after.day > before.day)
  return {
    subject,
    seats: valueOr(seats, noSeats),
    seatsBefore: isKept ? before : null,
    ...(isKept && after ? { seatsAfter: after } : {}),
    activity,
    trend: rows,
    ...(members.some(count => count !== null) ? { members } : {}),
    ...(listed ? { invites: listed } : {}),
    ...(unusedCount ? { unusedCount } : {}),
    ...(unusedCost ? { unusedCost } : {}),
    ...(agentCost ? { agentCost } : {}),
    ...(known ? { outlook: known } : {}),
    ...reading.found(),
  }
}

/** Members by the newest count of each step; `null` where none was kept in it. */
function membersAtEnds(rows: readonly TrendRow[], counted: readonly Snapshot[]): Count[] {
  return rows.map(
    ({ period }) => counted.findLast(({ day }) => day >= period.from && day <= period.to)?.registered ?? null,
  )
}

/** The command line that asks for a digest about these. */
export function digestLine(subjects: readonly Subject[], unit: DigestUnit): string {
  return `digest ${subjects.map(subjectWord).join(', ')}${unit === 'month' ? ' monthly' : ''}`
}

/** Eight weeks or six months that end with the period: enough to see a trend, and still readable. */
function trendPeriod({ period: { to } }: AskedPeriod, unit: DigestUnit) {
  return { from: unit === 'week' ? addDays(to, -56) : utcDay(to.getUTCFullYear(), to.getUTCMonth() - 6, 1), to }
}
