/**
 * Makes what is stored what the configuration file says: for each entry one row, of digests or of alerts. Which rows come from
 * the file is kept, so that those that people set up in chat are left alone.
 */
import { z } from 'zod'
import type { Log, Store } from '../ports.ts'

/** A row that was made of an entry. `key`: what makes it that entry; `as`: all else of it. */
const Made = z.object({ id: z.int(), conversation: z.string(), key: z.string(), as: z.string() })
export type MadeOfEntry = Readonly<z.output<typeof Made>>

/** An entry of the file, with its teams looked up. */
export type WantedEntry = Omit<MadeOfEntry, 'id'> & {
  /** For people, such as `Payments, every monday at 9:00 UTC`. */
  readonly label: string
}

/** A stored row in the words of an entry. */
export type StoredEntry = Pick<MadeOfEntry, 'id' | 'key' | 'as'> & Pick<WantedEntry, 'label'>

/** What the file can hold, and how it is stored. */
export type ConfiguredKind<Wanted extends WantedEntry> = {
  /** Under which name it is kept which rows come from the file. */
  readonly keptAs: string
  /** As the log calls one of them. */
  readonly name: string
  /** Whether an entry may be the changed form of one of before with the same key; the first that fits is taken. */
  readonly pairing: readonly ((wanted: Wanted, before: MadeOfEntry) => boolean)[]
  find(store: Store, id: number): Promise<StoredEntry | null>
  inConversation(store: Store, conversation: string): Promise<readonly StoredEntry[]>
  /** Whether a row that was made in chat is what an entry wants, so that the file takes it over. */
  isSameWish(wanted: Wanted, stored: StoredEntry): boolean
  create(tx: Store, wanted: Wanted): Promise<number>
  change(tx: Store, id: number, wanted: Wanted): Promise<void>
  /** @returns whether it was still there */
  end(tx: Store, id: number): Promise<boolean>
}

/** One difference between the file and the store. */
export type FileChange = {
  readonly what: 'made' | 'changed' | 'ended'
  readonly kind: string
  /** `null` before it is made. */
  readonly id: number | null
  readonly conversation: string
  readonly before: string | null
  readonly after: string | null
}

export type EntryWishes<Wanted extends WantedEntry> = {
  readonly wanted: readonly Wanted[]
  /** Conversations with an entry that is not understood, which may be any row there: nothing of them ends. */
  readonly held: ReadonlySet<string>
  /** Entries that this process has applied before: what people have ended since stays ended. */
  readonly applied: ReadonlySet<string>
  /** How many rows may end at once though they are more than half; `null` where that is not set. */
  readonly confirmedEnds: number | null
}

type Step<Wanted> = { readonly wanted: Wanted; readonly before: MadeOfEntry | null } & (
  | { readonly what: 'made' }
  | { readonly what: 'changed' | 'same'; readonly stored: StoredEntry }
  | { readonly what: 'ended in chat'; readonly before: MadeOfEntry }
)

type Plan<Wanted> = {
  readonly steps: readonly Step<Wanted>[]
  readonly ending: readonly MadeOfEntry[]
  /** Rows that stay although the file does not name them. */
  readonly staying: readonly MadeOfEntry[]
  /** How many rows would end if a person confirmed it. */
  readonly unconfirmed: number
}

/** The ids of the rows that come from the file. */
export async function readConfiguredIds(store: Pick<Store, 'secrets'>, keptAs: string): Promise<ReadonlySet<number>> {
  return new Set(parseMade((await store.secrets.find(keptAs)) ?? '[]').map(({ id }) => id))
}

/** What would change; nothing is written. */
export async function previewChanges<Wanted extends WantedEntry>(
  store: Store,
  kind: ConfiguredKind<Wanted>,
  wishes: EntryWishes<Wanted>,
): Promise<{ readonly changes: readonly FileChange[]; readonly unconfirmed: number }> {
  const made = parseMade((await store.secrets.find(kind.keptAs)) ?? '[]')
  const { steps, ending, unconfirmed } = await planSteps(store, kind, made, wishes)
  const changes = steps.flatMap(step => changeOf(kind, step, null) ?? [])
  const ended = await Promise.all(ending.map(async each => endOf(kind, each, await kind.find(store, each.id))))
  return { changes: [...changes, ...ended], unconfirmed }
}

/** Makes the changes, in the given transaction. Of two replicas that start at once the second finds what the first has made. */
export async function applyChanges<Wanted extends WantedEntry>(
  tx: Store,
  kind: ConfiguredKind<Wanted>,
  wishes: EntryWishes<Wanted>,
): Promise<{ readonly changes: readonly FileChange[]; readonly unconfirmed: number }> {
  await tx.secrets.keep(kind.keptAs, '[]')
  const made = parseMade(await tx.secrets.lock(kind.keptAs))
  const { steps, ending, staying, unconfirmed } = await planSteps(tx, kind, made, wishes)
  const changes: FileChange[] = []
  const now: MadeOfEntry[] = []
  for (const step of steps) {
    const { conversation, key, as } = step.wanted
    if (step.what === 'ended in chat') {
      now.push(step.before)
      continue
    }
    const id = step.what === 'made' ? await kind.create(tx, step.wanted) : step.stored.id
    if (step.what === 'changed') await kind.change(tx, id, step.wanted)
    now.push({ id, conversation, key, as })
    const change = changeOf(kind, step, id)
    if (change) changes.push(change)
  }
  for (const each of ending) {
    const stored = await kind.find(tx, each.id)
    if (await kind.end(tx, each.id)) changes.push(endOf(kind, each, stored))
  }
  await tx.secrets.replace(kind.keptAs, JSON.stringify([...now, ...staying]))
  return { changes, unconfirmed }
}

/** Entries without those that are the same in all. */
export function withoutDoubles<Wanted extends WantedEntry>(
  wanted: readonly Wanted[],
  kind: string,
  warn: WarnOnce,
): Wanted[] {
  return wanted.filter((each, at) => {
    const isFirst = wanted.findIndex(other => identityOf(other) === identityOf(each)) === at
    if (!isFirst)
      warn({ conversation: each.conversation }, `CONFIG_FILE has the same ${kind} twice, so it is made once`)
    return isFirst
  })
}

export function identityOf({ key, as }: WantedEntry): string {
  return `${key} ${as}`
}

export type WarnOnce = (fields: Readonly<Record<string, unknown>>, sentence: string) => void

/** Logs each warning once, however often the file is applied. */
export function createWarn(log: Log): WarnOnce {
  const logged = new Set<string>()
  return (fields, sentence) => {
    const line = JSON.stringify([fields, sentence])
    if (logged.has(line)) return
    logged.add(line)
    log.warn(fields, sentence)
  }
}

async function planSteps<Wanted extends WantedEntry>(
  store: Store,
  kind: ConfiguredKind<Wanted>,
  made: readonly MadeOfEntry[],
  { wanted, held, applied, confirmedEnds }: EntryWishes<Wanted>,
): Promise<Plan<Wanted>> {
  const pairs = pairUp(wanted, made, kind.pairing)
  const taken = new Set(made.map(({ id }) => id))
  const steps: Step<Wanted>[] = []
  for (const each of wanted) {
    const before = pairs.get(each) ?? null
    const stored = before ? await kind.find(store, before.id) : await findInChat(each)
    if (before && !stored && applied.has(identityOf(each))) steps.push({ what: 'ended in chat', wanted: each, before })
    else if (!stored) steps.push({ what: 'made', wanted: each, before })
    else steps.push({ what: isSame(each, stored) ? 'same' : 'changed', wanted: each, before, stored })
  }

  async function findInChat(each: Wanted): Promise<StoredEntry | null> {
    const here = await kind.inConversation(store, each.conversation)
    const found = here.find(stored => !taken.has(stored.id) && kind.isSameWish(each, stored)) ?? null
    if (found) taken.add(found.id)
    return found
  }

  const kept = new Set([...pairs.values()].map(({ id }) => id))
  const gone = made.filter(({ id }) => !kept.has(id))
  const ending = gone.filter(({ conversation }) => !held.has(conversation))
  // An entry that was edited ends one row and adds another.
  const added = steps.filter(({ before }) => before === null).length
  const lost = Math.max(0, ending.length - added)
  const isUnconfirmed = 2 * lost > made.length && lost !== confirmedEnds
  return {
    steps,
    ending: isUnconfirmed ? [] : ending,
    staying: isUnconfirmed ? gone : gone.filter(({ conversation }) => held.has(conversation)),
    unconfirmed: isUnconfirmed ? lost : 0,
  }
}

/** Which entry is which row of before, by the first rule that fits. */
function pairUp<Wanted extends WantedEntry>(
  wanted: readonly Wanted[],
  made: readonly MadeOfEntry[],
  rules: ConfiguredKind<Wanted>['pairing'],
): ReadonlyMap<Wanted, MadeOfEntry> {
  const pairs = new Map<Wanted, MadeOfEntry>()
  const taken = new Set<MadeOfEntry>()
  for (const fits of rules) {
    for (const each of wanted.filter(one => !pairs.has(one))) {
      const before = made.find(other => !taken.has(other) && other.key === each.key && fits(each, other))
      if (!before) continue
      pairs.set(each, before)
      taken.add(before)
    }
  }
  return pairs
}

function isSame({ key, as }: WantedEntry, stored: StoredEntry): boolean {
  return key === stored.key && as === stored.as
}

function changeOf<Wanted extends WantedEntry>(
  { name: kind }: Pick<ConfiguredKind<Wanted>, 'name'>,
  step: Step<Wanted>,
  id: number | null,
): FileChange | null {
  if (step.what === 'same' || step.what === 'ended in chat') return null
  const { conversation, label: after } = step.wanted
  if (step.what === 'made') return { what: 'made', kind, id, conversation, before: null, after }
  return { what: 'changed', kind, id: step.stored.id, conversation, before: step.stored.label, after }
}

function endOf(
  { name: kind }: { name: string },
  { id, conversation }: MadeOfEntry,
  stored: StoredEntry | null,
): FileChange {
  return { what: 'ended', kind, id, conversation, before: stored?.label ?? null, after: null }
}

function parseMade(json: string): MadeOfEntry[] {
  return z.array(Made).parse(JSON.parse(json))
}
