/** Digests as code: those of the configuration file, see `configured-entries.ts`. */
import { z } from 'zod'
import type { Schedule, Store, Subject, Subscription } from '../ports.ts'
import { subjectWord } from '../subject.ts'
import { formatSchedule } from '../time/read-schedule.ts'
import {
  type ConfiguredEntries,
  type ConfiguredParts,
  createEntries,
  resolveTeams,
  saveConversation,
} from './configured-entries.ts'
import { nextRun } from './due.ts'
import {
  type ConfiguredKind,
  type MadeOfEntry,
  readConfiguredIds,
  type StoredEntry,
  type WantedEntry,
  type WarnOnce,
} from './reconcile-file.ts'

/** As the file says it. */
export type ConfiguredDigest = {
  readonly conversation: string
  /** Names or ids; `all` is the organization. */
  readonly teams: readonly string[]
  readonly schedule: Schedule
  readonly language: string | null
}

const MadeAs = z.tuple([z.object({ every: z.object({ unit: z.string() }) })], z.unknown())
type Wanted = WantedEntry & { readonly entry: ConfiguredDigest; readonly subjects: readonly Subject[] }

const keptAs = 'configured subscriptions'

/** @param confirmedEnds how many may end at once though they are more than half; `null` where that is not set */
export function createConfiguredDigests(
  parts: ConfiguredParts,
  entries: readonly ConfiguredDigest[],
  confirmedEnds: number | null = null,
): ConfiguredEntries {
  const kind = createKind(parts)
  return createEntries({ parts, kind, entries, confirmedEnds, resolve: (entry, warn) => resolve(parts, warn, entry) })
}

/** Numbers of the digests that come from the file, and are to be changed there. */
export function configuredDigests(store: Pick<Store, 'secrets'>): Promise<ReadonlySet<number>> {
  return readConfiguredIds(store, keptAs)
}

function createKind({ clock, owner }: ConfiguredParts): ConfiguredKind<Wanted> {
  return {
    keptAs,
    name: 'subscription',
    // One conversation may have several digests of the same teams, such as a weekly and a monthly one.
    pairing: [
      (wanted, before) => wanted.as === before.as,
      (wanted, before) => unitOf(wanted) === unitOf(before),
      () => true,
    ],
    async find(store, id) {
      const found = await store.subscriptions.get(id)
      return found && toStored(found)
    },
    async inConversation(store, conversation) {
      return (await store.subscriptions.inConversation(conversation)).map(toStored)
    },
    isSameWish: (wanted, stored) => wanted.key === stored.key && wanted.as === stored.as,
    async create(tx, { entry, subjects }) {
      const { conversation, schedule, language } = entry
      const now = clock.now()
      const nextRunAt = nextRun(schedule, now)
      const wanted = { conversation, subjects, schedule, language, owner: owner ?? conversation, nextRunAt }
      await saveConversation(tx, conversation, now)
      return (await tx.subscriptions.create(wanted, now)).id
    },
    async change(tx, id, { entry: { schedule, language }, subjects }) {
      await tx.subscriptions.update(id, { subjects, schedule, language, nextRunAt: nextRun(schedule, clock.now()) })
    },
    end: (tx, id) => tx.subscriptions.remove(id),
  }
}

function toStored(subscription: Subscription): StoredEntry {
  const { id, conversation, subjects, schedule, language } = subscription
  return { id, ...describeEntry(conversation, subjects, schedule, language) }
}

/** The order of the properties is part of what is compared. */
function describeEntry(
  conversation: string,
  subjects: readonly Subject[],
  schedule: Schedule,
  language: string | null,
) {
  const { every, hour, minute, zone } = schedule
  const unit = every.unit === 'week' ? { unit: every.unit, weekday: every.weekday } : { unit: every.unit }
  const names = subjects.map(({ name }) => name || 'all').join(', ')
  const inLanguage = language === null ? '' : `, in ${language}`
  return {
    key: [conversation, ...subjects.map(subjectWord).toSorted()].join(' '),
    as: JSON.stringify([{ every: unit, hour, minute, zone }, language]),
    label: `${names}, ${formatSchedule(schedule)}${inLanguage}`,
  }
}

function unitOf({ as }: Pick<MadeOfEntry, 'as'>): string {
  return MadeAs.parse(JSON.parse(as))[0].every.unit
}

async function resolve(
  parts: ConfiguredParts,
  warn: WarnOnce,
  entry: ConfiguredDigest,
): Promise<readonly Wanted[] | 'waiting' | 'unknown'> {
  const { conversation, schedule, language } = entry
  const subjects = await resolveTeams(parts, warn, 'subscription', entry)
  if (typeof subjects === 'string') return subjects
  return [{ entry, subjects, conversation, ...describeEntry(conversation, subjects, schedule, language) }]
}
