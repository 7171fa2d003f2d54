/** The teams and people there are, for whoever begins to type a name: what is known at once, rather than all of it late. */
import type { Option } from '../message/form.ts'
import type { Clock, Log, Team, TeamMember, UsageApi } from '../ports.ts'
import { normalizeName } from './line.ts'

export interface Directory {
  /** The teams that fit what was typed, those whose name begins so first. Never throws. */
  teams(typed: string): Promise<Option[]>
  /** The same of people with an account, by e-mail. */
  people(typed: string): Promise<Option[]>
  /** What people call a value of one of these, where that is known. */
  labelOf(value: string): string
}

type Parts = {
  readonly usageApi: Pick<UsageApi, 'teams' | 'organizationMembers'>
  readonly clock: Clock
  readonly log: Log
  /** Resolves when whoever types has waited long enough. */
  readonly wait: () => Promise<void>
}

/** As many as any place shows. */
const mostShown = 100

/** Milliseconds for which a list is taken to be true, and after which one that could not be read is tried again. */
const times = { teams: 5 * 60_000, people: 30 * 60_000, again: 10_000 }

export function createDirectory({ usageApi, clock, log, wait }: Parts): Directory {
  async function* listTeams(): AsyncGenerator<Team> {
    yield* await usageApi.teams()
  }
  const teams = createKnown(listTeams, times.teams, { clock, log, wait })
  const people = createKnown<TeamMember>(() => usageApi.organizationMembers(), times.people, { clock, log, wait })

  function nameOf({ id, name }: Team): string {
    const isAlone = teams.known().every(other => other.id === id || other.name !== name)
    return isAlone ? name : `${name} (${id})`
  }

  return {
    teams: async typed =>
      findFitting(
        (await teams.inTime()).map(team => ({ label: nameOf(team), value: team.id })),
        typed,
      ),
    people: async typed =>
      findFitting(
        (await people.inTime()).map(({ email }) => ({ label: email, value: email })),
        typed,
      ),
    labelOf(value) {
      const team = teams.known().find(({ id }) => id === value)
      return team ? nameOf(team) : value
    },
  }
}

/** A list that is read when it is wanted, and stands as it was known last while it is read again, or cannot be. */
function createKnown<Item>(
  read: () => AsyncIterable<Item>,
  freshFor: number,
  { clock, log, wait }: Pick<Parts, 'clock' | 'log' | 'wait'>,
) {
  let items: readonly Item[] = []
  let isWhole = false
  let nextReadAt = 0
  let reading: Promise<void> | null = null

  async function readAll(): Promise<void> {
    const found: Item[] = []
    // Until it was read once, those read so far are better than none.
    if (!isWhole) items = found
    try {
      for await (const item of read()) found.push(item)
      items = found
      isWhole = true
      nextReadAt = clock.now().getTime() + freshFor
    } catch (error) {
      log.warn({ err: error }, 'a list to choose from could not be read, so what is known of it is offered')
      nextReadAt = clock.now().getTime() + times.again
    }
  }

  return {
    known: () => items,
    async inTime(): Promise<readonly Item[]> {
      if (clock.now().getTime() >= nextReadAt) {
        reading ??= readAll().finally(() => {
          reading = null
        })
      }
      if (reading) await Promise.race([reading, wait()])
      return items
    },
  }
}

function findFitting(options: readonly Option[], typed: string): Option[] {
  const wanted = normalizeName(typed)
  return options
    .map(option => ({ option, rank: rankOf(normalizeName(option.label), wanted, option.value === typed.trim()) }))
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || a.option.label.localeCompare(b.option.label))
    .slice(0, mostShown)
    .map(({ option }) => option)
}

/** The lower, the better it fits; `null` where it does not. */
function rankOf(name: string, wanted: string, isValue: boolean): number | null {
  if (isValue || name === wanted) return 0
  if (name.startsWith(wanted)) return 1
  if (name.split(/[ @._]/).some(word => word.startsWith(wanted))) return 2
  return name.includes(wanted) ? 3 : null
}
