/** The commands that come closest to a question in a sentence, as buttons. */
import { AppError, type ErrorCode, type Suggestion } from '../errors.ts'
import type { Words } from '../message/words.ts'
import { readPeriod } from '../time/read-period.ts'
import type { Command, Context } from './command.ts'
import type { Directory } from './directory.ts'
import { findAuthorization } from './guards.ts'
import { normalizeName, quoteName, splitLine } from './line.ts'
import { type Goal, looksLikeQuestion, readGoals } from './question-goals.ts'
import { readVerb } from './read.ts'

/** What a question names: teams, each as it is typed in a line, and a period. */
type Named = { readonly teams: readonly string[]; readonly period: string | null }

type FindCommand = (verb: string) => Command<never> | undefined

type Offer = Pick<Suggestion, 'label' | 'line' | 'opens'>

const maxOffered = 3

/** Errors after which the whole line may have been a question: a command was read from its first word alone. */
const misreadings: readonly ErrorCode[] = ['unknown-team', 'unknown-person', 'bad-arguments', 'bad-number']

/** The same error with the nearest commands, if it offered none. */
export async function offerNearest(
  error: AppError,
  line: string,
  context: Context,
  { directory, findCommand }: { directory: Directory | undefined; findCommand: FindCommand },
): Promise<AppError> {
  const isQuestion = looksLikeQuestion(line)
  const isUnknown = error.code === 'unknown-command' && !findCommand(readVerb(line))
  const hasOwn = (error.details.suggestions ?? []).length > 0
  if (!isUnknown && !(misreadings.includes(error.code) && isQuestion)) return error
  if (hasOwn && !(isUnknown && isQuestion)) return error
  const goals = readGoals(line)
  const teams = await findTeams(line, context, directory)
  const t = context.rendering.t
  const offers = offersFor(goals, { teams, period: findPeriod(line) }, t)
  const allowed = await Promise.all(offers.map(offer => mayAsk(offer, context, findCommand)))
  const suggestions = offers.filter((_offer, at) => allowed[at]).slice(0, maxOffered)
  const wasUnderstood = goals.length > 0 || teams.length > 0
  const details = { ...error.details, suggestions, ...(wasUnderstood ? { isQuestion: true as const } : {}) }
  return new AppError(error.code, details, { cause: error.cause, log: { ...error.log } })
}

/** The names of teams in a text, in its order; none where its reader may see none. */
async function findTeams(line: string, context: Context, directory: Directory | undefined): Promise<string[]> {
  if (!directory || !(await findAuthorization(context, 'groups', 'private'))) return []
  const words = normalizeName(line.slice(0, 200)).replace(/[?!.,;:]/g, ' ')
  const text = ` ${words.replace(/ +/g, ' ')} `
  const typed = new Set(text.split(' ').filter(word => word.length > 1))
  const found = (await Promise.all([...typed].map(word => directory.teams(word)))).flat()
  const labels = new Set(found.map(({ label }) => label))
  const at = (label: string) => text.indexOf(` ${normalizeName(label)} `)
  return [...labels].filter(label => at(label) !== -1).sort((a, b) => at(a) - at(b))
}

/** The longest run of words at the end that is a period. */
function findPeriod(line: string): string | null {
  const words = splitLine(line.replace(/[?!.]+\s*$/, '')).map(({ text }) => text)
  for (let start = Math.max(1, words.length - 6); start < words.length; start++) {
    const period = words.slice(start).join(' ')
    if (readPeriod(period)) return period
  }
  return null
}

function offersFor(goals: readonly Goal[], { teams, period }: Named, t: Words): Offer[] {
  const w = t.questions
  const [team] = teams
  const about = team === undefined ? '' : ` ${quoteName(team)}`
  const when = period === null ? '' : ` ${period}`
  const help = { label: w.help, line: 'help all' }
  const seats =
    team === undefined ? { label: w.seats, line: 'seats' } : { label: w.seatsOf(team), line: `seats${about}` }
  const usage = { label: w.usage, line: `usage${when}` }
  const usageOf = (name: string) => ({ label: w.usageOf(name), line: `usage ${quoteName(name)}${when}` })
  const teamUsage = { label: w.teamUsage, line: 'usage', opens: 'form' as const }
  const unused = { label: w.unused, line: `why ${team === undefined ? 'all' : quoteName(team)}` }
  const cost = { label: w.cost, line: `cost${about}${when}` }
  const allTeams = { label: w.teams, line: 'teams' }
  const compare =
    teams.length > 1
      ? { label: w.compare, line: `digest ${teams.slice(0, 5).map(quoteName).join(', ')}` }
      : { label: w.compareSome, line: 'digest', opens: 'form' as const }
  const usages = team === undefined ? [usage, teamUsage] : teams.slice(0, 2).map(usageOf)
  const byGoal: Readonly<Record<Goal, readonly Offer[]>> = {
    compare: [compare, ...usages],
    unused: [unused, seats],
    cost: [cost, unused, seats],
    me: [{ label: w.me, line: `me${when}` }],
    digests: [{ label: t.forms.open.subscribe, line: 'subscribe', opens: 'form' }],
    alerts: [{ label: t.forms.open.alerts, line: 'alerts', opens: 'form' }, unused],
    seats: [seats, allTeams],
    usage: usages,
    teams: [allTeams],
  }
  const implied: readonly Goal[] = teams.length > 1 ? ['compare'] : team === undefined ? [] : ['usage', 'seats']
  const wanted = (goals.length > 0 ? goals : implied).flatMap(goal => byGoal[goal])
  const offers = wanted.length > 0 ? [...wanted, help] : [teamUsage, seats, help]
  const lines = offers.map(({ label }) => label)
  return offers.filter(({ label }, at) => lines.indexOf(label) === at)
}

/** Nothing is offered that would be refused. */
async function mayAsk({ line }: Offer, context: Context, findCommand: FindCommand): Promise<boolean> {
  const command = findCommand(line.split(' ')[0] ?? '')
  if (!command || (command.needsBot && !context.persistence)) return false
  return (await findAuthorization(context, command.holds, command.surface)) !== null
}
