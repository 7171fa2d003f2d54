import { type TextPart, text } from '../message/message.ts'
import type { Words } from '../message/words.ts'
import type { Count, Metrics, Outlook, SeatCounts, Snapshot, Subject } from '../ports.ts'
import {
  groupSize,
  type Hidden,
  isBelowMinGroupSize,
  renderHidden,
  suppressSeats,
  tools,
} from '../privacy/min-group-size.ts'
import { noSeats, type Unread } from '../report/unread.ts'
import type { Invites } from '../seats/invites.ts'
import { suppressOutlook } from '../seats/outlook.ts'
import type { SeatCost } from '../seats/purchase/purchase.ts'
import { suppressInvites } from '../seats/suppress.ts'
import { isSamePeriod } from '../time/utc-days.ts'
import { type Activity, comparable } from '../usage/activity.ts'
import { type AgentCost, suppressAgentCost } from '../usage/agent-cost.ts'
import { hiddenSteps, suppressActivity, suppressTrend } from '../usage/suppress.ts'
import type { TrendRow } from '../usage/trend.ts'
import { suppressUnused, type UnusedCount } from './unused-count.ts'

/** One team's, or the organization's, part of a digest. */
export type DigestPart = {
  readonly subject: Subject
  readonly seats: SeatCounts
  /** The seats when the period began, from the bot's own counts; `null` where it has none. */
  readonly seatsBefore: Snapshot | null
  /** The seats when it ended; missing where those of today are. */
  readonly seatsAfter?: Snapshot
  /** Missing where the server does not list them. */
  readonly invites?: Invites
  readonly activity: Activity
  readonly trend: readonly TrendRow[]
  /** Members at the end of each step of the trend, from the bot's own counts; missing where it has none. */
  readonly members?: readonly Count[]
  /** Missing where seats were not checked yet. */
  readonly unusedCount?: UnusedCount
  /** What agents cost in the period; missing where the server does not report it. */
  readonly agentCost?: AgentCost
  /** What those cost; missing without a price. */
  readonly unusedCost?: SeatCost
  /** How people came to use their seats; missing where the bot's own counts do not show it. */
  readonly outlook?: Outlook
  readonly unread?: Unread
  /** Where others read along: the group is too small for any number. */
  readonly isTooSmall?: true
}

/** What a digest does not show where others read along. */
export type Suppressed = {
  readonly minGroupSize: number
  readonly hidden: readonly Hidden[]
  /** Teams that are too small for a row. */
  readonly small: readonly Subject[]
}

/** The parts that may be shown where others read along: small teams go, and all of them where they reveal a small rest. */
export function suppressParts(
  all: readonly DigestPart[],
  minGroupSize: number,
): { readonly parts: readonly DigestPart[]; readonly suppressed: Suppressed } {
  const parts = all.map(part => suppressPart(part, minGroupSize))
  const shown = parts.filter(part => !part.isTooSmall && part.activity.hidden !== 'group')
  const isOne = parts.length === 1 || shown.length === 0
  const listed = isOne ? parts.slice(0, 1) : shown
  const whole = listed.find(({ subject }) => subject.kind === 'organization')
  const isWholeAlone = whole !== undefined && listed.length > 1 && hidesRest(whole, listed, minGroupSize)
  const kept = (isWholeAlone ? [whole] : listed).map(part =>
    part === whole && !isWholeAlone ? withoutSmallRest(part, listed, minGroupSize) : part,
  )
  const stepsBefore = (subject: Subject) => all.find(part => part.subject === subject)?.trend ?? []
  const hidden = [
    isWholeAlone ? 'teams' : null,
    ...kept.map(({ activity }) => (activity.hidden === 'tools' ? 'tools' : null)),
    ...kept.map(({ subject, trend }) => hiddenSteps(stepsBefore(subject), trend)),
  ] as const
  return {
    parts: kept,
    suppressed: {
      minGroupSize,
      hidden: hidden.filter(kind => kind !== null),
      small: isOne ? [] : parts.filter(part => !shown.includes(part)).map(({ subject }) => subject),
    },
  }
}

export function renderSuppressed(suppressed: Suppressed | undefined, t: Words): TextPart[] {
  if (!suppressed) return []
  const { hidden, small, minGroupSize } = suppressed
  return [
    ...(small.length > 0
      ? [
          text(
            t.hidden.groups(
              small.map(subject => t.subject(subject)),
              minGroupSize,
            ),
          ),
        ]
      : []),
    ...renderHidden(hidden, minGroupSize, t),
  ]
}

/** What a part shows where others read along. */
function suppressPart(part: DigestPart, minGroupSize: number): DigestPart {
  const {
    subject,
    seats,
    seatsBefore,
    outlook,
    seatsAfter,
    invites,
    unread,
    members,
    unusedCount,
    unusedCost,
    agentCost,
    ...rest
  } = part
  const kept = unread ? { unread } : {}
  const activity = suppressActivity(part.activity, seats.registered, minGroupSize)
  const trend = suppressTrend(part.trend, activity, minGroupSize)
  if (isBelowMinGroupSize(groupSize(seats), minGroupSize))
    return { subject, activity, trend, seats: noSeats, seatsBefore: null, isTooSmall: true, ...kept }
  const shownInvites = invites && suppressInvites(invites, minGroupSize)
  const shownCost = agentCost && suppressAgentCost(agentCost, minGroupSize)
  const shownUnused = unusedCount && suppressUnused(unusedCount, minGroupSize)
  // A change reveals the counts that it is made of.
  const shown = <Counted extends SeatCounts>(counted: Counted): Counted => ({
    ...counted,
    ...suppressSeats(counted, minGroupSize),
  })
  return {
    ...rest,
    ...kept,
    subject,
    activity,
    trend,
    seats: shown(seats),
    seatsBefore: seatsBefore && shown(seatsBefore),
    ...(seatsAfter ? { seatsAfter: shown(seatsAfter) } : {}),
    ...(shownInvites ? { invites: shownInvites } : {}),
    ...(members ? { members: members.map(count => (isBelowMinGroupSize(count, minGroupSize) ? null : count)) } : {}),
    ...(shownUnused ? { unusedCount: shownUnused, ...(unusedCost ? { unusedCost } : {}) } : {}),
    ...(shownCost ? { agentCost: shownCost } : {}),
    ...(outlook ? { outlook: suppressOutlook(outlook, minGroupSize) } : {}),
  }
}

/** Hides the organization's unused seats if subtracting those of the listed teams would leave a small group. */
function withoutSmallRest(whole: DigestPart, parts: readonly DigestPart[], minGroupSize: number): DigestPart {
  const { unusedCount, unusedCost: _unusedCost, ...others } = whole
  if (!unusedCount || parts.length === 1) return whole
  const ofTeams = parts.reduce((sum, part) => sum + (part === whole ? 0 : (part.unusedCount?.unused ?? 0)), 0)
  return isBelowMinGroupSize(unusedCount.unused - ofTeams, minGroupSize) ? others : whole
}

/** Whether subtracting the listed teams' numbers from the organization's would leave the number of a small group. */
function hidesRest(whole: DigestPart, parts: readonly DigestPart[], minGroupSize: number): boolean {
  const teams = parts.filter(part => part !== whole)
  const isTooSmall = (countOf: (part: DigestPart) => Count) => {
    const all = countOf(whole)
    if (all === null) return false
    return isBelowMinGroupSize(all - teams.reduce((sum, team) => sum + (countOf(team) ?? 0), 0), minGroupSize)
  }
  const measures: ((metrics: Metrics) => Count)[] = [
    metrics => metrics.activeUsers,
    ...tools.map(tool => (metrics: Metrics) => metrics[tool].activeUsers),
  ]
  const states: (keyof SeatCounts)[] = ['registered', 'invited', 'deactivated']
  const metricsOf: ((part: DigestPart) => Metrics | null | undefined)[] = [
    ({ activity }) => activity.total?.metrics,
    ({ activity }) => comparable(activity)?.total.metrics,
    ...whole.trend.map(
      ({ period }) =>
        ({ trend }: DigestPart) =>
          trend.find(row => isSamePeriod(row.period, period))?.metrics,
    ),
  ]
  return (
    metricsOf.some(metricsIn =>
      measures.some(measure =>
        isTooSmall(part => {
          const metrics = metricsIn(part)
          return metrics ? measure(metrics) : null
        }),
      ),
    ) ||
    states.some(
      state => isTooSmall(({ seats }) => seats[state]) || isTooSmall(({ seatsBefore }) => seatsBefore?.[state] ?? null),
    )
  )
}
