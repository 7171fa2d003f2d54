import { type AppError, type ErrorCode, isSelf, type Suggestion } from '../errors.ts'
import { endSentence } from './formats.ts'
import { type Action, actions, type Message, note, text } from './message.ts'
import type { Words } from './words.ts'

type Reading = {
  readonly t: Words
  /** Only an admin reads it. */
  readonly isAdmin: boolean
  /** A line that can be asked again without doing anything twice. */
  readonly again?: string | undefined
}

/** Buttons that can be read at a glance; the others are behind “more”. */
const maxVisibleActions = 3

/** An error as a message: the problem as the title, the next step, and buttons that take it. */
export function renderError(error: AppError, reference: string, { t, isAdmin, again }: Reading): Message {
  const { suggestions = [], isQuestion = false } = error.details
  if (isQuestion) return renderNearest(suggestions, t)
  const { title, todo, forAdmins } = t.errors.explain(error.code, error.details)
  const summary = isAdmin ? (forAdmins ?? todo) : todo
  const buttons = [...suggestions, ...nextSteps(error, t, again)].map(toAction)
  const isReferenceShown = error.referenceFor === 'all' || (error.referenceFor === 'admins' && isAdmin)
  return {
    title,
    summary,
    parts: [
      text(summary),
      ...(buttons.length > 0 ? [actions(buttons)] : []),
      ...(isReferenceShown ? [note(t.errors.reference(reference))] : []),
    ],
  }
}

/** Where there is no place for a title, as next to the field of a form. */
export function errorInLine({ title, summary }: Message): string {
  return `${endSentence(title)} ${summary}`
}

/** The commands that come closest to a question in a sentence. */
function renderNearest(suggestions: readonly Suggestion[], t: Words): Message {
  const { title, summary } = t.questions
  const buttons = suggestions.map((suggestion, at) => ({
    ...toAction(suggestion, at),
    ...(at === 0 ? { style: 'primary' as const } : {}),
  }))
  return { title, summary, parts: [text(summary), actions(buttons)] }
}

type Step = keyof Words['errors']['act']

/** The line behind each step; `examples` and `again` depend on the line that was asked. */
const lines: Readonly<Record<Exclude<Step, 'examples' | 'again'>, string>> = {
  teams: 'teams',
  digests: 'subscriptions',
  alerts: 'alerts',
  excluded: 'exclude',
  me: 'me',
  help: 'help all',
}

const steps: Partial<Record<ErrorCode, readonly (keyof typeof lines)[]>> = {
  'not-found': ['teams'],
  'unknown-team': ['teams'],
  'unknown-subscription': ['digests'],
  'subscription-gone': ['digests'],
  'bad-number': ['digests', 'alerts'],
  'unknown-alert': ['alerts'],
  'nothing-open': ['alerts'],
  'nothing-to-settle': ['digests'],
  'not-excluded': ['excluded'],
  'exclusion-over': ['excluded'],
  'not-allowed': ['me'],
}

function nextSteps({ code, details, canRetry }: AppError, t: Words, again: string | undefined): Suggestion[] {
  const { act } = t.errors
  const isAboutSelf = code === 'unknown-team' && isSelf(details.subject ?? '')
  const wanted = [...(isAboutSelf ? (['me'] as const) : []), ...(steps[code] ?? [])]
  const found = wanted.map(step => ({ label: act[step], line: lines[step] }))
  if (canRetry && again !== undefined) found.push({ label: act.again, line: again })
  if (code === 'bad-arguments')
    found.push({ label: act.examples, line: details.command ? `help ${details.command}` : 'help' })
  if (code === 'unknown-command' && !details.suggestions?.some(({ line }) => line === lines.help))
    found.push({ label: act.help, line: lines.help })
  return found
}

function toAction({ label, line, opens }: Suggestion, at: number): Action {
  return {
    ...{ label, line },
    ...(opens ? { opens } : {}),
    ...(at >= maxVisibleActions ? { isMore: true as const } : {}),
  }
}
