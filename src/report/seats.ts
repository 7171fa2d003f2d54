import { actions, countCell, dayCell, facts, type Message, note, table, text, withWhole } from '../message/message.ts'
import type { Words } from '../message/words.ts'
import { requireSome, valueOr } from '../partial.ts'
import type { MonthlySeats, SeatCounts, Subject } from '../ports.ts'
import { subjectWord } from '../subject.ts'
import { formatDay, utcDay } from '../utc-days.ts'
import { splitActive } from './active-split.ts'
import { type Activity, activePeople, collectActivity, unreadActivity } from './activity.ts'
import { chartSeats } from './charts.ts'
import { exampleActivity, exampleSeats } from './example.ts'
import { collectInvites, type Invites } from './invites.ts'
import { resolvePeriod } from './period.ts'
import type { Report } from './report.ts'
import { tellOrigin } from './tell-activity.ts'
import { createPartReader, noSeats, tellUnread, type Unread } from './unread.ts'
import { tellLeftOut, tellWithheld, type Withheld } from './withheld.ts'

export type SeatsFacts = {
  readonly subject: Subject
  readonly seats: SeatCounts
  readonly activity: Activity
  /** `null` where the server does not list them. */
  readonly invitations: Invites | null
  /** Month ends of the organization; empty for a team, which the server does not tell of. */
  readonly months: readonly MonthlySeats[]
  /** Why all of it is left out. */
  readonly withheld?: Withheld
  /** Where fewer invitations than this are open, their ages are left out. */
  readonly agesFrom?: number
  readonly unread?: Unread
}

/** How many seats are in which state, and how long invitations have waited. */
export const seatsReport: Report<SeatsFacts, { readonly subject: Subject; readonly zone: string }> = {
  name: 'seats',

  async collect(from, { subject, zone }, now) {
    const { usageApi, signal } = from
    const isTeam = subject.kind === 'team'
    const asked = resolvePeriod('last week', now, zone)
    const since = utcDay(now.getUTCFullYear(), now.getUTCMonth() - 5, 1)
    const reading = createPartReader(signal)
    const [seats, activity, invitations, months] = await Promise.all([
      reading.part('seats', isTeam ? usageApi.teamSeats(subject.id, signal) : usageApi.organizationSeats(signal)),
      reading.part('use', collectActivity(from, subject, asked, now, { compare: false })),
      reading.part('invitations', collectInvites(from, isTeam ? subject.id : undefined, now, reading.onSkipped)),
      isTeam ? { value: [] } : reading.part('months', usageApi.organizationSeatsByMonth(since, signal)),
    ])
    requireSome([seats, activity])
    return {
      subject,
      seats: valueOr(seats, noSeats),
      activity: valueOr(activity, unreadActivity({ ...asked, previous: null }, usageApi.host, now)),
      invitations: valueOr(invitations, null),
      months: valueOr(months, []),
      ...reading.found(),
    }
  },

  tell(told, voice): Message {
    const { subject, seats, activity, months, invitations } = told
    const w = voice.words
    if (told.withheld) {
      const summary = tellWithheld(told.withheld, w)
      return {
        title: w.seats.title(w.subject(subject)),
        summary,
        parts: [text(summary), tellOrigin(activity, voice)],
      }
    }
    const active = activePeople(activity)
    const split = splitActive(activity, seats.registered)
    const summary = w.seats.summary({ seats, active, split, invites: invitations })
    const ages = tellInvitations(told, w)
    const message = {
      title: w.seats.title(w.subject(subject)),
      summary,
      parts: [
        text(summary),
        facts([
          { label: w.seats.invites, value: w.seats.invitesOf(invitations, seats.invited) },
          { label: w.seats.registered, value: w.count(seats.registered) },
          {
            label: w.seats.active,
            value: activity.withheld ? w.withheld.cell : w.seats.activeCount(active, split, activity.asked),
          },
          {
            label: w.seats.inactive,
            value: activity.withheld ? w.withheld.cell : w.seats.inactiveCount(split),
          },
          { label: w.seats.deactivated, value: w.count(seats.deactivated) },
        ]),
        ...chartSeats(seats, activity.withheld ? null : split, invitations, w),
        ...(ages === null ? [] : [text(ages)]),
        ...tellLeftOut([activity], w),
        ...tellUnread(told, w),
        ...(months.length === 0
          ? []
          : [
              table(
                w.seats.byMonth,
                [
                  { label: w.seats.month, align: 'left' },
                  { label: w.seats.registered, align: 'right' },
                  { label: w.seats.invites, align: 'right' },
                  { label: w.seats.deactivated, align: 'right' },
                ],
                months.map(({ month, registered, invited, deactivated }) => {
                  const first = new Date(`${month}-01T00:00:00Z`)
                  const isRunning = month === formatDay(activity.origin.askedAt).slice(0, 7)
                  return [
                    dayCell(isRunning ? w.trend.soFar(w.month(first)) : w.month(first), first),
                    ...[registered, invited, deactivated].map(count => countCell(w.count(count), count)),
                  ]
                }),
              ),
            ]),
        tellOrigin(activity, voice),
        note(months.length > 0 ? w.seats.monthsNotFinal : w.seats.noHistory),
        actions([{ label: w.seats.usage, line: `usage ${subjectWord(subject)}` }]),
      ],
    }
    return withWhole(message, `${voice.prefix}export seats ${subjectWord(subject)}`)
  },

  example: {
    subject: { kind: 'team', id: 'team-1', name: 'Payments' },
    seats: exampleSeats,
    activity: exampleActivity,
    invitations: {
      open: 6,
      expired: 1,
      oldest: new Date('2026-07-14T09:00:00Z'),
      older: [
        { days: 14, count: 4 },
        { days: 30, count: 3 },
        { days: 90, count: 1 },
      ],
    },
    months: [],
  },
}

function tellInvitations({ invitations, agesFrom = 0, activity, unread }: SeatsFacts, w: Words): string | null {
  if (unread?.parts?.includes('invitations')) return null
  if (!invitations) return w.seats.invitationsUnknown
  const { open } = invitations
  return open > 0 && open < agesFrom
    ? w.withheld.ages(open, agesFrom)
    : w.seats.invitations(invitations, activity.origin.askedAt)
}
