/** Subscriptions as code: those of the configuration file are made at the start, changed with it, and end with it. */
import type { Clock, Log, Schedule, Store, Subject, Subscription, Team, UsageApi } from '../ports.ts'
import { nextRun } from '../schedule/due.ts'
import { subjectWord } from '../subject.ts'

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
  readonly usageApi: Pick<UsageApi, 'teams' | 'organization'>
  readonly clock: Clock
  readonly log: Log
  /** Whoever is told of failures; `null`: the conversation itself. */
  readonly owner: string | null
}

/** What was made of an entry. `key`: conversation and teams, by which an entry is the same one; `as`: all else of it. */
type Made = { readonly id: number; readonly conversation: string; readonly key: string; readonly as: string }
type Wanted = Omit<Made, 'id'> & { readonly entry: Configured; readonly subjects: readonly Subject[] }
type Told = { readonly what: 'made' | 'changed' | 'ended'; readonly id: number; readonly conversation: string }

const keptAs = 'configured subscriptions'

/**
 * Makes the subscriptions what the file says. What was subscribed in chat is not touched, and what was changed in chat stays
 * until the file changes. What cannot be understood now is warned of and stays as it was. Never throws for it.
 */
export async function applyConfigured(parts: Parts, entries: readonly Configured[]): Promise<void> {
  const { store, log } = parts
  const isNothing = entries.length === 0 && (await store.secrets.keep(keptAs, '[]')) === '[]'
  if (isNothing) return
  const found = await Promise.all(entries.map(entry => resolve(parts, entry)))
  const wanted = found.filter(each => each !== null)
  // An entry that is not understood may be any of its conversation.
  const held = new Set(entries.filter((_entry, at) => found[at] === null).map(({ conversation }) => conversation))
  const told = await store.transaction(tx => settle(tx, parts, wanted, held))
  for (const { what, ...about } of told) log.info(about, `a subscription of the configuration file was ${what}`)
}

async function settle(
  tx: Store,
  parts: Parts,
  wanted: readonly Wanted[],
  held: ReadonlySet<string>,
): Promise<readonly Told[]> {
  await tx.secrets.keep(keptAs, '[]')
  // Locked, so that of two replicas that start at once the second finds what the first has made.
  const made = JSON.parse(await tx.secrets.lock(keptAs)) as readonly Made[]
  const told: Told[] = []
  const now: Made[] = []
  for (const each of wanted) {
    const { key, as, conversation } = each
    if (now.some(other => other.key === key)) continue
    const before = made.find(other => other.key === key)
    const current = before ? await tx.subscriptions.get(before.id) : null
    const id = current?.id ?? (await create(tx, parts, each)).id
    if (!current) told.push({ what: 'made', id, conversation })
    else if (before?.as !== as) {
      await change(tx, parts, current, each)
      told.push({ what: 'changed', id, conversation })
    }
    now.push({ id, conversation, key, as })
  }
  for (const each of made.filter(({ key }) => !now.some(other => other.key === key))) {
    if (held.has(each.conversation)) now.push(each)
    else if (await tx.subscriptions.remove(each.id))
      told.push({ what: 'ended', id: each.id, conversation: each.conversation })
  }
  await tx.secrets.replace(keptAs, JSON.stringify(now))
  return told
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

/** The entry with its teams looked up; `null`, after a warning that says why, where it cannot be applied now. */
async function resolve(parts: Parts, entry: Configured): Promise<Wanted | null> {
  const { store, log } = parts
  const { conversation, schedule, language } = entry
  const refuse = (why: string, error?: unknown) => {
    log.warn(
      { conversation, ...(error ? { err: error } : {}) },
      `a subscription of the configuration file rests: ${why}`,
    )
    return null
  }
  // Slack's channels are known by their ids; a conversation in Teams only after something was heard there.
  if (!conversation.startsWith('slack:') && (await store.conversations.get(conversation)) === null)
    return refuse('the bot was not written to in its conversation yet; write to it there, then start it again')
  try {
    const subjects = await findSubjects(parts.usageApi, entry.teams)
    const unknown = entry.teams.filter((_name, at) => subjects[at] === null)
    if (unknown.length > 0) return refuse(`not one team is called ${unknown.map(name => `“${name}”`).join(' or ')}`)
    const known = subjects.filter(subject => subject !== null)
    const ids = known.map(subjectWord)
    const key = [conversation, ...ids.toSorted()].join(' ')
    return { entry, subjects: known, conversation, key, as: JSON.stringify([schedule, language]) }
  } catch (error) {
    return refuse('its teams cannot be looked up now', error)
  }
}

async function findSubjects(usageApi: Parts['usageApi'], names: readonly string[]): Promise<(Subject | null)[]> {
  const [organization, teams] = await Promise.all([usageApi.organization(), usageApi.teams()])
  return names.map(name => {
    if (fold(name) === 'all') return { kind: 'organization', name: organization.name }
    const team = chooseTeam(teams, name)
    return team && { kind: 'team', id: team.id, name: team.name }
  })
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
