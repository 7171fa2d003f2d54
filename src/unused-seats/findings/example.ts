import { addDays, utcDay } from '../../time/utc-days.ts'
import type { SeatRecord } from './census.ts'
import { findUnused } from './find.ts'
import { defaultPolicy } from './policy.ts'
import type { UnusedFacts } from './render.ts'

const now = new Date('2026-11-23T10:25:00Z')
const today = utcDay(2026, 10, 23)

function record(name: string, known: Partial<SeatRecord>): SeatRecord {
  return {
    id: `user-${name}`,
    email: `${name}@northwind.example`,
    teamId: 'team-1',
    invitedAt: null,
    expiresAt: null,
    registeredAt: utcDay(2026, 2, 2),
    firstUsedOn: null,
    lastUsedOn: null,
    hasEverUsed: true,
    usedInWindow: true,
    ...known,
  }
}

const invited = (name: string, invitedAt: Date, expiresAt: Date | null): SeatRecord =>
  record(name, { id: null, registeredAt: null, hasEverUsed: null, usedInWindow: null, invitedAt, expiresAt })
const idle = { usedInWindow: false, hasEverUsed: true, firstUsedOn: utcDay(2026, 2, 5) }

/** A made-up alert of a made-up team, two weeks old. @internal */
export const exampleUnused: UnusedFacts = {
  findings: findUnused(
    {
      subject: { kind: 'team', id: 'team-1', name: 'Payments' },
      day: today,
      window: { from: addDays(today, -14), to: today },
      counts: { registered: 57, invited: 4, deactivated: 4 },
      members: [
        ...['ada', 'grace', 'edsger', 'barbara'].map(name => record(name, {})),
        record('alan', { usedInWindow: false, hasEverUsed: false }),
        record('katherine', { usedInWindow: false, hasEverUsed: false, registeredAt: utcDay(2026, 8, 7) }),
        record('niklaus', { ...idle, lastUsedOn: utcDay(2026, 9, 1) }),
      ],
      invited: [
        invited('tony', new Date('2026-07-14T09:00:00Z'), new Date('2026-08-13T09:00:00Z')),
        invited('margaret', new Date('2026-10-20T13:30:00Z'), null),
        invited('donald', new Date('2026-11-20T08:15:00Z'), null),
      ],
      isInvitedRefused: false,
      organizationUsed: true,
      isFrozen: false,
      snapshots: [],
    },
    defaultPolicy,
    now,
  ),
  episode: {
    number: 12,
    progress: {
      openedOn: utcDay(2026, 10, 9),
      openedWith: 14,
      open: 5,
      snoozed: 2,
      deferred: 0,
      untold: 0,
      fates: { joined: 6, started: 1, released: 2, renewed: 0, excluded: 0 },
    },
    resolvedOn: null,
  },
  isBaseline: false,
  remindable: 5,
  purchase: null,
}
