/** Who would be asked about the seats of an alert, and where: read from the database and the chat, nothing is written. */
import pLimit from 'p-limit'
import type { Persistence } from '../../command/command.ts'
import type { Alert, Conversation, FoundPerson, Store } from '../../ports.ts'
import { politeMoment } from '../../time/polite-time.ts'
import { settleZone } from '../../time/zones.ts'
import { collectUnused } from '../findings.ts'
import {
  decideReminders,
  listCandidates,
  ownReasons,
  type ReminderCandidate,
  type ReminderDecision,
  type ReminderSettings,
  type SkipReason,
  skipReasons,
} from './decide.ts'

export type PlannedReminder = {
  readonly candidate: ReminderCandidate
  readonly place: Omit<Conversation, 'closed'>
  readonly zone: string
  readonly language: FoundPerson['language']
  readonly dueAt: Date
}

export type ReminderPlan = {
  readonly wanted: readonly PlannedReminder[]
  readonly skipped: readonly { readonly candidate: ReminderCandidate; readonly reason: SkipReason }[]
  /** People who are not in the chat, or have removed the bot from theirs. */
  readonly unmatched: readonly ReminderCandidate[]
  /** People who could not be looked up in the chat now. */
  readonly unsure: readonly ReminderCandidate[]
  /** People left for another time. */
  readonly left: number
}

/** The plan, and the people whom its answer may name. */
export type PlanFacts = {
  readonly plan: ReminderPlan
  /** Whether the reader may see which reason each skipped person gave. */
  readonly areReasonsShown: boolean
  readonly names: Readonly<Record<'notReached' | 'notNeeded' | 'expiredInvites', readonly string[]>>
}

/** How many people are skipped, by reason. Reasons that too small a group gave are added up as `own`. */
export function countSkipped({ plan, areReasonsShown }: PlanFacts): (readonly [SkipReason | 'own', number])[] {
  const count = (reasons: readonly SkipReason[]) => plan.skipped.filter(({ reason }) => reasons.includes(reason)).length
  if (areReasonsShown) return skipReasons.map(reason => [reason, count([reason])] as const)
  const others = skipReasons.filter(reason => !ownReasons.includes(reason))
  return [['own', count(ownReasons)] as const, ...others.map(reason => [reason, count([reason])] as const)]
}

/** People reminded, and looked up, in one go: Slack answers about 50 look-ups a minute. */
const maxReminded = 50
const maxLookedUp = 100
const lookupsAtOnce = 4

/** @returns `null` if there is no data about seats */
export async function planReminders(
  persistence: Persistence,
  alert: Alert,
  near: Conversation,
  now: Date,
): Promise<ReminderPlan | null> {
  const decided = await decideFor(persistence, persistence.store, alert, now)
  if (!decided) return null
  const { asked, skipped } = decided
  const sought = asked.slice(0, maxLookedUp)
  const limit = pLimit(lookupsAtOnce)
  const found = await Promise.all(sought.map(({ person }) => limit(() => reach(persistence, person, near))))
  const plan = {
    wanted: [] as PlannedReminder[],
    skipped: [...skipped],
    unmatched: [] as ReminderCandidate[],
    unsure: [] as ReminderCandidate[],
  }
  let left = asked.length - sought.length
  for (const [at, candidate] of sought.entries()) {
    const place = found[at]
    if (place === 'not-found' || place === undefined) plan.unmatched.push(candidate)
    else if (place === 'unknown') plan.unsure.push(candidate)
    else if (place === 'opted-out') plan.skipped.push({ candidate, reason: place })
    else {
      const own = settleZone(place.zone ?? persistence.zone)
      const politeness = {
        quietHours: persistence.watching.reminders.quietHours,
        calendar: persistence.watching.policy.calendar,
      }
      const dueAt = politeMoment(now, own, politeness)
      // If every day is a holiday, no reminder is ever due.
      if (dueAt === null || plan.wanted.length >= maxReminded) left++
      else plan.wanted.push({ candidate, place: toPlace(place), zone: own, language: place.language, dueAt })
    }
  }
  return { ...plan, left }
}

/** Decides from the current state; repeated in the transaction that sends, because another person may have sent meanwhile. */
export async function decideFor({ watching }: Pick<Persistence, 'watching'>, store: Store, alert: Alert, now: Date) {
  const findings = await collectUnused(store, alert, watching.policy, now)
  if (!findings || findings.noData !== null) return null
  return decideAmong(store, listCandidates(findings), watching.reminders, now)
}

export async function decideAmong(
  store: Store,
  candidates: readonly ReminderCandidate[],
  settings: ReminderSettings,
  now: Date,
): Promise<ReminderDecision> {
  const persons = candidates.map(({ person }) => person)
  const [history, optedOut] = await Promise.all([store.reminders.historyOf(persons), store.optOuts.among(persons)])
  return decideReminders(candidates, settings, { history, optedOut }, now)
}

async function reach(
  { findByEmail, store }: Persistence,
  person: string,
  near: Conversation,
): Promise<FoundPerson | 'not-found' | 'unknown' | 'opted-out'> {
  const found = await findByEmail(person, near)
  if (typeof found === 'string') return found
  const [kept, declined] = await Promise.all([store.conversations.get(found.id), store.optOuts.among([found.id])])
  if (declined.length > 0) return 'opted-out'
  return kept && kept.closed !== null ? 'not-found' : found
}

function toPlace({ id, kind, reference }: FoundPerson): PlannedReminder['place'] {
  return { id, kind, reference }
}
