import { footer } from '../../message/fit.ts'
import { type Action, actions, type Link, type Message, text } from '../../message/message.ts'
import type { RenderContext } from '../../message/render-context.ts'
import type { Words } from '../../message/words.ts'
import type { Reminder, TabnineLinks } from '../../ports.ts'
import type { UnusedKind } from '../findings.ts'

/** The seat that one person is asked about; `since` is an ISO moment. */
export type ReminderSeat = {
  readonly kind: UnusedKind
  readonly since: string
  readonly isAtLeast: boolean
  readonly hasExpired: boolean
}

/** The person who is reminded, and the person who asked for it. */
export type ReminderPeople = {
  /** `null`: their name is not known. */
  readonly firstName: string | null
  /** The admin who sends the reminder; `null`: their name is not known. */
  readonly askedBy: string | null
}

type Answer = NonNullable<Reminder['answer']>

/** The question whether a person still needs their seat: who asks, why, and that any answer is fine. */
export function renderReminder(
  token: string,
  seat: ReminderSeat,
  { firstName, askedBy }: ReminderPeople,
  links: TabnineLinks,
  { t }: RenderContext,
): Message {
  const { remind } = t
  const isInvite = seat.kind === 'invited'
  const needsInvite = isInvite && seat.hasExpired
  const since = new Date(seat.since)
  const state = needsInvite ? remind.expired(since) : remind.seat[seat.kind](since, seat.isAtLeast)
  const summary = `${greet(firstName, state, t)} ${remind.question(askedBy)}`
  return {
    title: isInvite ? remind.inviteTitle : remind.title,
    summary,
    parts: [
      text(summary),
      actions(
        listAnswers(token, t, needsInvite),
        isInvite && !needsInvite ? [{ label: remind.links.accept, url: links.signIn }] : [],
      ),
      ...renderStart(links, t, [{ label: remind.act.stop, line: 'reminders off', isMore: true }]),
      footer(remind.promise, remind.totalsOnly),
    ],
  }
}

/**
 * The confirmation that replaces the question.
 * @param until when a person who asked for later can be reminded again
 * @param needsInvite their invite has expired
 */
export function renderAnswered(
  token: string,
  answer: Answer,
  { firstName, until, needsInvite }: { firstName: string | null; until: Date; needsInvite: boolean },
  links: TabnineLinks,
  { t }: RenderContext,
): Message {
  const { mine, act } = t.remind
  const answered = mine.answered[answer === 'use' && needsInvite ? 'invite' : answer]
  const summary = answered.text(firstName, until)
  return {
    title: answered.title,
    summary,
    parts: [
      text(summary),
      actions([{ label: act.change, line: `reply ${token} change` }]),
      ...(answer === 'use' && !needsInvite ? renderStart(links, t, []) : []),
    ],
  }
}

/** The question again, for a person who has answered and wants to change that. */
export function renderChange(token: string, needsInvite: boolean, { t }: RenderContext): Message {
  const { remind } = t
  return {
    title: remind.title,
    summary: remind.promise,
    parts: [text(`${remind.promise}.`), actions(listAnswers(token, t, needsInvite))],
  }
}

/** The first name in a display name; `null` if there is none, as in an e-mail address. */
export function firstNameOf(name: string | null): string | null {
  if (name === null || name.includes('@')) return null
  // Directories write "Lovelace, Ada" too.
  const given = name.includes(',') ? name.slice(name.indexOf(',') + 1) : name
  return given.trim().split(/\s+/)[0] || null
}

function listAnswers(token: string, { remind: { act } }: Words, needsInvite: boolean): Action[] {
  return [
    { label: needsInvite ? act.invite : act.use, line: `reply ${token} use`, style: 'primary' },
    { label: act.release, line: `reply ${token} release` },
    { label: act.later, line: `reply ${token} later` },
  ]
}

/** How to start with Tabnine. */
function renderStart({ install, signIn }: TabnineLinks, { remind }: Words, others: readonly Action[]) {
  const pages: Link[] = [
    { label: remind.links.install, url: install },
    { label: remind.links.signIn, url: signIn },
  ]
  return [text(remind.start), actions(others, pages)]
}

function greet(firstName: string | null, sentence: string, t: Words): string {
  const greeting = firstName === null ? '' : t.remind.greeting(firstName)
  return greeting === '' ? sentence.charAt(0).toUpperCase() + sentence.slice(1) : greeting + sentence
}
