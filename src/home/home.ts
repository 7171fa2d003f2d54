import type { AppError } from '../errors.ts'
import { type Action, actions, type FactsPart, type Message, note, type Part, text } from '../message/message.ts'
import type { Words } from '../message/words.ts'
import type { Subject, Subscription } from '../ports.ts'
import type { Voice } from '../report/report.ts'
import { subjectWord } from '../subject.ts'

/** What one person has set up, wherever that is, and their own usage. */
export type HomeFacts = {
  readonly subscriptions: readonly Subscription[]
  readonly alerts: readonly OwnAlert[]
  readonly usage: OwnUsage
  /** Whether digests and alerts are theirs to set up. */
  readonly maySubscribe: boolean
  /** Why nothing is told of what is set up; then the lists are empty. */
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
export type OwnUsage = { readonly told: Message } | { readonly failure: AppError }

/** As many of each as can be looked through; the rest is counted. */
const mostShown = 5

/** The page of whoever reads it: App Home in Slack, the personal chat in Teams. `editLine` writes the line that changes a subscription. */
export function tellHome(
  { subscriptions, alerts, usage, maySubscribe, refusal, failures = {} }: HomeFacts,
  { words: w }: Voice,
  editLine: (subscription: Subscription) => string,
): Message {
  const own = [text({ strong: w.home.usage }), ...tellUsage(usage, w)]
  if (refusal) {
    const summary = tellFailure(refusal, w)
    const head = text({ strong: w.list([w.home.subscriptions, w.home.alerts]) })
    return { title: w.home.title, summary, parts: [head, text(summary), ...own] }
  }
  const [failure] = [failures.subscriptions, failures.alerts].filter(each => each !== undefined)
  const summary = failure ? tellFailure(failure, w) : w.home.summary(subscriptions.length, alerts.length)
  return {
    title: w.home.title,
    summary,
    parts: [
      text(summary),
      actions([
        ...(maySubscribe
          ? ([
              { label: w.forms.open.subscribe, line: 'subscribe', opens: 'form' },
              { label: w.forms.open.alerts, line: 'alerts', opens: 'form' },
            ] as const)
          : []),
        { label: w.home.ask, line: 'usage', opens: 'form' },
      ]),
      text({ strong: w.home.subscriptions }),
      ...tellNone(subscriptions, failures.subscriptions, w.home.noSubscriptions, w),
      ...subscriptions.slice(0, mostShown).flatMap(one => tellSubscription(one, w, editLine(one))),
      ...tellRest(subscriptions.length, w),
      text({ strong: w.home.alerts }),
      ...tellNone(alerts, failures.alerts, w.home.noAlerts, w),
      ...alerts.slice(0, mostShown).flatMap(one => tellAlert(one, w)),
      ...tellRest(alerts.length, w),
      ...own,
    ],
  }
}

function tellSubscription({ id, subjects, schedule, pause, nextRunAt }: Subscription, w: Words, edit: string): Part[] {
  const next = pause ? w.subscription.paused(pause, schedule.zone) : w.home.next(w.moment(nextRunAt, schedule.zone))
  return [
    text(
      { strong: `${w.subscription.title(id)}: ` },
      `${w.list(subjects.map(w.subject))} · ${w.subscription.schedule(schedule)} · ${next}`,
    ),
    actions([
      pause
        ? { label: w.subscription.resume, line: `resume ${id}` }
        : { label: w.subscription.pause, line: `pause ${id}` },
      { label: w.home.runNow, line: `run ${id}` },
      { label: w.forms.open.edit, line: edit, opens: 'form' },
    ]),
  ]
}

function tellAlert({ id, subject, episode, closed }: OwnAlert, w: Words): Part[] {
  const state =
    closed !== null
      ? w.subscription.reason(closed)
      : episode === 'hidden'
        ? null
        : episode
          ? w.home.openSince(episode.open, w.day(episode.openedOn))
          : w.home.quiet
  const buttons: Action[] = [{ label: w.unused.act.why, line: `why ${subjectWord(subject)}` }]
  if (episode) buttons.push({ label: w.unused.act.snooze, line: `snooze ${id} 7d` })
  return [
    text({ strong: `${w.alerts.title(id)}: ` }, [w.subject(subject), ...(state === null ? [] : [state])].join(' · ')),
    actions(buttons),
  ]
}

/** What stands in place of an empty list: that there is nothing, or why that is not known. */
function tellNone(list: readonly unknown[], failure: AppError | undefined, none: string, w: Words): Part[] {
  if (failure) return [text(tellFailure(failure, w))]
  return list.length === 0 ? [text(none)] : []
}

function tellRest(count: number, w: Words): Part[] {
  return count > mostShown ? [note(w.more(count - mostShown))] : []
}

/** The sentence and the key figures; the whole is one press away. */
function tellUsage(usage: OwnUsage, w: Words): Part[] {
  const more = actions([{ label: w.home.more, line: 'me' }])
  if ('failure' in usage) return [text(tellFailure(usage.failure, w))]
  const figures = usage.told.parts.find((part): part is FactsPart => part.kind === 'facts')
  const origin = usage.told.parts.filter(({ kind }) => kind === 'note')
  return [text(usage.told.summary), ...(figures ? [figures] : []), ...origin, more]
}

function tellFailure({ code, details }: AppError, w: Words): string {
  const { happened, todo } = w.errors.tell(code, details)
  return `${happened} ${todo}`
}
