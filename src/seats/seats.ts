import {
  actions,
  countCell,
  dayCell,
  facts,
  type Message,
  note,
  type TablePart,
  table,
  text,
  withWhole,
} from '../message/message.ts'
import type { Words } from '../message/words.ts'
import { requireSome, valueOr } from '../partial.ts'
import type { Count, MonthlySeats, SeatCounts, Subject } from '../ports.ts'
import { groupSize, type Hidden, isBelowMinGroupSize, renderHidden, suppressSeats } from '../privacy/min-group-size.ts'
import type { Report } from '../report/report.ts'
import { createPartReader, noSeats, renderUnread, type Unread } from '../report/unread.ts'
import { subjectWord } from '../subject.ts'
import { resolvePeriod } from '../time/period.ts'
import { earlier, formatDay, utcDay } from '../time/utc-days.ts'
import {
  type Activity,
  activePeople,
  collectActivity,
  inactiveMembers,
  splitActive,
  unreadActivity,
} from '../usage/activity.ts'
import { exampleActivity, exampleSeats } from '../usage/example.ts'
import { renderOrigin } from '../usage/render-activity.ts'
import { suppressActivity } from '../usage/suppress.ts'
import { chartSeats } from './charts.ts'
import { collectInvites, countOpen, type Invites } from './invites.ts'
import { findExceededCaps } from './purchase/caps.ts'
import { type Purchase, readPurchase } from './purchase/purchase.ts'
import { renderCap, renderPurchaseSource, renderStory, summarizeStory } from './purchase/render.ts'
import { countFreed, type SeatStory, suppressStory } from './purchase/story.ts'
import { hidesState, suppressInvites } from './suppress.ts'
import { renderUnderused, type Underused } from './underused.ts'

export type SeatsFacts = {
  readonly subject: Subject
  readonly seats: SeatCounts
  readonly activity: Activity
  /** `null` where the server does not list them. */
  readonly invitations: Invites | null
  /** Month ends of the organization; empty for a team, for which the server has none. */
  readonly months: readonly MonthlySeats[]
  /** What was bought and what is not used; of a team only whether it exceeds its cap. */
  readonly story: SeatStory
  /** What is not shown where others read along; `group`: nothing is. */
  readonly hidden?: Extract<Hidden, 'group' | 'states'>
  readonly unread?: Unread
}

export type SeatsArgs = {
  readonly subject: Subject
  readonly zone: string
  /** As the newest daily check counts unused seats; `null`: it says nothing about them. */
  readonly countUnused?: (
    subject: Subject,
    now: Date,
  ) => Promise<{
    readonly unused: number
    readonly underused?: Underused | null
  } | null>
}

const nothingBought: Purchase = { bought: null, renewal: null, seatPrice: null, isLicenseRefused: false }
const noStory: SeatStory = { purchase: nothingBought, unused: null, underused: null, freed: null, caps: [] }

/** What was bought, how many seats are in which state, and how long invites have waited. */
export const seatsReport: Report<SeatsFacts, SeatsArgs> = {
  name: 'seats',

  async collect(from, { subject, zone, countUnused = async () => null }, now) {
    const { usageApi, signal, settings } = from
    const { seatPrice } = settings.purchase
    const isTeam = subject.kind === 'team'
    const asked = resolvePeriod('last week', now, zone)
    const shownSince = utcDay(now.getUTCFullYear(), now.getUTCMonth() - 5, 1)
    // What was freed counts from the last month of the year before.
    const since = seatPrice ? earlier(shownSince, utcDay(now.getUTCFullYear() - 1, 11, 1)) : shownSince
    const reading = createPartReader(signal)
    const [seats, activity, invitations, months, teams, purchase, unused] = await Promise.all([
      reading.part('seats', isTeam ? usageApi.teamSeats(subject.id, signal) : usageApi.organizationSeats(signal)),
      reading.part('use', collectActivity(from, subject, asked, now, { compare: false })),
      reading.part('invitations', collectInvites(from, isTeam ? subject.id : undefined, now, reading.onSkipped)),
      isTeam ? { value: [] } : reading.part('months', usageApi.organizationSeatsByMonth(since, signal)),
      reading.part('caps', usageApi.teams(signal)),
      isTeam ? { value: nothingBought } : reading.part('license', readPurchase(usageApi, settings.purchase, signal)),
      reading.part('history', countUnused(subject, now)),
    ])
    requireSome([seats, activity])
    const counted = valueOr(seats, noSeats)
    const allMonths = valueOr(months, [])
    const firstShown = formatDay(shownSince).slice(0, 7)
    return {
      subject,
      seats: counted,
      activity: valueOr(activity, unreadActivity({ ...asked, previous: null }, usageApi.host, now)),
      invitations: valueOr(invitations, null),
      months: allMonths.filter(({ month }) => month >= firstShown),
      story: {
        purchase: valueOr(purchase, nothingBought),
        unused: isTeam || !seatPrice ? null : (valueOr(unused, null)?.unused ?? null),
        underused: valueOr(unused, null)?.underused ?? null,
        freed: isTeam || !seatPrice ? null : countFreed(allMonths, counted, now),
        caps: findExceededCaps(valueOr(teams, []), isTeam ? subject.id : undefined),
      },
      ...reading.found(),
    }
  },

  suppress(facts, minGroupSize) {
    const activity = suppressActivity(facts.activity, facts.seats.registered, minGroupSize)
    if (isBelowMinGroupSize(groupSize(facts.seats), minGroupSize))
      return { ...facts, activity, hidden: 'group', seats: noSeats, invitations: null, months: [], story: noStory }
    const seats = suppressSeats(facts.seats, minGroupSize)
    const invitations = facts.invitations && suppressInvites(facts.invitations, minGroupSize)
    const months = suppressMonths(facts.months, minGroupSize)
    const isHidden =
      hidesState(facts.seats, seats) ||
      invitations !== facts.invitations ||
      facts.months.some((month, at) => hidesState(month, months[at] ?? noSeats))
    const story = suppressStory(facts.story, minGroupSize)
    return { ...facts, activity, seats, invitations, months, story, ...(isHidden ? { hidden: 'states' } : {}) }
  },

  render(given, rendering): Message {
    const { subject, seats, activity, months, invitations, hidden, story } = given
    const t = rendering.t
    if (hidden === 'group') {
      const summary = t.hidden.group(activity.minGroupSize ?? 0)
      return {
        title: t.seats.title(t.subject(subject)),
        summary,
        parts: [text(summary), renderOrigin(activity, rendering)],
      }
    }
    const active = activePeople(activity)
    const split = splitActive(activity, seats.registered)
    const inactive = inactiveMembers(activity, seats.registered)
    const isShown = (count: Count) => activity.minGroupSize === undefined || count !== null
    const summary = [
      summarizeStory(story, seats.registered, t),
      t.seats.summary({ seats, active, split, invites: invitations }),
    ]
      .filter(sentence => sentence !== null)
      .join(' ')
    const ages = renderInvitations(given, t)
    const message = {
      title: t.seats.title(t.subject(subject)),
      summary,
      parts: [
        text(summary),
        ...(subject.kind === 'team'
          ? renderCap(story.caps, t)
          : renderStory(story, seats.registered, activity.origin.askedAt, t)),
        facts(
          [
            {
              label: t.seats.invites,
              value: t.seats.invitesOf(invitations, seats.invited),
              isShown: isShown(countOpen(invitations, seats.invited)),
            },
            { label: t.seats.registered, value: t.count(seats.registered), isShown: isShown(seats.registered) },
            {
              label: t.seats.active,
              value: t.seats.activeCount(active, split, activity.asked),
              isShown: isShown(active),
            },
            { label: t.seats.inactive, value: t.seats.inactiveCount(split), isShown: isShown(inactive) },
            { label: t.seats.deactivated, value: t.count(seats.deactivated), isShown: isShown(seats.deactivated) },
          ].flatMap(({ isShown, ...fact }) => (isShown ? [fact] : [])),
        ),
        ...renderUnderused(story.underused, t),
        ...chartSeats(seats, { split, inactive }, invitations, t),
        ...(ages === null ? [] : [text(ages)]),
        ...renderHidden([activity.hidden, hidden], activity.minGroupSize, t),
        ...renderUnread(given, t),
        ...renderMonths(months, activity, t),
        renderOrigin(activity, rendering),
        ...renderPurchaseSource(story.purchase, t),
        note(months.length > 0 ? t.seats.monthsNotFinal : t.seats.noHistory),
        actions([{ label: t.seats.usage, line: `usage ${subjectWord(subject)}` }]),
      ],
    }
    return withWhole(message, `${rendering.commandPrefix}export seats ${subjectWord(subject)}`)
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
    story: noStory,
  },
}

function renderInvitations({ invitations, activity, unread }: SeatsFacts, t: Words): string | null {
  if (unread?.parts?.includes('invitations')) return null
  if (invitations) return t.seats.invitations(invitations, activity.origin.askedAt)
  return activity.minGroupSize === undefined ? t.seats.invitationsUnknown : null
}

/** Leaves out a state that is below the minimum in any month; without members there is no table. */
function suppressMonths(months: readonly MonthlySeats[], minGroupSize: number): MonthlySeats[] {
  const isHidden = (state: keyof SeatCounts) => months.some(month => isBelowMinGroupSize(month[state], minGroupSize))
  if (isHidden('registered')) return []
  return months.map(month => ({
    ...month,
    invited: isHidden('invited') ? null : month.invited,
    deactivated: isHidden('deactivated') ? null : month.deactivated,
  }))
}

/** A state that is hidden has no column. */
function renderMonths(months: readonly MonthlySeats[], { minGroupSize, origin }: Activity, t: Words): TablePart[] {
  const all = [
    { state: 'registered', label: t.seats.registered },
    { state: 'invited', label: t.seats.invites },
    { state: 'deactivated', label: t.seats.deactivated },
  ] as const
  const shown = all.filter(({ state }) => minGroupSize === undefined || months.some(month => month[state] !== null))
  if (months.length === 0 || shown.length === 0) return []
  return [
    table(
      t.seats.byMonth,
      [{ label: t.seats.month, align: 'left' }, ...shown.map(({ label }) => ({ label, align: 'right' as const }))],
      months.map(month => {
        const first = new Date(`${month.month}-01T00:00:00Z`)
        const isRunning = month.month === formatDay(origin.askedAt).slice(0, 7)
        return [
          dayCell(isRunning ? t.trend.soFar(t.month(first)) : t.month(first), first),
          ...shown.map(({ state }) => countCell(t.count(month[state]), month[state])),
        ]
      }),
    ),
  ]
}
