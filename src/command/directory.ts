/** The existing teams and people, to complete a name while it is typed: what is known at once, rather than all of it late. */
import { StopReason } from '../errors.ts'
import type { Option } from '../message/form.ts'
import type { Clock, Log, Team, TeamMember, UsageApi } from '../ports.ts'
import { normalizeName } from './line.ts'

export interface Directory {
  /** The teams that fit what was typed, those whose name begins so first. Never throws. */
  teams(typed: string): Promise<Option[]>
  /** The same of people with an account, by e-mail. */
  people(typed: string): Promise<Option[]>
  /** The label of a value, if known. */
  labelOf(value: string): string
  /** Ends what is being read. */
  stop(): void
}

type Parts = {
  readonly usageApi: Pick<UsageApi, 'teams' | 'organizationMembers'>
  readonly clock: Clock
  readonly log: Log
  /** Resolves when the person who types has waited long enough. */
  readonly wait: () => Promise<void>
  /** Aborts after so many milliseconds. */
  readonly abortAfter: (milliseconds: number) => AbortSignal
}

/** No platform shows more options. */
const maxShown = 100

/** Milliseconds for which a list is fresh, and after which a failed one is retried. */
const times = { teams: 5 * 60_000, people: 30 * 60_000, again: 10_000 }

/** Milliseconds after which reading a list ends, even if someone waits: no list of a healthy server takes as long. */
const maxReadMs = 60_000

export function createDirectory({ usageApi, ...parts }: Parts): Directory {
  const stopped = new AbortController()
  const shared = { ...parts, stopped: stopped.signal }
  async function* listTeams(signal: AbortSignal): AsyncGenerator<Team> {
    yield* await usageApi.teams(signal)
  }
  const listPeople = (signal: AbortSignal) => usageApi.organizationMembers({}, signal)
  const teams = createKnown(listTeams, toTeamOptions, times.teams, shared)
  const people = createKnown(listPeople, toPeopleOptions, times.people, shared)

  return {
    teams: async typed => findFitting(await teams.inTime(), typed),
    people: async typed => findFitting(await people.inTime(), typed),
    labelOf: value => teams.known().find(({ option }) => option.value === value)?.option.label ?? value,
    stop: () => stopped.abort(new StopReason()),
  }
}

/** Teams with the same name are labelled with their ids. */
function toTeamOptions(teams: readonly Team[]): Option[] {
  const count = new Map<string, number>()
  for (const { name } of teams) count.set(name, (count.get(name) ?? 0) + 1)
  return teams.map(({ id, name }) => ({ value: id, label: count.get(name) === 1 ? name : `${name} (${id})` }))
}

function toPeopleOptions(people: readonly TeamMember[]): Option[] {
  // A person without an e-mail is labelled with another name and found by id.
  // One e-mail may have several accounts; it is listed once.
  const options = people.map(({ id, email }) => ({ value: email.includes('@') ? email : id, label: email }))
  return [...new Map(options.map(option => [option.value.toLowerCase(), option])).values()]
}

/** What can be chosen, with what is compared with what is typed: made once for a list, and not at each letter. */
type Choice = { readonly option: Option; readonly name: string }

const collator = new Intl.Collator()

/** In the order in which people look for them. */
function toChoices(options: readonly Option[]): Choice[] {
  return options
    .map(option => ({ option, name: normalizeName(option.label) }))
    .sort((a, b) => collator.compare(a.option.label, b.option.label))
}

/** A list that is read on demand. While it is read again, or cannot be read, the last known list is used. */
function createKnown<Item>(
  read: (signal: AbortSignal) => AsyncIterable<Item>,
  toOptions: (items: readonly Item[]) => readonly Option[],
  freshFor: number,
  { clock, log, wait, abortAfter, stopped }: Omit<Parts, 'usageApi'> & { readonly stopped: AbortSignal },
) {
  let items: readonly Item[] = []
  let isWhole = false
  let nextReadAt = 0
  let reading: Promise<void> | null = null
  let made = { of: items, length: 0, choices: [] as readonly Choice[] }

  async function readAll(): Promise<void> {
    const found: Item[] = []
    // Until it was read once, those read so far are better than none.
    if (!isWhole) items = found
    const signal = AbortSignal.any([stopped, abortAfter(maxReadMs)])
    try {
      for await (const item of read(signal)) {
        signal.throwIfAborted()
        found.push(item)
      }
      items = found
      isWhole = true
      nextReadAt = clock.now().getTime() + freshFor
    } catch (error) {
      log.warn({ err: error }, 'a list to choose from could not be read, so what is known of it is offered')
      nextReadAt = clock.now().getTime() + times.again
    }
  }

  function known(): readonly Choice[] {
    if (made.of !== items || made.length !== items.length)
      made = { of: items, length: items.length, choices: toChoices(toOptions(items)) }
    return made.choices
  }

  return {
    known,
    async inTime(): Promise<readonly Choice[]> {
      if (clock.now().getTime() >= nextReadAt) {
        reading ??= readAll().finally(() => {
          reading = null
        })
      }
      if (reading) await Promise.race([reading, wait()])
      return known()
    },
  }
}

/** The best first; those that fit equally well in their order. */
function findFitting(choices: readonly Choice[], typed: string): Option[] {
  const wanted = normalizeName(typed)
  const value = typed.trim()
  const ranked: Option[][] = [[], [], [], []]
  for (const { option, name } of choices) {
    const rank = rankOf(name, wanted, option.value === value)
    if (rank !== null) ranked[rank]?.push(option)
  }
  return ranked.flat().slice(0, maxShown)
}

/** The rank of a match, lower is better; `null` if it does not match. */
function rankOf(name: string, wanted: string, isValue: boolean): number | null {
  if (isValue || name === wanted) return 0
  if (name.startsWith(wanted)) return 1
  if (name.split(/[ @._]/).some(word => word.startsWith(wanted))) return 2
  return name.includes(wanted) ? 3 : null
}
