import { footer } from '../message/fit.ts'
import { type Action, actions, type Message, type Metric, type Part, text, withWhole } from '../message/message.ts'
import type { RenderContext } from '../message/render-context.ts'
import type { Words } from '../message/words.ts'
import { requireSome, valueOr } from '../partial.ts'
import type { MonthlySeats, SeatCounts, Subject } from '../ports.ts'
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
import { explainActivity, renderReadAt } from '../usage/render-activity.ts'
import { suppressActivity } from '../usage/suppress.ts'
import { chartMonths } from './charts.ts'
import {
  hasChanged,
  type MembersBefore,
  membersMetric,
  optionalBefore,
  readMembersBefore,
  suppressBefore,
} from './counts.ts'
import { collectInvites, countOpen, type Invites } from './invites.ts'
import { findTightCaps } from './purchase/caps.ts'
import { type Purchase, readPurchase } from './purchase/purchase.ts'
import {
  describePurchaseSource,
  purchaseMetrics,
  renderCap,
  renderStory,
  renewalDate,
  summarizeStory,
} from './purchase/render.ts'
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
  /** Missing where the bot kept no count. */
  readonly before?: MembersBefore
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
    const [seats, activity, invitations, months, teams, purchase, unused, before] = await Promise.all([
      reading.part('seats', isTeam ? usageApi.teamSeats(subject.id, signal) : usageApi.organizationSeats(signal)),
      reading.part('use', collectActivity(from, subject, asked, now, { compare: false })),
      reading.part('invitations', collectInvites(from, isTeam ? subject.id : undefined, now, reading.onSkipped)),
      isTeam ? { value: [] } : reading.part('months', usageApi.organizationSeatsByMonth(since, signal)),
      reading.part('caps', usageApi.teams(signal)),
      isTeam ? { value: nothingBought } : reading.part('license', readPurchase(usageApi, settings.purchase, signal)),
      reading.part('history', countUnused(subject, now)),
      reading.part('history', readMembersBefore(from, subjectWord(subject), now)),
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
        unused: valueOr(unused, null)?.unused ?? null,
        underused: valueOr(unused, null)?.underused ?? null,
        freed: isTeam || !seatPrice ? null : countFreed(allMonths, counted, now),
        caps: findTightCaps(valueOr(teams, []), isTeam ? subject.id : undefined),
      },
      ...optionalBefore(before),
      ...reading.found(),
    }
  },

  suppress(facts, minGroupSize) {
    const activity = suppressActivity(facts.activity, facts.seats.registered, minGroupSize)
    if (isBelowMinGroupSize(groupSize(facts.seats), minGroupSize)) {
      const { before: _before, ...others } = facts
      return { ...others, activity, hidden: 'group', seats: noSeats, invitations: null, months: [], story: noStory }
    }
    const seats = suppressSeats(facts.seats, minGroupSize)
    const invitations = facts.invitations && suppressInvites(facts.invitations, minGroupSize)
    const months = suppressMonths(facts.months, minGroupSize)
    const isHidden =
      hidesState(facts.seats, seats) ||
      invitations !== facts.invitations ||
      facts.months.some((month, at) => hidesState(month, months[at] ?? noSeats))
    const story = suppressStory(facts.story, minGroupSize)
    const others = suppressBefore(facts, minGroupSize)
    return { ...others, activity, seats, invitations, months, story, ...(isHidden ? { hidden: 'states' } : {}) }
  },

  render(given, rendering): Message {
    const { subject, seats, activity, months, invitations, hidden, story } = given
    const { t } = rendering
    if (hidden === 'group') {
      const summary = t.hidden.group(activity.minGroupSize ?? 0)
      return {
        title: t.seats.title(t.subject(subject)),
        summary,
        parts: [text(summary), renderReadAt(activity.origin.askedAt, null, rendering)],
      }
    }
    const active = activePeople(activity)
    const split = splitActive(activity, seats.registered)
    const { askedAt } = activity.origin
    const bought = summarizeStory(story, seats.registered, t)
    const isAfterMembers = bought !== null
    const summary = [
      bought,
      t.seats.summary({
        seats,
        active,
        split,
        isAfterMembers,
        unused: story.unused,
        invites: invitations,
        now: askedAt,
      }),
    ]
      .filter(Boolean)
      .join(' ')
    const isOfTeam = subject.kind === 'team'
    const metrics = renderMetrics(given, t)
    const message = {
      title: t.seats.title(t.subject(subject)),
      summary,
      parts: [
        text(summary),
        ...metrics,
        ...(isOfTeam ? renderCap(story.caps, t) : renderStory(story, seats.registered, askedAt, t)),
        ...renderUnderused(story.underused, t),
        ...(seats.deactivated ? [text(t.seats.deactivatedLine(seats.deactivated))] : []),
        ...chartMonths(months, askedAt, t),
        ...renderHidden([activity.hidden, hidden], activity.minGroupSize, t),
        ...renderUnread(given, t),
        footer(
          isOfTeam ? null : renewalDate(story.purchase, t),
          hasChanged(seats.registered, given.before) ? t.seats.comparedWith(given.before.day) : null,
          { moment: askedAt, show: 'dayAndTime', text: t.moment(askedAt, rendering.timeZone) },
        ),
        actions(renderActions(subject, story, t)),
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

/** What `about` answers for seats: where their counts come from, and what is not known of them. */
export function explainSeats(
  { seats, activity, invitations, months, story }: SeatsFacts,
  rendering: RenderContext,
): string[] {
  const { t } = rendering
  const mayBeHidden = activity.minGroupSize !== undefined
  const unreported = mayBeHidden
    ? []
    : [
        ...(seats.registered === null ? [t.seats.registered] : []),
        ...(activePeople(activity) === null ? [t.seats.active] : []),
        ...(seats.deactivated === null ? [t.seats.deactivated] : []),
      ]
  const isLeftUnknown = activePeople(activity) !== null && splitActive(activity, seats.registered) === null
  const source = describePurchaseSource(story.purchase, t)
  return [
    ...explainActivity(activity, rendering),
    ...(isLeftUnknown && seats.registered !== null ? [t.seats.leftUnknown] : []),
    ...(unreported.length > 0 ? [t.seats.notReported(unreported)] : []),
    ...(invitations === null && !mayBeHidden ? [t.seats.invitationsUnknown] : []),
    ...(source === null ? [] : [source]),
    ...(months.length > 0 ? [t.seats.monthsNotFinal] : []),
  ]
}

/** Bought, assigned and free where that is known, then how many are used and not used: at most four numbers. */
function renderMetrics({ subject, seats, activity, invitations, story, before }: SeatsFacts, t: Words): Part[] {
  const { registered } = seats
  const split = splitActive(activity, registered)
  const active = split ? split.active : activePeople(activity)
  const inactive = inactiveMembers(activity, registered)
  const waiting = countOpen(invitations, seats.invited)
  const bought = subject.kind === 'team' ? [] : purchaseMetrics(story.purchase, registered, before, t)
  const unused =
    story.unused !== null
      ? [{ label: t.seats.unused, value: t.count(story.unused) }]
      : inactive === null
        ? []
        : [{ label: t.seats.inactive, value: t.count(inactive) }]
  const metrics: Metric[] = [
    ...(bought.length > 0 ? bought : registered === null ? [] : [membersMetric(registered, before, t)]),
    // Of four numbers, the one to do something about.
    ...(active === null || (bought.length > 0 && unused.length > 0)
      ? []
      : [{ label: t.seats.active, value: t.count(active) }]),
    ...unused,
    ...(waiting === null
      ? []
      : [{ label: invitations ? t.seats.openInvites : t.seats.invites, value: t.count(waiting) }]),
  ].slice(0, maxMetrics)
  return metrics.length === 0 ? [] : [{ kind: 'metrics', metrics }]
}

/** Side by side on a desktop. */
const maxMetrics = 4

/** To the unused seats, where there are any; else to the usage. */
function renderActions(subject: Subject, { unused }: SeatStory, t: Words): Action[] {
  const word = subjectWord(subject)
  const usage = { label: t.seats.usage, line: `usage ${word}` }
  return unused
    ? [{ label: t.questions.unused, line: `why ${word}`, style: 'primary' }, usage]
    : [{ ...usage, style: 'primary' }]
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
