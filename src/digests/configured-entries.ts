/** Entries of the configuration file, of every kind: they are made at the start, changed with it, and end with it. */
import { ownIdOf, platformFacts, platformOf } from '../platform.ts'
import type { Clock, Log, Store, Subject, Team, UsageApi } from '../ports.ts'
import { findUnlistedTeam } from '../subject.ts'
import {
  applyChanges,
  type ConfiguredKind,
  createWarn,
  type EntryWishes,
  type FileChange,
  identityOf,
  previewChanges,
  type WantedEntry,
  type WarnOnce,
  withoutDoubles,
} from './reconcile-file.ts'

export type ConfiguredParts = {
  readonly store: Store
  readonly usageApi: Pick<UsageApi, 'teams' | 'organization' | 'teamName'>
  readonly clock: Clock
  readonly log: Log
  /** Who is notified of failures; `null`: the conversation itself. */
  readonly owner: string | null
}

/**
 * The state of the file. `waiting`: the Usage API does not answer; `unknown`: a team or a conversation is not known (yet);
 * `unconfirmed`: it would end so many digests or alerts that a person is to confirm it.
 */
export type ConfiguredState = 'applied' | 'waiting' | 'unknown' | 'unconfirmed'

export type FileDifference = { readonly state: ConfiguredState; readonly changes: readonly FileChange[] }

export type ConfiguredEntries = {
  /**
   * Makes what is stored what the file says, as far as it is possible now. What was set up in chat is not touched, unless the
   * file asks for the same: then it comes from the file from now on. May be called again: an entry is made once, so what
   * people end meanwhile stays ended until the next start, and a warning is logged once.
   */
  apply(): Promise<FileDifference>
  /** The same, and nothing is written. */
  preview(): Promise<FileDifference>
}

type EntriesParts<Entry extends { readonly conversation: string }, Wanted extends WantedEntry> = {
  readonly parts: Pick<ConfiguredParts, 'store' | 'log'>
  readonly kind: ConfiguredKind<Wanted>
  readonly entries: readonly Entry[]
  readonly confirmedEnds: number | null
  /** The entry with its teams looked up; after a warning why not, where it cannot be applied now. */
  readonly resolve: (entry: Entry, warn: WarnOnce) => Promise<readonly Wanted[] | 'waiting' | 'unknown'>
}

/** The same for every kind of entry. */
export function createEntries<Entry extends { readonly conversation: string }, Wanted extends WantedEntry>({
  parts: { store, log },
  kind,
  entries,
  confirmedEnds,
  resolve,
}: EntriesParts<Entry, Wanted>): ConfiguredEntries {
  const applied = new Set<string>()
  const warn = createWarn(log)

  async function wish(): Promise<{ wishes: EntryWishes<Wanted>; found: readonly unknown[] } | null> {
    const isNothing = entries.length === 0 && ((await store.secrets.find(kind.keptAs)) ?? '[]') === '[]'
    if (isNothing) return null
    const found = await Promise.all(entries.map(entry => resolve(entry, warn)))
    const wanted = withoutDoubles(
      found.flatMap(each => (typeof each === 'string' ? [] : each)),
      kind.name,
      warn,
    )
    // An entry that is not understood may be any of its conversation.
    const held = new Set(
      entries.filter((_entry, at) => typeof found[at] === 'string').map(({ conversation }) => conversation),
    )
    return { wishes: { wanted, held, applied, confirmedEnds }, found }
  }

  const stateOf = (found: readonly unknown[], unconfirmed: number): ConfiguredState => {
    if (found.includes('waiting')) return 'waiting'
    if (found.includes('unknown')) return 'unknown'
    return unconfirmed > 0 ? 'unconfirmed' : 'applied'
  }

  const warnOfEnds = (unconfirmed: number) => {
    if (unconfirmed === 0) return
    warn(
      { [`${kind.name}s`]: unconfirmed },
      `CONFIG_FILE no longer has ${unconfirmed} ${kind.name}s, more than half of its own, so they stay; ` +
        `to end them set CONFIRM_ENDED_SUBSCRIPTIONS=${unconfirmed} and restart`,
    )
  }

  return {
    async apply() {
      const wished = await wish()
      if (wished === null) return { state: 'applied', changes: [] }
      const { wishes, found } = wished
      const { changes, unconfirmed } = await store.transaction(tx => applyChanges(tx, kind, wishes))
      for (const each of wishes.wanted) applied.add(identityOf(each))
      for (const { what, id, conversation } of changes)
        log.info({ what, id, conversation }, `a ${kind.name} of the configuration file was ${what}`)
      warnOfEnds(unconfirmed)
      return { state: stateOf(found, unconfirmed), changes }
    },
    async preview() {
      const wished = await wish()
      if (wished === null) return { state: 'applied', changes: [] }
      const { changes, unconfirmed } = await previewChanges(store, kind, wished.wishes)
      warnOfEnds(unconfirmed)
      return { state: stateOf(wished.found, unconfirmed), changes }
    },
  }
}

/** The worst comes first: what waits for the Usage API is tried again at once. */
const worstFirst = ['waiting', 'unknown', 'unconfirmed', 'applied'] as const

/** Several kinds of entries as one. */
export function joinConfigured(kinds: readonly ConfiguredEntries[]): ConfiguredEntries {
  const join = async (ask: (kind: ConfiguredEntries) => Promise<FileDifference>): Promise<FileDifference> => {
    const found: FileDifference[] = []
    // One after another: each warns in its turn, and the second finds the conversations of the first.
    for (const kind of kinds) found.push(await ask(kind))
    return {
      state: worstFirst.find(word => found.some(({ state }) => state === word)) ?? 'applied',
      changes: found.flatMap(({ changes }) => changes),
    }
  }
  return { apply: () => join(kind => kind.apply()), preview: () => join(kind => kind.preview()) }
}

/** Ticks between two tries for an unknown team or conversation: someone must create it first. */
const ticksBetweenTries = 15

/**
 * Applies the file in the background until it succeeds.
 * @returns a function to call each minute, which resolves after that try; it never rejects
 */
export function keepApplying(
  configured: { apply(): Promise<Pick<FileDifference, 'state'>> },
  report: (state: ConfiguredState, reason?: string) => void,
): () => Promise<void> {
  let isBusy = false
  let isOver = false
  let ticksToWait = 0

  return async () => {
    if (isBusy || isOver || ticksToWait-- > 0) return
    isBusy = true
    try {
      const { state } = await configured.apply()
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

/** A channel is known by its id, or only after something was written there. */
export async function isKnownConversation(store: Pick<Store, 'conversations'>, conversation: string): Promise<boolean> {
  return (
    platformFacts[platformOf(conversation)].hasOpenConversations ||
    (await store.conversations.get(conversation)) !== null
  )
}

/** In Slack a channel needs no one to write to the bot first. */
export async function saveConversation(tx: Store, conversation: string, now: Date): Promise<void> {
  if ((await tx.conversations.get(conversation)) !== null) return
  const channel = ownIdOf(conversation)
  await tx.conversations.save({ id: conversation, kind: kindOf(channel), reference: { channel } }, now)
}

/** The teams of an entry; after a warning why not, where they are not known now. */
export async function resolveTeams(
  { store, usageApi }: Pick<ConfiguredParts, 'store' | 'usageApi'>,
  warn: WarnOnce,
  kind: string,
  { conversation, teams }: { readonly conversation: string; readonly teams: readonly string[] },
): Promise<readonly Subject[] | 'waiting' | 'unknown'> {
  const about = (why: string) => `${kind === 'alert' ? 'an' : 'a'} ${kind} of the configuration file waits: ${why}`
  const refuse = (why: string): 'unknown' => {
    warn({ conversation }, about(why))
    return 'unknown'
  }
  if (!(await isKnownConversation(store, conversation)))
    return refuse('the bot was not written to in its conversation yet; write to it there')
  try {
    const subjects = await findSubjects(usageApi, teams)
    const unknown = teams.filter((_name, at) => subjects[at] === null)
    if (unknown.length > 0) return refuse(`no team is called ${unknown.map(name => `“${name}”`).join(' or ')}`)
    return subjects.filter(subject => subject !== null)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    warn({ conversation, reason }, about('its teams cannot be looked up now'))
    return 'waiting'
  }
}

/** Looks up teams by name or id; `null` in the place of each that is not known. */
export async function findSubjects(
  usageApi: ConfiguredParts['usageApi'],
  names: readonly string[],
): Promise<(Subject | null)[]> {
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
