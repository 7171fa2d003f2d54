import { distance } from 'fastest-levenshtein'
import { AppError, isSelf, type Suggestion } from '../errors.ts'
import type { Subject, Team } from '../ports.ts'
import { findUnlistedTeam, subjectWord } from '../subject.ts'
import { type Command, type Context, formatLine } from './command.ts'
import { authorizeAnswer } from './guards.ts'
import { nameIn, normalizeName } from './line.ts'
import { labelTeams } from './team-labels.ts'

type Arguments = Readonly<Record<string, string | undefined>>

/**
 * Finds a team by id, by name, or by part of a name. `all`, or no name, is the organization.
 * @throws AppError `not-told-here` if the reader may not see groups: then no name is searched for and none is offered
 */
export async function findSubject(command: Command<never>, args: Arguments, context: Context): Promise<Subject> {
  await authorizeAnswer(context, 'groups', command.surface)
  const listTeams = () => context.sources.usageApi.teams(context.sources.signal)
  const name = args.team ?? 'all'
  return findNamed(name, context, listTeams, (found, teams) => {
    const withPeriod = suggestPeriods(command, args, teams)
    if (withPeriod.length > 0) return withPeriod
    return [
      ...offerAll(name, () => formatLine(command, { ...args, team: 'all' })),
      ...suggestTeams(found, team => formatLine(command, { ...args, team })),
    ]
  })
}

/** The teams named in a line, each once, in their order, or refused alike. What is offered is that whole line with one name replaced. */
export async function findSubjects(
  command: Command<never>,
  args: Readonly<Record<string, unknown>> & { readonly teams: readonly string[] },
  context: Context,
): Promise<Subject[]> {
  await authorizeAnswer(context, 'groups', command.surface)
  let listed: Promise<readonly Team[]> | undefined
  const listTeams = (): Promise<readonly Team[]> => {
    listed ??= context.sources.usageApi.teams(context.sources.signal)
    return listed
  }
  const found = await Promise.all(
    args.teams.map((name, index) =>
      findNamed(name, context, listTeams, nearby => {
        const lineWith = (team: string) => formatLine(command, { ...args, teams: args.teams.with(index, team) })
        return [...offerAll(name, () => lineWith('all')), ...suggestTeams(nearby, lineWith)]
      }),
    ),
  )
  const keys = found.map(subjectWord)
  return found.filter((_subject, index) => keys.indexOf(keys[index] ?? '') === index)
}

async function findNamed(
  name: string,
  { sources: { usageApi, signal } }: Context,
  listTeams: () => Promise<readonly Team[]>,
  offer: (found: readonly Team[], teams: readonly Team[]) => Suggestion[],
): Promise<Subject> {
  if (/^all$/i.test(name.trim())) return { kind: 'organization', name: (await usageApi.organization(signal)).name }
  try {
    const teams = await listTeams()
    const team = chooseTeam(teams, nameIn(name), found => offer(found, teams))
    return { kind: 'team', id: team.id, name: team.name }
  } catch (error) {
    const found = signal.aborted ? null : await findUnlistedTeam(usageApi, nameIn(name), signal)
    if (!found) throw error
    return found
  }
}

/** Decides which team is meant, or throws `unknown-team` or `ambiguous-team` with what to offer. @internal */
export function chooseTeam(
  teams: readonly Team[],
  asked: string,
  offer: (teams: readonly Team[]) => Suggestion[],
): Team {
  const byId = teams.find(team => team.id === asked)
  if (byId) return byId
  const name = normalizeName(asked)
  const whole = teams.filter(team => normalizeName(team.name) === name)
  // Who writes “me” means themselves, and not the team whose name has these letters in it.
  const isPart = (team: Team) => name !== '' && !isSelf(name) && normalizeName(team.name).includes(name)
  const found = whole.length > 0 ? whole : teams.filter(isPart)
  const [only, ...others] = found
  if (only && others.length === 0) return only
  if (only) throw new AppError('ambiguous-team', { subject: asked, suggestions: offer(found) })
  throw new AppError('unknown-team', { subject: asked, suggestions: offer(nearest(teams, name)) })
}

/** Teams that are named among other words, else those whose name, or a word of it, is at most a third of its letters away. */
function nearest(teams: readonly Team[], name: string): Team[] {
  if (name === '') return []
  const named = teams.filter(team => ` ${name} `.includes(` ${normalizeName(team.name)} `))
  if (named.length > 0) return named
  const most = Math.max(1, Math.floor(name.length / 3))
  return teams
    .map(team => ({ team, away: awayFrom(normalizeName(team.name), name, most) }))
    .filter(({ away }) => away <= most)
    .sort((a, b) => a.away - b.away)
    .map(({ team }) => team)
}

/** Letters between a name and a team's, or a word of it; more than `most` where the lengths alone differ by more. */
function awayFrom(teamName: string, name: string, most: number): number {
  const to = (other: string) => (Math.abs(other.length - name.length) > most ? most + 1 : distance(other, name))
  return Math.min(to(teamName), ...teamName.split(' ').map(to))
}

const maxSuggestions = 5

/** The same question for each of these teams. Teams with the same name are labelled with the ends of their ids. */
function suggestTeams(teams: readonly Team[], lineWith: (team: string) => string): Suggestion[] {
  const labelOf = labelTeams(teams)
  return teams.slice(0, maxSuggestions).map(({ id }) => ({ label: labelOf(id), line: lineWith(id) }))
}

/** Where no team is called "all" in quotes, everyone was probably meant. */
function offerAll(name: string, lineWithAll: () => string): Suggestion[] {
  if (!/^"all"$/i.test(name)) return []
  const line = lineWithAll()
  return [{ label: line, line }]
}

const spellings = [
  'today',
  'yesterday',
  'this week',
  'last week',
  'this month',
  'last month',
  'last 30 days',
  'last quarter',
]

/** "payments last wek": a name that ends in a misspelt period. Suggests the line with the period corrected. */
function suggestPeriods(command: Command<never>, args: Arguments, teams: readonly Team[]): Suggestion[] {
  if (!('period' in command.args.shape) || args.period !== undefined || args.team === undefined) return []
  const words = args.team.split(/\s+/)
  for (let start = 0; start < words.length; start++) {
    const ending = words.slice(start).join(' ').toLowerCase().replace(/-/g, ' ')
    const period = spellings.find(spelling => distance(spelling, ending) <= 2)
    if (!period) continue
    const corrected = { ...args, team: undefined, period }
    const name = normalizeName(words.slice(0, start).join(' '))
    if (name === '') return [{ label: period, line: formatLine(command, corrected) }]
    const named = teams.filter(team => normalizeName(team.name) === name)
    const meant = named.length > 0 ? named : nearest(teams, name).slice(0, 1)
    if (meant.length === 0) continue
    const lines = suggestTeams(meant, team => formatLine(command, { ...corrected, team }))
    return lines.map(found => ({ ...found, label: `${found.label}, ${period}` }))
  }
  return []
}
