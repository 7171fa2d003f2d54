/** Subscriptions as code: those of the configuration file are made at the start, changed with it, and end with it. */
import { z } from 'zod'
import type { Clock, Log, Schedule, Store, Subject, Subscription, Team, UsageApi } from '../ports.ts'
import { findUnlistedTeam, subjectWord } from '../subject.ts'
import { nextRun } from './due.ts'

/** As the file says it. */
export type Configured = {
  readonly conversation: string
  /** Names or ids; `all` is the organization. */
  readonly teams: readonly string[]
  readonly schedule: Schedule
  readonly language: string | null
}

type Parts = {
  readonly store: Store
  readonly usageApi: Pick<UsageApi, 'teams' | 'organization' | 'teamName'>
  readonly clock: Clock
  readonly log: Log
  /** Who is notified of failures; `null`: the conversation itself. */
  readonly owner: string | null
}

/** What was made of an entry. `key`: its conversation and teams; `as`: all else of it, its schedule first. */
const Made = z.object({ id: z.int(), conversation: z.string(), key: z.string(), as: z.string() })
type Made = Readonly<z.output<typeof Made>>

const MadeAs = z.tuple([z.object({ every: z.object({ unit: z.string() }) })], z.unknown())
type Wanted = Omit<Made, 'id'> & { readonly entry: Configured; readonly subjects: readonly Subject[] }
type Change = { readonly what: 'made' | 'changed' | 'ended'; readonly id: number; readonly conversation: string }

const keptAs = 'configured subscriptions'

/**
 * How the file stands. `waiting`: the Usage API does not answer; `unknown`: a team or a conversation is not known (yet);
 * `unconfirmed`: it would end so many subscriptions that a person is to confirm it.
 */
export type ConfiguredState = 'applied' | 'waiting' | 'unknown' | 'unconfirmed'

export type ConfiguredSubscriptions = {
  /**
   * Makes the subscriptions what the file says, as far as it is possible now. What was subscribed in chat is not touched,
   * and what was changed in chat stays until the file changes. May be called again: an entry is made once, so what people
   * end meanwhile stays ended until the next start, and a warning is logged once.
   */
  apply(): Promise<ConfiguredState>
}

/** @param confirmedEnds how many subscriptions may end at once although they are more than half; `null` if not confirmed */
export function createConfigured(
  parts: Parts,
  entries: readonly Configured[],
  confirmedEnds: number | null = null,
): ConfiguredSubscriptions {
  const { store, log } = parts
  const logged = new Set<string>()
  const applied = new Set<string>()
  const warn: Warn = (fields, sentence) => {
    const line = JSON.stringify([fields, sentence])
    if (logged.has(line)) return
    logged.add(line)
    log.warn(fields, sentence)
  }

  return {
    async apply() {
      const isNothing = entries.length === 0 && (await store.secrets.keep(keptAs, '[]')) === '[]'
      if (isNothing) return 'applied'
      const found = await Promise.all(entries.map(entry => resolve(parts, warn, entry)))
      const wanted = withoutDoubles(
        found.filter(each => typeof each === 'object'),
        warn,
      )
      // An entry that is not understood may be any of its conversation.
      const held = new Set(
        entries.filter((_entry, at) => typeof found[at] === 'string').map(({ conversation }) => conversation),
      )
      const { changes, unconfirmed } = await store.transaction(tx =>
        settle(tx, parts, { wanted, held, applied, confirmedEnds }),
      )
      for (const each of wanted) applied.add(identityOf(each))
      for (const { what, ...about } of changes) log.info(about, `a subscription of the configuration file was ${what}`)
      if (unconfirmed > 0)
        warn(
          { subscriptions: unconfirmed },
          `CONFIG_FILE no longer has ${unconfirmed} subscriptions, more than half of its own, so they stay; ` +
            `to end them set CONFIRM_ENDED_SUBSCRIPTIONS=${unconfirmed} and restart`,
        )
      if (found.includes('waiting')) return 'waiting'
      if (found.includes('unknown')) return 'unknown'
      return unconfirmed > 0 ? 'unconfirmed' : 'applied'
    },
  }
}

/** Ticks between two tries for an unknown team or conversation: someone must create it first. */
const ticksBetweenTries = 15

/**
 * Applies the file in the background until it stands.
 * @returns what to call each minute, which resolves when that try is over; it never rejects
 */
export function keepApplying(
  configured: ConfiguredSubscriptions,
  report: (state: ConfiguredState, reason?: string) => void,
): () => Promise<void> {
  let isBusy = false
  let isOver = false
  let ticksToWait = 0

  return async () => {
    if (isBusy || isOver || ticksToWait-- > 0) return
    isBusy = true
    try {
      const state = await configured.apply()
      isOver = state === 'applied' || state === 'unconfirmed'
      ticksToWait = state === 'unknown' ? ticksBetweenTries - 1 : 0
      report(state)
    } catch (error) {
      ticksToWait = 0
      report('waiting', error instanceof Error ? error.message : String(error))
    } finally {
      isBusy = false
    }
  }
}

type Warn = (fields: Readonly<Record<string, unknown>>, sentence: string) => void
type Wishes = {
  readonly wanted: readonly Wanted[]
  readonly held: ReadonlySet<string>
  /** Entries that this process has applied before. */
  readonly applied: ReadonlySet<string>
  readonly confirmedEnds: number | null
}
type Settled = { readonly changes: readonly Change[]; readonly unconfirmed: number }

async function settle(tx: Store, parts: Parts, { wanted, held, applied, confirmedEnds }: Wishes): Promise<Settled> {
  await tx.secrets.keep(keptAs, '[]')
  // Locked, so that of two replicas that start at once the second finds what the first has made.
  const made = z.array(Made).parse(JSON.parse(await tx.secrets.lock(keptAs)))
  const befores = pairUp(wanted, made)
  const changes: Change[] = []
  const now: Made[] = []
  let added = 0
  for (const each of wanted) {
    const { key, as, conversation } = each
    const before = befores.get(each)
    const current = before ? await tx.subscriptions.get(before.id) : null
    if (before && !current && applied.has(identityOf(each))) {
      now.push(before)
      continue
    }
    const id = current?.id ?? (await create(tx, parts, each)).id
    if (!before) added += 1
    if (!current) changes.push({ what: 'made', id, conversation })
    else if (before?.as !== as) {
      await change(tx, parts, current, each)
      changes.push({ what: 'changed', id, conversation })
    }
    now.push({ id, conversation, key, as })
  }
  const kept = new Set([...befores.values()].map(({ id }) => id))
  const gone = made.filter(({ id }) => !kept.has(id))
  const ending = gone.filter(({ conversation }) => !held.has(conversation))
  // An entry that was edited ends one subscription and adds another.
  const lost = Math.max(0, ending.length - added)
  const isUnconfirmed = 2 * lost > made.length && lost !== confirmedEnds
  for (const each of gone) {
    if (held.has(each.conversation) || isUnconfirmed) now.push(each)
    else if (await tx.subscriptions.remove(each.id))
      changes.push({ what: 'ended', id: each.id, conversation: each.conversation })
  }
  await tx.secrets.replace(keptAs, JSON.stringify(now))
  return { changes, unconfirmed: isUnconfirmed ? lost : 0 }
}

/**
 * Which entry is which subscription of before. One conversation may have several digests of the same teams, such as a weekly
 * and a monthly one: the one that is the same in all goes first, then the one of the same kind, then any.
 */
function pairUp(wanted: readonly Wanted[], made: readonly Made[]): ReadonlyMap<Wanted, Made> {
  const pairs = new Map<Wanted, Made>()
  const taken = new Set<Made>()
  const isSame = (one: Pick<Made, 'as'>, other: Made) => one.as === other.as
  const isOfSameKind = (one: Pick<Made, 'as'>, other: Made) => unitOf(one) === unitOf(other)
  for (const fits of [isSame, isOfSameKind, () => true]) {
    for (const each of wanted.filter(one => !pairs.has(one))) {
      const before = made.find(other => !taken.has(other) && other.key === each.key && fits(each, other))
      if (!before) continue
      pairs.set(each, before)
      taken.add(before)
    }
  }
  return pairs
}

function unitOf({ as }: Pick<Made, 'as'>): string {
  return MadeAs.parse(JSON.parse(as))[0].every.unit
}

function identityOf({ key, as }: Wanted): string {
  return `${key} ${as}`
}

function withoutDoubles(wanted: readonly Wanted[], warn: Warn): readonly Wanted[] {
  return wanted.filter((each, at) => {
    const isFirst = wanted.findIndex(other => identityOf(other) === identityOf(each)) === at
    if (!isFirst)
      warn({ conversation: each.conversation }, 'CONFIG_FILE has the same subscription twice, so it is made once')
    return isFirst
  })
}

async function create(tx: Store, { clock, owner }: Parts, { entry, subjects }: Wanted): Promise<Subscription> {
  const { conversation, schedule, language } = entry
  const now = clock.now()
  const nextRunAt = nextRun(schedule, now)
  const wanted = { conversation, subjects, schedule, language, owner: owner ?? conversation, nextRunAt }
  if ((await tx.conversations.get(conversation)) === null) {
    const channel = conversation.slice('slack:'.length)
    await tx.conversations.save({ id: conversation, kind: kindOf(channel), reference: { channel } }, now)
  }
  return tx.subscriptions.create(wanted, now)
}

async function change(tx: Store, { clock }: Parts, { id }: Subscription, { entry, subjects }: Wanted): Promise<void> {
  const { schedule, language } = entry
  await tx.subscriptions.update(id, { subjects, schedule, language, nextRunAt: nextRun(schedule, clock.now()) })
}

/** The entry with its teams looked up; after a warning why not, where it cannot be applied now. */
async function resolve(parts: Parts, warn: Warn, entry: Configured): Promise<Wanted | 'waiting' | 'unknown'> {
  const { store } = parts
  const { conversation, schedule, language } = entry
  const about = (why: string) => `a subscription of the configuration file waits: ${why}`
  const refuse = (why: string): 'unknown' => {
    warn({ conversation }, about(why))
    return 'unknown'
  }
  // Slack's channels are known by their ids; a conversation in Teams only after a message was received there.
  if (!conversation.startsWith('slack:') && (await store.conversations.get(conversation)) === null)
    return refuse('the bot was not written to in its conversation yet; write to it there')
  try {
    const subjects = await findSubjects(parts.usageApi, entry.teams)
    const unknown = entry.teams.filter((_name, at) => subjects[at] === null)
    if (unknown.length > 0) return refuse(`no team is called ${unknown.map(name => `“${name}”`).join(' or ')}`)
    const known = subjects.filter(subject => subject !== null)
    const ids = known.map(subjectWord)
    const key = [conversation, ...ids.toSorted()].join(' ')
    return { entry, subjects: known, conversation, key, as: JSON.stringify([schedule, language]) }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    warn({ conversation, reason }, about('its teams cannot be looked up now'))
    return 'waiting'
  }
}

/** Looks up teams by name or id; `null` in the place of each that is not known. */
export async function findSubjects(usageApi: Parts['usageApi'], names: readonly string[]): Promise<(Subject | null)[]> {
  const [organization, teams] = await Promise.all([usageApi.organization(), usageApi.teams()])
  return Promise.all(
    names.map(async (name): Promise<Subject | null> => {
      if (fold(name) === 'all') return { kind: 'organization', name: organization.name }
      const team = chooseTeam(teams, name)
      return team ? { kind: 'team', id: team.id, name: team.name } : findUnlistedTeam(usageApi, name)
    }),
  )
}

/** Part of a name is enough for a person who sees the answer, but not for a file. */
function chooseTeam(teams: readonly Team[], asked: string): Team | null {
  const byId = teams.find(({ id }) => id === asked)
  const [only = null, ...others] = teams.filter(({ name }) => fold(name) === fold(asked))
  return byId ?? (others.length === 0 ? only : null)
}

function fold(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase()
}

/** Slack's ids of people and of direct messages begin so. */
function kindOf(channel: string): 'personal' | 'channel' {
  return /^[DUW]/.test(channel) ? 'personal' : 'channel'
}
