import type { KnownPerson } from '../../src/ports.ts'
import { day } from './facts.ts'

/** A person with an account of whom the bot knows nothing else. */
export function knownPerson(id: string, known: Partial<KnownPerson> = {}): KnownPerson {
  return {
    key: id,
    id,
    email: `${id}@x.example`,
    teamId: 'team-1',
    teamSince: day('2026-01-05'),
    invitedAt: null,
    expiresAt: null,
    registeredAt: null,
    hasInfo: true,
    firstUsedOn: null,
    lastUsedOn: null,
    cameBackOn: null,
    usedDays: null,
    knownFrom: null,
    knownTo: null,
    seenOn: day('2026-11-18'),
    ...known,
  }
}
