import { actions, type Message, type Metric, type Part, text } from '../message/message.ts'
import type { RenderContext } from '../message/render-context.ts'
import type { Words } from '../message/words.ts'
import { attempt, requireSome, valueOr } from '../partial.ts'
import type { Count, SeatCounts } from '../ports.ts'
import { groupSize, type Hidden, isBelowMinGroupSize, renderHidden, suppressSeats } from '../privacy/min-group-size.ts'
import type { Report } from '../report/report.ts'
import { createPartReader, noSeats, renderUnread, type Unread } from '../report/unread.ts'
import { resolvePeriod } from '../time/period.ts'
import { type Activity, activePeople, collectActivity, splitActive, unreadActivity } from '../usage/activity.ts'
import { exampleActivity, exampleSeats } from '../usage/example.ts'
import { renderReadAt } from '../usage/render-activity.ts'
import { suppressActivity } from '../usage/suppress.ts'
import {
  hasChanged,
  type MembersBefore,
  membersMetric,
  optionalBefore,
  readMembersBefore,
  suppressBefore,
} from './counts.ts'
import { collectInvites, countOpen, type Invites } from './invites.ts'
import type { SeatsArgs } from './seats.ts'
import { hidesState, suppressInvites } from './suppress.ts'

export type TeamFacts = {
  readonly team: { readonly id: string; readonly name: string }
  readonly seats: SeatCounts
  /** Of the last week. */
  readonly activity: Activity
  /** Seats without use at the newest check; `null` where it says nothing about them, or they are hidden. */
  readonly unused: Count
  /** `null` where the server does not list them, or they are hidden. */
  readonly invites: Invites | null
  /**
   * People of the team by role, most first, without those whom the list marks as deactivated; `people` counts the rows of
   * the server's list, `null` where it was not read or is hidden.
   */
  readonly roles: readonly { readonly role: string | null; readonly people: number }[]
  readonly people: number | null
  /** Rows that the list marks as deactivated; `null` if it does not say. */
  readonly deactivatedInList: number | null
  /** Missing where the bot kept no count. */
  readonly before?: MembersBefore
  readonly host: string
  readonly askedAt: Date
  readonly unread?: Unread
  /** What is not shown where others read along; `group`: nothing is. */
  readonly hidden?: { readonly what: Extract<Hidden, 'group' | 'states'>; readonly minGroupSize: number }
}

/** What `about` answers for a team: where its counts come from, and where Tabnine's two counts differ. */
export function explainTeam(facts: TeamFacts, { t, timeZone }: RenderContext): string[] {
  const { seats, roles, people, deactivatedInList, host, askedAt, unread } = facts
  const registeredInList = people === null || deactivatedInList === null ? null : people - deactivatedInList
  const { registered } = seats
  const differs = !unread?.rows && registeredInList !== null && registered !== null && registeredInList !== registered
  return [
    t.origin.asked(host, askedAt, timeZone),
    ...(differs ? [t.team.listDiffers(registeredInList, registered)] : []),
    ...(deactivatedInList === null && seats.deactivated !== 0 && roles.length > 0 ? [t.team.rolesOfAll] : []),
  ]
}

export type TeamArgs = {
  readonly team: { readonly id: string; readonly name: string }
  readonly zone?: string
} & Pick<SeatsArgs, 'countUnused'>

/** How a team uses its seats, and who it is made of, as counts. */
export const teamReport: Report<TeamFacts, TeamArgs> = {
  name: 'team',

  async collect(from, { team, zone = 'UTC', countUnused = async () => null }, now) {
    const { usageApi, signal, onProgress } = from
    const reading = createPartReader(signal)
    const subject = { kind: 'team', ...team } as const
    const asked = resolvePeriod('last week', now, zone)
    const [name, seats, activity, unused, invites, members, before] = await Promise.all([
      attempt(usageApi.teamName(team.id, signal), signal),
      reading.part('seats', usageApi.teamSeats(team.id, signal)),
      reading.part('use', collectActivity(from, subject, asked, now, { compare: false })),
      reading.part('history', countUnused(subject, now)),
      reading.part('invitations', collectInvites(from, team.id, now, reading.onSkipped)),
      reading.part('members', countMembers(team.id)),
      reading.part('history', readMembersBefore(from, team.id, now)),
    ])
    requireSome([seats, members])
    return {
      team: { id: team.id, name: valueOr(name, team.name) },
      seats: valueOr(seats, noSeats),
      activity: valueOr(activity, unreadActivity({ ...asked, previous: null }, usageApi.host, now)),
      unused: valueOr(unused, null)?.unused ?? null,
      invites: valueOr(invites, null),
      ...valueOr(members, { roles: [], people: null, deactivatedInList: null }),
      host: usageApi.host,
      askedAt: now,
      ...optionalBefore(before),
      ...reading.found(),
    }

    async function countMembers(teamId: string) {
      const byRole = new Map<string | null, number>()
      let people = 0
      let deactivated: number | null = null
      for await (const member of usageApi.teamMembers(teamId, signal, reading.onSkipped)) {
        people++
        if (member.active !== null) deactivated = (deactivated ?? 0) + (member.active ? 0 : 1)
        if (member.active !== false) byRole.set(member.role, (byRole.get(member.role) ?? 0) + 1)
        if (people % 1000 === 0) onProgress({ done: people, of: null, what: 'people' })
      }
      const roles = [...byRole].map(([role, count]) => ({ role, people: count }))
      return { roles: roles.sort((a, b) => b.people - a.people), people, deactivatedInList: deactivated }
    }
  },

  suppress(facts, minGroupSize) {
    const activity = suppressActivity(facts.activity, facts.seats.registered, minGroupSize)
    // Where the seats could not be read, the list says how many they are.
    const size = facts.unread?.parts?.includes('seats') ? facts.people : groupSize(facts.seats)
    if (isBelowMinGroupSize(size, minGroupSize)) {
      const { before: _before, ...others } = facts
      const hidden = { what: 'group', minGroupSize } as const
      const nothing = { seats: noSeats, unused: null, invites: null, roles: [], people: null, deactivatedInList: null }
      return { ...others, ...nothing, activity: { ...activity, total: null, state: 'unknown' }, hidden }
    }
    const seats = suppressSeats(facts.seats, minGroupSize)
    const hasTooSmall = facts.roles.some(({ people }) => isBelowMinGroupSize(people, minGroupSize))
    // The list less the members would be the deactivated ones.
    const isListHidden = [facts.deactivatedInList, (facts.people ?? 0) - (seats.registered ?? 0)].some(people =>
      isBelowMinGroupSize(people, minGroupSize),
    )
    const invites = facts.invites && suppressInvites(facts.invites, minGroupSize)
    const isWhole = !hasTooSmall && !isListHidden && !hidesState(facts.seats, seats) && invites === facts.invites
    return {
      ...suppressBefore(facts, minGroupSize),
      seats,
      activity,
      unused: isBelowMinGroupSize(facts.unused, minGroupSize) ? null : facts.unused,
      invites,
      roles: hasTooSmall || isListHidden ? [] : facts.roles,
      people: isListHidden ? null : facts.people,
      deactivatedInList: isListHidden ? null : facts.deactivatedInList,
      ...(isWhole ? {} : { hidden: { what: 'states', minGroupSize } as const }),
    }
  },

  render(given, { t, timeZone }): Message {
    const { team, seats, activity, unused, invites, roles, people, askedAt, before, hidden } = given
    if (hidden?.what === 'group') {
      const why = t.hidden.group(hidden.minGroupSize)
      return {
        title: t.team.title(team.name),
        summary: why,
        parts: [text(why), renderReadAt(askedAt, null, { t, timeZone })],
      }
    }
    const active = activePeople(activity)
    const split = splitActive(activity, seats.registered)
    const summary =
      seats.registered === null || (active === null && unused === null)
        ? t.team.summary(seats.registered, people, invites, seats, askedAt)
        : t.seats.summary({ seats, active, split, isAfterMembers: false, unused, invites, now: askedAt })
    return {
      title: t.team.title(team.name),
      summary,
      parts: [
        text(summary),
        ...renderMetrics(given, t),
        ...(roles.length > 0
          ? [text(t.team.roles(roles.map(({ role, people: count }) => `${t.role(role)} ${t.count(count)}`)))]
          : []),
        ...renderUnread(given, t),
        ...renderHidden([activity.hidden, hidden?.what], hidden?.minGroupSize ?? activity.minGroupSize, t),
        renderReadAt(askedAt, hasChanged(seats.registered, before) ? t.seats.comparedWith(before.day) : null, {
          t,
          timeZone,
        }),
        actions([
          { label: t.seats.usage, line: `usage ${team.id}`, style: 'primary' },
          { label: t.usage.seats, line: `seats ${team.id}` },
        ]),
      ],
    }
  },

  example: {
    team: { id: 'team-1', name: 'Payments' },
    seats: exampleSeats,
    activity: exampleActivity,
    unused: 14,
    invites: { open: 5, expired: 1, oldest: new Date('2026-11-16T09:00:00Z'), older: [] },
    roles: [
      { role: 'Member', people: 54 },
      { role: 'TeamLead', people: 3 },
    ],
    people: 61,
    deactivatedInList: 4,
    host: 'console.tabnine.com',
    askedAt: new Date('2026-11-23T10:25:00Z'),
  },
}

/** Side by side on a desktop. */
const maxMetrics = 4

/** The use of the week, then the seats; what is not reported, or hidden, is left out. */
function renderMetrics({ seats, activity, unused, invites, before }: TeamFacts, t: Words): Part[] {
  const split = splitActive(activity, seats.registered)
  const active = split ? split.active : activePeople(activity)
  const completions = activity.total?.metrics.completions.accepted ?? null
  const waiting = countOpen(invites, seats.invited)
  const count = (label: string, value: Count): Metric[] => (value === null ? [] : [{ label, value: t.count(value) }])
  const metrics = [
    ...(seats.registered === null ? [] : [membersMetric(seats.registered, before, t)]),
    ...count(t.seats.active, active),
    ...count(t.usage.metrics.completions, completions),
    ...count(t.seats.unused, unused),
    ...count(invites ? t.seats.openInvites : t.seats.invites, waiting),
    ...count(t.seats.deactivated, seats.deactivated),
  ].slice(0, maxMetrics)
  return metrics.length === 0 ? [] : [{ kind: 'metrics', metrics }]
}
