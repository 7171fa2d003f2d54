import { actions, countCell, facts, type Message, type TableCell, table, text, withWhole } from '../message/message.ts'
import type { RenderContext } from '../message/render-context.ts'
import type { Words } from '../message/words.ts'
import { requireSome, valueOr } from '../partial.ts'
import type { Count, Metrics, Subject } from '../ports.ts'
import type { Report, Sources } from '../report/report.ts'
import { createPartReader, noSeats, renderUnread, type Unread } from '../report/unread.ts'
import { collectInvites } from '../seats/invites.ts'
import { exampleOutlook, renderOutlook } from '../seats/outlook.ts'
import { subjectWord } from '../subject.ts'
import { type AskedPeriod, resolvePeriod, stepsOverBy } from '../time/period.ts'
import { addDays, startOfDay, utcDay } from '../time/utc-days.ts'
import { inactiveMembers } from '../usage/active-split.ts'
import { collectActivity, comparable, renderActivePeople, unequalDays } from '../usage/activity.ts'
import { chartTrend, chartTrends } from '../usage/charts.ts'
import { exampleActivity, exampleSeats, exampleWeeks } from '../usage/example.ts'
import { exactActive } from '../usage/metrics.ts'
import { renderActivityFacts, renderChange, renderOrigin, renderUse } from '../usage/render-activity.ts'
import { assembleTrend, renderActive, renderTrend } from '../usage/trend.ts'
import { adviceFacts, lineFor, suggest } from './advice.ts'
import { type DigestPart, renderSuppressed, type Suppressed, suppressParts } from './part.ts'
import { areInvitesListed, hasSameSeatDates, renderSeatDates, renderSeats } from './seats.ts'

type DigestUnit = 'week' | 'month'

export type DigestFacts = {
  readonly unit: DigestUnit
  readonly parts: readonly DigestPart[]
  /** Of which nothing could be read. */
  readonly missing?: readonly Subject[]
  /** What is not shown where others read along. */
  readonly suppressed?: Suppressed
  readonly unread?: Unread
}

export type DigestArgs = {
  readonly subjects: readonly Subject[]
  readonly unit: DigestUnit
  readonly zone: string
  /** The period is the one before this moment; without it the one before now. */
  readonly dueAt?: Date
}

/** The period that is over: seats, usage, a trend, and one thing to do where the numbers call for it. */
export const digestReport: Report<DigestFacts, DigestArgs> = {
  name: 'digest',

  async collect(from, { subjects, unit, zone, dueAt }, now) {
    const asked = resolvePeriod(`last ${unit}`, dueAt ?? now, zone)
    const reading = createPartReader(from.signal)
    const answers = await Promise.all(
      subjects.map(async subject => ({
        subject,
        part: await reading.ofTeam(subject.name, collectPart(from, subject, unit, asked, now)),
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
        outlook: exampleOutlook,
      },
    ],
  },
}

async function collectPart(
  from: Sources,
  subject: Subject,
  unit: DigestUnit,
  asked: AskedPeriod,
  now: Date,
): Promise<DigestPart> {
  const { usageApi, signal, history } = from
  const step = unit === 'week' ? 'weekly' : 'monthly'
  const { from: begin, to: end } = asked.period
  const isEndToday = startOfDay(now) <= end
  const reading = createPartReader(signal)
  const seatsOf = () =>
    subject.kind === 'team' ? usageApi.teamSeats(subject.id, signal) : usageApi.organizationSeats(signal)
  const countedBefore = async (day: Date) =>
    history && valueOr(await reading.part('memory', history.seatsBefore(subjectWord(subject), day)), null)
  const [seats, before, after, invites, activity, trend, outlook] = await Promise.all([
    reading.part('seats', seatsOf()),
    countedBefore(begin),
    isEndToday ? null : countedBefore(end),
    reading.part(
      'invitations',
      collectInvites(from, subject.kind === 'team' ? subject.id : undefined, now, reading.onSkipped),
    ),
    collectActivity(from, subject, asked, now),
    reading.part('trend', usageApi.usage(subject, trendPeriod(asked, unit), step, signal)),
    history && reading.part('memory', history.outlook(subject, asked.period, now)),
  ])
  reading.countUsage(valueOr(trend, null))
  const listed = valueOr(invites, null)
  const told = outlook && valueOr(outlook, null)
  // Without a count near the end there is none to compare the beginning with.
  const isKept = isEndToday || (after !== null && before !== null && after.day > before.day)
  return {
    subject,
    seats: valueOr(seats, noSeats),
    seatsBefore: isKept ? before : null,
    ...(isKept && after ? { seatsAfter: after } : {}),
    activity,
    trend: 'value' in trend ? assembleTrend(trend.value, step, stepsOverBy(asked, now)) : [],
    ...(listed ? { invites: listed } : {}),
    ...(told ? { outlook: told } : {}),
    ...reading.found(),
  }
}

/** What is asked for a digest about these. */
export function digestLine(subjects: readonly Subject[], unit: DigestUnit): string {
  return `digest ${subjects.map(subjectWord).join(', ')}${unit === 'month' ? ' monthly' : ''}`
}

/** Eight weeks or six months that end with the period: enough to see a trend, few enough to read. */
function trendPeriod({ period: { to } }: AskedPeriod, unit: DigestUnit) {
  return { from: unit === 'week' ? addDays(to, -56) : utcDay(to.getUTCFullYear(), to.getUTCMonth() - 6, 1), to }
}

function renderOne(part: DigestPart, digest: DigestFacts, rendering: RenderContext): Message {
  const { unit, suppressed } = digest
  const { subject, seats, activity, trend } = part
  const t = rendering.t
  const summary = renderUse(activity, seats.registered, t)
  const advice = suggest(part)
  return {
    title: t.digest.title(t.subject(subject), t.period(activity.asked)),
    summary,
    parts: [
      text(summary),
      facts([...renderSeats(part, t), ...renderActivityFacts(activity, seats.registered, t)]),
      ...chartTrend(trend, unit === 'week' ? 'weekly' : 'monthly', t),
      ...renderTrend(trend, unit === 'week' ? 'weekly' : 'monthly', t),
      ...(part.outlook && !part.isTooSmall ? renderOutlook(part.outlook, t) : []),
      ...renderSuppressed(activity.hidden === 'group' ? undefined : suppressed, t),
      ...renderUnread(digest, t),
      ...(advice ? [text({ strong: t.digest.next }, ` ${t.digest.advice[advice](adviceFacts(part), unit)}`)] : []),
      ...renderSeatDates([part], t),
      renderOrigin(activity, rendering),
      actions([
        ...(advice ? [{ label: t.digest.act[advice], line: lineFor(advice, subject) }] : []),
        { label: t.digest.details, line: `usage ${subjectWord(subject)} last ${unit}${suppressed ? '' : ' daily'}` },
      ]),
    ],
  }
}

/** Several teams in one message: a line each, and the active people of all side by side over time. */
function renderSeveral(digest: DigestFacts, rendering: RenderContext): Message {
  const { unit, parts, suppressed } = digest
  const t = rendering.t
  const [first] = parts
  if (!first) throw new Error('a digest is about at least one team')
  const names = parts.map(({ subject }) => t.subject(subject))
  const busiest = parts.map(part => ({ part, advice: suggest(part) })).find(({ advice }) => advice !== null)
  const summary = t.digest.summaryOfSeveral(
    parts.map(({ subject, activity }) => [t.subject(subject), renderActivePeople(activity, t)]),
  )
  // What is hidden of one team is hidden of all: a column is whole or not there.
  const columns = columnsOf(parts, t).filter(({ value }) => !suppressed || parts.every(part => value(part) !== null))
  return {
    title: t.digest.title(t.list(names), t.period(first.activity.asked)),
    summary,
    parts: [
      text(summary),
      table(
        t.digest.byTeam,
        [{ label: t.teams.team, align: 'left' }, ...columns.map(({ label }) => ({ label, align: 'right' as const }))],
        parts.map(part => [t.subject(part.subject), ...columns.map(({ cell }) => cell(part))]),
      ),
      ...(busiest?.advice
        ? [
            text(
              { strong: t.digest.next },
              ` ${t.subject(busiest.part.subject)}: ${t.digest.advice[busiest.advice](adviceFacts(busiest.part), unit)}`,
            ),
          ]
        : []),
      ...chartTrends(
        parts.map(({ subject, trend }) => ({ name: t.subject(subject), trend })),
        unit === 'week' ? 'weekly' : 'monthly',
        t,
      ),
      ...parts.map(({ subject, trend }) =>
        text({ strong: t.subject(subject) }, ` ${t.digest.trendOf(trend.map(row => renderActive(row, t)))}`),
      ),
      ...renderSuppressed(suppressed, t),
      ...renderSeatDates(parts, t),
      ...renderUnread(digest, t),
      // Of one that is compared: the changes of the others are against the same period.
      renderOrigin((parts.find(({ activity }) => comparable(activity)) ?? first).activity, rendering),
      actions([
        ...(busiest?.advice
          ? [{ label: t.digest.act[busiest.advice], line: lineFor(busiest.advice, busiest.part.subject) }]
          : []),
        ...parts.slice(0, 4).map(({ subject }) => ({
          label: t.subject(subject),
          line: `usage ${subjectWord(subject)} last ${unit}`,
        })),
      ]),
    ],
  }
}

type TeamColumn = {
  readonly label: string
  /** `null`: not reported, or hidden. */
  value(part: DigestPart): Count
  cell(part: DigestPart): TableCell
}

function columnsOf(parts: readonly DigestPart[], t: Words): TeamColumn[] {
  const isListed = areInvitesListed(parts)
  const changed = (now: Count, past: Count | undefined) => countCell(t.countAndChange(now, past ?? null), now)
  const toolColumn = (label: string, count: (metrics: Metrics) => Count): TeamColumn => {
    const value = ({ activity }: DigestPart) =>
      activity.state === 'no-data' || !activity.total ? null : count(activity.total.metrics)
    const before = ({ activity }: DigestPart) => {
      const comparison = comparable(activity)
      return comparison ? count(comparison.total.metrics) : null
    }
    return {
      label,
      value,
      cell(part) {
        const days = unequalDays(part.activity)
        const perDay = days && renderChange(value(part), before(part), days, t)
        if (perDay) return countCell(`${t.count(value(part))} (${perDay})`, value(part))
        return changed(value(part), days ? undefined : (before(part) ?? undefined))
      },
    }
  }
  const seatColumn = (label: string, state: 'registered' | 'invited'): TeamColumn => ({
    label,
    value: ({ seats }) => seats[state],
    cell(part) {
      const { seats, seatsAfter } = part
      const before = hasSameSeatDates(part, parts) ? part.seatsBefore : null
      return countCell(
        t.countAndChange(seats[state], before?.[state] ?? null, (seatsAfter ?? seats)[state]),
        seats[state],
      )
    },
  })
  const inactiveIn = ({ activity, seats }: DigestPart) => inactiveMembers(activity, seats.registered)
  return [
    {
      label: t.trend.active,
      value: ({ activity }) => activity.total?.metrics.activeUsers ?? null,
      cell({ activity }) {
        const active = renderActivePeople(activity, t)
        const comparison = comparable(activity)
        return active === null || typeof active === 'number'
          ? changed(active, (comparison && exactActive(comparison.total)) ?? undefined)
          : active
      },
    },
    seatColumn(t.seats.registered, 'registered'),
    {
      label: t.seats.inactive,
      value: inactiveIn,
      cell(part) {
        const inactive = inactiveIn(part)
        return inactive === null ? t.seats.notKnown : countCell(t.count(inactive), inactive)
      },
    },
    isListed
      ? {
          label: t.seats.openInvites,
          value: ({ invites }) => invites?.open ?? null,
          cell: ({ invites }) => countCell(t.count(invites?.open ?? null), invites?.open ?? null),
        }
      : seatColumn(t.seats.invites, 'invited'),
    toolColumn(t.trend.completions, ({ completions }) => completions.accepted),
    toolColumn(t.trend.chat, ({ chat }) => chat.interactions),
    toolColumn(t.trend.agent, ({ agent }) => agent.interactions),
  ]
}
