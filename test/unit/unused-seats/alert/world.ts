/** Findings of one team from one day to the next, written as who is how. */

import type { NotifiedState, Snapshot } from '../../../../src/ports.ts'
import { addDays, startOfDay, utcDay } from '../../../../src/time/utc-days.ts'
import {
  type AlertDecision,
  type AlertSettings,
  decide,
  defaultAlertSettings,
} from '../../../../src/unused-seats/alert/decide.ts'
import type { SeatRecord } from '../../../../src/unused-seats/findings/census.ts'
import { findUnused } from '../../../../src/unused-seats/findings/find.ts'
import { defaultPolicy } from '../../../../src/unused-seats/findings/policy.ts'
import type { Findings } from '../../../../src/unused-seats/findings.ts'
import { census, daysAgo, idle, invited, member, neverUsed } from '../../../helpers/seat-records.ts'

export const states = ['invited', 'renewed', 'uses', 'never', 'idle', 'new', 'unknown', 'excluded'] as const
export type State = (typeof states)[number]

/** What is so on a day. Who is not named is not there. */
export type Day = {
  readonly people?: Readonly<Record<string, State>>
  /** Open invitations at every count of the past month, on a server that does not list them. */
  readonly pending?: number
  readonly isQuiet?: boolean
}

const FIRST = utcDay(2026, 10, 2)

/** Ten in the morning, this many days after the first. */
export function onDay(day: number): Date {
  return new Date(FIRST.getTime() + day * 86_400_000 + 36_000_000)
}

export function findOn(day: number, { people = {}, pending, isQuiet = false }: Day): Findings {
  const now = onDay(day)
  const records = Object.entries(people).map(([name, state]) => describe(name, state, now))
  const snapshots = Array.from({ length: 30 }, (_, index): Snapshot => {
    return {
      subject: 'team-1',
      day: addDays(now, index - 30),
      invited: pending ?? 0,
      registered: null,
      deactivated: null,
    }
  })
  const known = {
    members: records.filter(({ id }) => id !== null),
    invited: pending === undefined ? records.filter(({ id }) => id === null) : null,
    counts: { invited: pending ?? null, registered: null, deactivated: null },
    organizationUsed: !isQuiet,
    snapshots,
  }
  const excluded = Object.keys(people).filter(name => people[name] === 'excluded')
  const exclusions = excluded.map(name => ({ person: `id-${name}`, reason: 'on leave', until: null }))
  return findUnused(census(known, now), { ...defaultPolicy, exclusions }, now)
}

function describe(name: string, state: State, now: Date): SeatRecord {
  switch (state) {
    case 'invited':
      return { ...invited(name, 0), invitedAt: daysAgo(30, now) }
    case 'renewed':
      return { ...invited(name, 0), invitedAt: daysAgo(1, now) }
    case 'uses':
      return member(name)
    case 'never':
      return neverUsed(name, { registeredAt: daysAgo(60, now) })
    case 'idle':
    case 'excluded':
      return idle(name, { lastUsedOn: startOfDay(daysAgo(20, now)) })
    case 'new':
      return neverUsed(name, { registeredAt: daysAgo(2, now) })
    case 'unknown':
      return member(name, { usedInWindow: null, hasEverUsed: null })
  }
}

export function group(names: string, state: State): Record<string, State> {
  return Object.fromEntries([...names].map(name => [name, state]))
}

/** Goes through days, one after another or those given, and returns what was decided on each. */
export function live(
  days: Readonly<Record<number, Day>>,
  settings: Partial<AlertSettings> = {},
  change: (state: NotifiedState | null, day: number) => NotifiedState | null = state => state,
): AlertDecision[] {
  let state: NotifiedState | null = null
  const inOrder = Object.entries(days).sort(([a], [b]) => Number(a) - Number(b))
  return inOrder.map(([day, what]) => {
    state = change(state, Number(day))
    const decision = decide(findOn(Number(day), what), state, onDay(Number(day)), {
      ...defaultAlertSettings,
      ...settings,
    })
    state = decision.next
    return decision
  })
}
