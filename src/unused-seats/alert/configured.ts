/** Alerts as code: those of the configuration file, made, changed and ended as its digests are. */
import {
  type ConfiguredEntries,
  type ConfiguredParts,
  createEntries,
  resolveTeams,
  saveConversation,
} from '../../digests/configured-entries.ts'
import {
  type ConfiguredKind,
  readConfiguredIds,
  type StoredEntry,
  type WantedEntry,
  type WarnOnce,
} from '../../digests/reconcile-file.ts'
import type { Alert, Jobs, Store, Subject } from '../../ports.ts'
import { subjectWord } from '../../subject.ts'
import { formatDay } from '../../time/utc-days.ts'
import { unwatched } from './notified-state.ts'
import { refreshNow } from './refresh.ts'

/** As the file says it: an alert for each of the teams. */
export type ConfiguredAlert = {
  readonly conversation: string
  /** Names or ids; `all` is the organization. */
  readonly teams: readonly string[]
  readonly graceDays: number
  readonly repeatDays: number
  readonly zone: string | null
  readonly language: string | null
}

type Settings = Pick<Alert, 'graceDays' | 'repeatDays' | 'zone' | 'language'>
type Wanted = WantedEntry & { readonly settings: Settings; readonly subject: Subject }

const keptAs = 'configured alerts'

/** @param confirmedEnds how many may end at once though they are more than half; `null` where that is not set */
export function createConfiguredAlerts(
  parts: ConfiguredParts & { readonly jobs: Jobs },
  entries: readonly ConfiguredAlert[],
  confirmedEnds: number | null = null,
): ConfiguredEntries {
  const kind = createKind(parts)
  return createEntries({ parts, kind, entries, confirmedEnds, resolve: (entry, warn) => resolve(parts, warn, entry) })
}

/** Whether an alert comes from the file, and is to be changed there. */
export async function isConfiguredAlert(store: Pick<Store, 'secrets'>, id: number): Promise<boolean> {
  return (await readConfiguredIds(store, keptAs)).has(id)
}

function createKind({ clock, jobs, owner }: ConfiguredParts & { readonly jobs: Jobs }): ConfiguredKind<Wanted> {
  /** A conversation has one alert for each team, so saving it again changes it. */
  async function save(tx: Store, { conversation, subject, settings }: Wanted): Promise<number> {
    const now = clock.now()
    await saveConversation(tx, conversation, now)
    const saved = await tx.alerts.save({ conversation, subject, ...settings, owner: owner ?? conversation }, now)
    const day = formatDay(now)
    await jobs.enqueue(tx, { kind: 'check-seats', day }, { key: `check-seats ${day} for ${saved.id}` })
    if (saved.notified !== null) await refreshNow(tx, jobs, saved.id, now)
    return saved.id
  }

  return {
    keptAs,
    name: 'alert',
    pairing: [() => true],
    async find(store, id) {
      const found = await store.alerts.get(id)
      return found && found.closed !== unwatched ? toStored(found) : null
    },
    async inConversation(store, conversation) {
      return (await store.alerts.inConversation(conversation)).map(toStored)
    },
    // There can be only one of them, whatever its days are.
    isSameWish: (wanted, stored) => wanted.key === stored.key,
    create: save,
    change: async (tx, _id, wanted) => void (await save(tx, wanted)),
    async end(tx, id) {
      const found = await tx.alerts.lock(id)
      if (!found || found.closed === unwatched) return false
      await tx.alerts.update(id, { closed: unwatched, notified: null })
      await refreshNow(tx, jobs, id, clock.now())
      return true
    },
  }
}

async function resolve(
  parts: ConfiguredParts,
  warn: WarnOnce,
  { conversation, teams, ...settings }: ConfiguredAlert,
): Promise<readonly Wanted[] | 'waiting' | 'unknown'> {
  const subjects = await resolveTeams(parts, warn, 'alert', { conversation, teams })
  if (typeof subjects === 'string') return subjects
  return subjects.map(subject => ({
    conversation,
    settings,
    subject,
    ...describeEntry(conversation, subject, settings),
  }))
}

function toStored(alert: Alert): StoredEntry {
  return { id: alert.id, ...describeEntry(alert.conversation, alert.subject, alert) }
}

function describeEntry(conversation: string, subject: Subject, settings: Settings) {
  const { graceDays, repeatDays, zone, language } = settings
  const days = `after ${graceDays} days, repeat every ${repeatDays} days`
  const others = [zone, language === null ? null : `in ${language}`].filter(part => part !== null)
  return {
    key: `${conversation} ${subjectWord(subject)}`,
    as: JSON.stringify([graceDays, repeatDays, zone, language]),
    label: [subject.name || 'all', days, ...others].join(', '),
  }
}
