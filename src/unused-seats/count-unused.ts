/** Unused seats as numbers for digests: the same as in the message of an alert. */
import type { Context, Persistence } from '../command/command.ts'
import type { CountUnused } from '../digests/unused-count.ts'
import type { SeatPolicy, Store, Subject } from '../ports.ts'
import { subjectWord } from '../subject.ts'
import { silentUntil } from './alert/notified-state.ts'
import { countUnderused } from './findings/underused.ts'
import { collectUnused, countFound, seatsOf } from './findings.ts'
import { decideReminders, listCandidates, type ReminderSettings } from './reminders/decide.ts'

export type CountUnusedParts = {
  readonly store: Store
  readonly policy: Omit<SeatPolicy, 'graceDays'>
  /** Where no alert in the conversation has days of its own. */
  readonly graceDays: number
  /** Who was active on fewer working days of the window counts as underused; 0: no one. */
  readonly underusedDays: number
  readonly reminders: ReminderSettings
}

/** For digests in a conversation. */
export function countUnusedBy({ store, policy, graceDays, underusedDays, reminders }: CountUnusedParts) {
  return (conversation: string | null): CountUnused =>
    async (subject, now) => {
      const alert = conversation === null ? null : await findAlertOn(store, conversation, subject)
      const findings = await collectUnused(store, alert ?? { subject, graceDays }, policy, now)
      if (!findings || findings.noData !== null) return null
      const candidates = listCandidates(findings).filter(({ hasExpired }) => !hasExpired)
      const persons = candidates.map(({ person }) => person)
      const [history, optedOut] = await Promise.all([store.reminders.historyOf(persons), store.optOuts.among(persons)])
      return {
        alert: alert?.id ?? null,
        unused: countFound(findings),
        remindable: decideReminders(candidates, reminders, { history, optedOut }, now).asked.length,
        expired: seatsOf(findings, 'invited').filter(({ hasExpired }) => hasExpired).length,
        underused: countUnderused(findings, underusedDays),
        isSnoozed: alert !== null && silentUntil(alert.notified, now) !== null,
      }
    }
}

/** For a preview in the asker's conversation; nothing is known where the bot keeps nothing, as in a terminal. */
export function countUnusedFor({ persistence, caller }: Pick<Context, 'persistence' | 'caller'>): CountUnused {
  return persistence ? countUnusedBy(partsOf(persistence))(caller.place?.conversation.id ?? null) : async () => null
}

/** Of each team that has any, by its id; nothing is asked of the Usage API. */
export function countUnusedByTeamFor({ persistence }: Pick<Context, 'persistence'>) {
  return async (now: Date): Promise<ReadonlyMap<string, number> | null> => {
    if (!persistence) return null
    const { store, policy, graceDays } = partsOf(persistence)
    const everyone: Subject = { kind: 'organization', name: '' }
    const findings = await collectUnused(store, { subject: everyone, graceDays }, policy, now)
    // Invites that are only counted belong to no team.
    if (!findings || findings.noData !== null || findings.pending !== null) return null
    const counts = new Map<string, number>()
    for (const { record } of seatsOf(findings)) {
      if (record.teamId !== null) counts.set(record.teamId, (counts.get(record.teamId) ?? 0) + 1)
    }
    return counts
  }
}

function partsOf({ store, watching }: Persistence): CountUnusedParts {
  const { policy, graceDays, underusedDays, reminders } = watching
  return { store, policy, graceDays, underusedDays, reminders }
}

/** An open alert; a closed one has no numbers in the conversation. */
async function findAlertOn(store: Store, conversation: string, subject: Subject) {
  const alerts = await store.alerts.inConversation(conversation)
  return alerts.find(alert => alert.closed === null && subjectWord(alert.subject) === subjectWord(subject)) ?? null
}
