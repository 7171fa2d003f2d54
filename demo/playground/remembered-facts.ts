/** A made-up memory: what two subscriptions, two alerts and the people who set them up would have left in it. */

import type { Acted } from '../../src/acting/door.ts'
import type { OwnAlert } from '../../src/home/home.ts'
import type { Alert, AuditEntry, Delivery, SeatAction, SeatActionKind, Subscription } from '../../src/ports.ts'
import type { PreviewOfChange } from '../../src/unused-seats/acting/render.ts'
import { exampleUnused } from '../../src/unused-seats/findings/example.ts'
import type { ReminderPlan } from '../../src/unused-seats/reminders/plan.ts'

const { findings } = exampleUnused
const payments = { kind: 'team', id: 'team-1', name: 'Payments' } as const
const web = { kind: 'team', id: 'team-2', name: 'Web' } as const
export const monday = new Date('2026-11-23T09:00:00Z')

/** The same hour so many days later. */
export const dayOn = (day: Date, days: number) => new Date(day.getTime() + days * 24 * 60 * 60_000)

export const weekly: Subscription = {
  id: 1,
  conversation: 'teams:channel',
  subjects: [payments, web],
  schedule: { every: { unit: 'week', weekday: 1 }, hour: 9, minute: 0, zone: 'UTC' },
  language: null,
  owner: 'teams:admin',
  nextRunAt: dayOn(monday, 7),
  pause: null,
  createdAt: dayOn(monday, -25),
}

export const monthly: Subscription = {
  ...weekly,
  id: 2,
  subjects: [{ kind: 'organization', name: 'Northwind' }],
  schedule: { every: { unit: 'month' }, hour: 8, minute: 30, zone: 'Europe/Berlin' },
  nextRunAt: new Date('2026-12-01T07:30:00Z'),
  pause: { reason: 'asked', until: new Date('2026-12-24T08:00:00Z'), detail: null },
}

/** Newest first, with one unconfirmed post. */
export const deliveries: readonly Delivery[] = [
  { slot: '2026-W48', state: 'unknown', reason: 'may or may not have been posted', attempts: 2 } as const,
  { slot: '2026-W47', state: 'sent', reason: null, attempts: 1 } as const,
  { slot: '2026-W46', state: 'skipped', reason: 'too late', attempts: 0 } as const,
  { slot: '2026-W45', state: 'sent', reason: null, attempts: 1 } as const,
].map(({ slot, state, reason, attempts }, week) => {
  const dueAt = dayOn(monday, -7 * week)
  return {
    ...{ id: 9 - week, key: `digest 1 ${slot}`, kind: 'digest' as const, subscription: weekly.id, slot, dueAt },
    ...{ conversation: weekly.conversation, state, reason, attempts, content: null },
    ...{ failures: 0, failingSince: null, fence: attempts, leaseUntil: null, notBefore: null },
    ...{ messageId: null, createdAt: dueAt, changedAt: dueAt },
  }
})

export const alert: Alert = {
  id: 12,
  conversation: weekly.conversation,
  subject: payments,
  owner: weekly.owner,
  language: null,
  zone: null,
  graceDays: 14,
  repeatDays: 7,
  notified: null,
  reason: null,
  decidedAt: null,
  decidedFor: null,
  closed: null,
  createdAt: dayOn(monday, -30),
}

export const alerts: readonly OwnAlert[] = [
  { id: alert.id, subject: payments, episode: { openedOn: dayOn(monday, -14), open: 5 }, closed: null },
  { id: 13, subject: web, episode: null, closed: null },
]

const candidates = findings.verdicts.flatMap(({ record: { email, expiresAt }, standing, since }) =>
  email !== null && since !== null && (standing === 'invited' || standing === 'never-used' || standing === 'idle')
    ? [{ person: email, kind: standing, since, isAtLeast: false, hasExpired: false, expiresAt }]
    : [],
)

/** One of those with unused seats is not in the chat, another was asked before, and the others would be. */
export const plan: ReminderPlan = {
  wanted: candidates.slice(2).map(candidate => ({
    candidate,
    place: { id: `teams:${candidate.person}`, kind: 'personal' as const, reference: {} },
    zone: 'UTC',
    language: null,
    dueAt: dayOn(findings.day, 1),
  })),
  skipped: candidates.slice(1, 2).map(candidate => ({ candidate, reason: 'asked-recently' as const })),
  unmatched: candidates.slice(0, 1),
  unsure: [],
  left: 0,
}

const freed = candidates.filter(({ kind }) => kind !== 'invited').slice(0, 3)

export const previewOfChange: PreviewOfChange = {
  ...{
    kind: 'free',
    alert: alert.id,
    token: 'token',
    unlisted: 0,
    left: 0,
    isOneselfLeftOut: false,
    synced: 0,
    idleDays: 14,
  },
  candidates: freed.map(({ person, kind, since }) => {
    return { target: person, person, teamId: null, role: null, resumes: null, state: kind, since }
  }),
  lineFor: person => `act ${alert.id} ${person} free`,
}

function actionOn(person: string, kind: SeatActionKind, state: SeatAction['state'], refusal: SeatAction['refusal']) {
  return {
    ...{ id: 1, preview: 'token', alert: alert.id, actor: weekly.owner, kind, target: person, person },
    ...{ teamId: null, role: null, resumes: null, state, refusal, audit: 1, earlier: 0 },
    ...{ shownAt: monday, usedAt: monday, changedAt: monday },
  }
}

export const acted: Acted = {
  ...{ kind: 'free', alert: alert.id, undo: 'undo' },
  actions: freed.map(({ person }, at) =>
    at === 0 ? actionOn(person, 'free', 'refused', 'identity-provider') : actionOn(person, 'free', 'done', null),
  ),
}

export const halfDone: Acted = {
  ...{ kind: 'invite', alert: alert.id, undo: null },
  actions: candidates
    .filter(({ kind }) => kind === 'invited')
    .map(({ person }, at) => actionOn(person, 'invite', at === 0 ? 'half' : 'done', at === 0 ? 'rate-limited' : null)),
}

export const audited: readonly AuditEntry[] = [
  { what: 'remind', line: 'remind 12 send · 3' } as const,
  { what: 'export', line: 'export 12' } as const,
  { what: 'named', line: 'user grace@northwind.example last month' } as const,
].map((entry, day) => ({ ...entry, at: dayOn(monday, -day), who: weekly.owner, surface: 'personal' }))
