import type { AppError } from '../errors.ts'
import { endSentence } from '../message/formats.ts'
import { type Action, actions, type Message, type Part, text } from '../message/message.ts'
import type { RenderContext } from '../message/render-context.ts'
import type { Words } from '../message/words.ts'
import type { Subject, Subscription } from '../ports.ts'
import { subjectWord } from '../subject.ts'

/** What one person has set up, wherever that is, and their own usage. */
export type HomeFacts = {
  readonly subscriptions: readonly Subscription[]
  readonly alerts: readonly OwnAlert[]
  readonly usage: OwnUsage
  /** Whether digests and alerts are theirs to set up. */
  readonly maySubscribe: boolean
  /** Why the reader may not see what is set up; then the lists are empty. */
  readonly refusal?: AppError
  /** Why one of the lists could not be read; then it is empty. */
  readonly failures?: { readonly subscriptions?: AppError; readonly alerts?: AppError }
}

/**
 * `episode` is `null` while nothing is open, and `hidden` where the reader may see nothing of teams; `closed` says why it is
 * silent for good.
 */
export type OwnAlert = {
  readonly id: number
  readonly subject: Subject
  readonly episode: { readonly openedOn: Date; readonly open: number } | 'hidden' | null
  readonly closed: string | null
}

/** The report on the person themselves, or why there is none. */
export type OwnUsage = { readonly message: Message } | { readonly failure: AppError }

/** Digests, and alerts, that the page lists; the rest is counted. */
const maxShown = 5

/** What needs the reader is a glance. */
const maxNeeds = 3

/**
 * The reader's own page: App Home in Slack, the personal chat in Teams.
 * @param editLine writes the line that changes a subscription
 */
export function renderHome(
  { subscriptions, alerts, usage, maySubscribe, refusal, failures = {} }: HomeFacts,
  { t }: RenderContext,
  editLine: (subscription: Subscription) => string,
): Message {
  const own = [text({ strong: t.home.usage }), ...renderUsage(usage, t)]
  if (refusal) {
    const summary = renderFailure(refusal, t)
    const head = text({ strong: t.list([t.home.subscriptions, t.home.alerts]) })
    return { title: t.home.title, summary, parts: [head, text(summary), ...own] }
  }
  const [failure] = [failures.subscriptions, failures.alerts].filter(each => each !== undefined)
  const needs = listNeeds(subscriptions, alerts, t)
  const isEmpty = subscriptions.length === 0 && alerts.length === 0
  const [first] = needs
  const summary = failure
    ? renderFailure(failure, t)
    : first
      ? endSentence(first.sentence)
      : isEmpty && maySubscribe
        ? t.home.start
        : t.home.nothing
  return {
    title: t.home.title,
    summary,
    parts: [
      ...(failure || !first ? [text(summary)] : []),
      ...needs
        .slice(0, maxNeeds)
        .flatMap(({ sentence, act }, at) => [
          text({ strong: sentence }),
          actions([at === 0 ? { ...act, style: 'primary' } : act]),
        ]),
      actions([
        ...(maySubscribe ? setUpActions(isEmpty && !failure, t) : []),
        { label: t.questions.teamUsage, line: 'usage', opens: 'form' },
      ]),
      text({ strong: t.home.subscriptions }),
      ...renderNone(subscriptions, failures.subscriptions, t.home.noSubscriptions, t),
      ...subscriptions.slice(0, maxShown).flatMap(one => renderSubscription(one, t, editLine(one))),
      ...renderRest(subscriptions.length, t),
      text({ strong: t.home.alerts }),
      ...renderNone(alerts, failures.alerts, t.home.noAlerts, t),
      ...alerts.slice(0, maxShown).flatMap(one => renderAlert(one, t)),
      ...renderRest(alerts.length, t),
      ...own,
    ],
  }
}

/** @param isStart setting up a digest is the thing to do */
function setUpActions(isStart: boolean, t: Words): Action[] {
  const subscribe: Action = { label: t.forms.open.subscribe, line: 'subscribe', opens: 'form' }
  return [
    isStart ? { ...subscribe, style: 'primary' } : subscribe,
    { label: t.forms.open.alerts, line: 'alerts', opens: 'form' },
  ]
}

type Need = { readonly sentence: string; readonly act: Action }

/** What the reader can do something about now: digests that cannot be posted, then the alerts with most unused seats. */
function listNeeds(subscriptions: readonly Subscription[], alerts: readonly OwnAlert[], t: Words): Need[] {
  const unreachable = subscriptions.filter(({ pause }) => pause?.reason === 'unreachable')
  const open = alerts.flatMap(({ subject, episode, closed }) =>
    closed === null && episode !== null && episode !== 'hidden' && episode.open > 0 ? [{ subject, episode }] : [],
  )
  return [
    ...unreachable.map(({ id, subjects }) => ({
      sentence: t.home.needs.unreachable(t.list(subjects.map(t.subject))),
      act: { label: t.subscription.resume, line: `resume ${id}` },
    })),
    ...open
      .toSorted((a, b) => b.episode.open - a.episode.open)
      .map(({ subject, episode }) => ({
        sentence: t.home.needs.unused(episode.open, t.subject(subject), t.day(episode.openedOn)),
        act: { label: t.questions.unused, line: `why ${subjectWord(subject)}` },
      })),
  ]
}

function renderSubscription(
  { id, subjects, schedule, pause, nextRunAt }: Subscription,
  t: Words,
  edit: string,
): Part[] {
  const next = pause ? t.subscription.paused(pause, schedule.zone) : t.home.next(t.moment(nextRunAt, schedule.zone))
  return [
    text({ strong: t.list(subjects.map(t.subject)) }, ` · ${t.subscription.schedule(schedule)} · ${next}`),
    actions([
      pause
        ? { label: t.subscription.resume, line: `resume ${id}` }
        : { label: t.subscription.pause, line: `pause ${id}` },
      { label: t.home.runNow, line: `run ${id}` },
      { label: t.forms.open.edit, line: edit, opens: 'form' },
    ]),
  ]
}

function renderAlert({ id, subject, episode, closed }: OwnAlert, t: Words): Part[] {
  const state =
    closed !== null
      ? t.subscription.reason(closed)
      : episode === 'hidden'
        ? null
        : episode
          ? t.home.openSince(episode.open, t.day(episode.openedOn))
          : t.home.quiet
  const buttons: Action[] = [{ label: t.unused.act.why, line: `why ${subjectWord(subject)}` }]
  if (episode) buttons.push({ label: t.unused.act.snooze, line: `snooze ${id} 7d` })
  return [text({ strong: t.subject(subject) }, ...(state === null ? [] : [` · ${state}`])), actions(buttons)]
}

/** The text for an empty list: that there is nothing, or why that is not known. */
function renderNone(list: readonly unknown[], failure: AppError | undefined, none: string, t: Words): Part[] {
  if (failure) return [text(renderFailure(failure, t))]
  return list.length === 0 ? [text(none)] : []
}

function renderRest(count: number, t: Words): Part[] {
  return count > maxShown ? [text(t.more(count - maxShown))] : []
}

/** The sentence and the key figures; the whole is one press away. */
function renderUsage(usage: OwnUsage, t: Words): Part[] {
  const more = actions([{ label: t.home.more, line: 'me' }])
  if ('failure' in usage) return [text(renderFailure(usage.failure, t))]
  const figures = usage.message.parts.find(({ kind }) => kind === 'metrics' || kind === 'facts')
  const origin = usage.message.parts.filter(({ kind }) => kind === 'note')
  return [text(usage.message.summary), ...(figures ? [figures] : []), ...origin, more]
}

function renderFailure({ code, details }: AppError, t: Words): string {
  return t.errors.inLine(code, details)
}
