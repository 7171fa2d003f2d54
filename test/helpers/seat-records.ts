/** Made-up seats of a made-up team on one day. */

import { addDays, startOfDay, utcDay } from '../../src/time/utc-days.ts'
import type { SeatCensus, SeatRecord } from '../../src/unused-seats/findings/census.ts'
import { unknownSeat } from './seat-census.ts'

export const NOW = new Date('2026-11-23T10:25:00Z')

export function daysAgo(days: number, now = NOW): Date {
  return new Date(now.getTime() - days * 86_400_000)
}

export function member(name: string, known: Partial<SeatRecord> = {}): SeatRecord {
  const registeredAt = utcDay(2026, 0, 5)
  return {
    ...unknownSeat,
    id: `id-${name}`,
    email: `${name}@x.example`,
    registeredAt,
    hasEverUsed: true,
    usedInWindow: true,
    ...known,
  }
}

export function neverUsed(name: string, known: Partial<SeatRecord> = {}): SeatRecord {
  return member(name, { hasEverUsed: false, usedInWindow: false, ...known })
}

export function idle(name: string, known: Partial<SeatRecord> = {}): SeatRecord {
  return member(name, { usedInWindow: false, lastUsedOn: startOfDay(daysAgo(30)), ...known })
}

export function invited(name: string, days: number, known: Partial<SeatRecord> = {}): SeatRecord {
  return { ...unknownSeat, email: `${name}@x.example`, invitedAt: daysAgo(days), ...known }
}

export function census(known: Partial<SeatCensus> = {}, now = NOW): SeatCensus {
  const day = startOfDay(now)
  return {
    subject: { kind: 'team', id: 'team-1', name: 'Payments' },
    day,
    window: { from: addDays(day, -14), to: day },
    counts: { registered: null, invited: null, deactivated: null },
    members: [],
    invited: [],
    isInvitedRefused: false,
    organizationUsed: true,
    isFrozen: false,
    snapshots: [],
    ...known,
  }
}
