import type { TimeOfDay } from '../message/formats.ts'
import {
  type Action,
  actions,
  countCell,
  cutTable,
  type Message,
  momentCell,
  table,
  text,
  withWhole,
} from '../message/message.ts'
import type { RenderContext } from '../message/render-context.ts'
import type { Words } from '../message/words.ts'
import type { Delivery, Subscription } from '../ports.ts'
import { digestLine } from './digest.ts'
import { settleActions } from './settle-actions.ts'
import { unsubscribeAction } from './unsubscribe-action.ts'

/** A due time to come, and whether a clock change touches it. */
type ComingRun = {
  readonly at: Date
  readonly clockChange: null | 'skipped' | 'repeated' | 'offset-changed'
}

/** The last three: it was so already, and nothing was changed. */
export type Change =
  | 'created'
  | 'changed'
  | 'paused'
  | 'resumed'
  | 'removed'
  | 'existing'
  | 'alreadyPaused'
  | 'notPaused'

export type SubscriptionFacts = {
  readonly subscription: Subscription
  readonly runs: readonly ComingRun[]
  /** The running week or month has had its digest already. */
  readonly isPassedOver: boolean
  /** What to type to invite the bot, if it cannot post. */
  readonly invitation: string | null
  /** The local time from which a digest has all hours of its week or month, if that is later than its own. */
  readonly complete: { readonly time: TimeOfDay; readonly line: string } | null
  /** The lines that change the subscription, and that make it again. */
  readonly lines: { readonly edit: string; readonly again: string }
}

/** What happened to a subscription, when it is posted next, and a warning where the clocks change before that. */
export function renderSubscription(facts: SubscriptionFacts, change: Change, { t }: RenderContext): Message {
  const { subscription, runs, isPassedOver, invitation, complete } = facts
  const { schedule, subjects, pause } = subscription
  const w = t.subscription
  const names = t.list(subjects.map(t.subject))
  const until = pause?.until ? t.moment(pause.until, schedule.zone) : null
  const isOver = change === 'removed' || (pause !== null && until === null)
  const next = isOver ? undefined : runs[0]
  const nextAt = next ? t.moment(next.at, schedule.zone) : null
  const summary = w.summary[change](names, w.schedule(schedule), nextAt, until)
  const warnings = (isOver ? [] : runs).flatMap(({ at, clockChange }) =>
    clockChange === null ? [] : [text(w.clockChange[clockChange](t.moment(at, schedule.zone)))],
  )
  return {
    title: w.titles[change](names),
    summary,
    parts: [
      text(summary),
      ...(pause && (change === 'changed' || change === 'existing') ? [text(w.stillPaused(until))] : []),
      ...(invitation === null ? [] : [text(w.letIn(invitation))]),
      ...(complete === null ? [] : [text(w.lastHours[schedule.every.unit](schedule, complete.time))]),
      ...(!isOver && isPassedOver ? [text(w.passedOver[schedule.every.unit])] : []),
      ...warnings,
      actions(listActions(facts, change, t)),
    ],
  }
}

/** What reverses the change comes first. */
function listActions({ subscription, complete, lines }: SubscriptionFacts, change: Change, t: Words): Action[] {
  const { id, subjects, schedule, pause } = subscription
  const w = t.subscription
  if (change === 'removed') return [{ label: w.undo, line: lines.again }]
  const isMore = pause ? {} : ({ isMore: true } as const)
  return [
    ...(pause ? [{ label: w.resume, line: `resume ${id}`, style: 'primary' } as const] : []),
    ...(complete === null ? [] : [{ label: w.postAt(complete.time), line: complete.line }]),
    { label: w.preview, line: digestLine(subjects, schedule.every.unit) },
    { label: t.forms.open.edit, line: lines.edit, opens: 'form', ...isMore },
    ...(pause ? [] : [{ label: w.pause, line: `pause ${id}`, ...isMore }]),
    unsubscribeAction(id, t),
  ]
}

export type ListedDigest = {
  readonly subscription: Subscription
  readonly last: Delivery | null
  /** It comes from the configuration file and is changed only there. */
  readonly isConfigured: boolean
}

/** The subscriptions of a conversation: what, when next, and how the last delivery ended. */
export function renderSubscriptions(listed: readonly ListedDigest[], { t, commandPrefix }: RenderContext): Message {
  if (listed.length === 0) {
    return {
      title: t.subscription.listTitle,
      summary: t.subscription.none,
      parts: [
        text(t.subscription.none),
        actions([{ label: t.forms.open.subscribe, line: 'subscribe', opens: 'form' }]),
      ],
    }
  }
  const summary = t.subscription.count(listed.length)
  const configured = listed.filter(({ isConfigured }) => isConfigured).map(({ subscription }) => subscription.id)
  const message = {
    title: t.subscription.listTitle,
    summary,
    parts: [
      table(
        summary,
        [
          { label: '#', align: 'right' },
          { label: t.subscription.teams, align: 'left' },
          { label: t.subscription.when, align: 'left' },
          { label: t.subscription.next, align: 'left' },
          { label: t.subscription.last, align: 'left' },
        ],
        listed.map(({ subscription, last }) => [
          countCell(String(subscription.id), subscription.id),
          t.list(subscription.subjects.map(t.subject)),
          t.subscription.schedule(subscription.schedule),
          subscription.pause
            ? t.subscription.paused(subscription.pause, subscription.schedule.zone)
            : momentCell(t.moment(subscription.nextRunAt, subscription.schedule.zone), subscription.nextRunAt),
          last ? renderState(last, t) : t.subscription.never,
        ]),
      ),
      ...(configured.length === 0
        ? []
        : [text(t.subscription.configured(t.list(configured.map(String)), configured.length))]),
      text(t.subscription.more, { code: `${commandPrefix}history ${listed[0]?.subscription.id}` }),
    ],
  }
  return withWhole(message, `${commandPrefix}export subscriptions`)
}

/** Digests that a list shows; the export has the others. */
const maxHistory = 30

/** Every delivery of a subscription with its state, newest first. */
export function renderHistory(
  subscription: Subscription,
  deliveries: readonly Delivery[],
  { t, commandPrefix }: RenderContext,
): Message {
  const { id, schedule, subjects } = subscription
  const summary =
    deliveries.length === 0
      ? t.subscription.noHistory
      : t.subscription.historyOf(Math.min(maxHistory, deliveries.length))
  // The answers are about the oldest one first.
  const unconfirmed = deliveries.findLast(({ state }) => state === 'unknown')
  const message = {
    title: t.subscription.historyTitle(t.list(subjects.map(t.subject))),
    summary,
    parts: [
      ...(deliveries.length === 0
        ? [text(summary)]
        : [
            cutTable(
              table(
                summary,
                [
                  { label: t.subscription.slot, align: 'left' },
                  { label: t.subscription.due, align: 'left' },
                  { label: t.subscription.state, align: 'left' },
                  { label: t.subscription.attempts, align: 'right' },
                ],
                deliveries.map(delivery => [
                  t.subscription.about(delivery.slot),
                  momentCell(t.moment(delivery.dueAt, schedule.zone), delivery.dueAt),
                  renderState(delivery, t),
                  countCell(t.count(delivery.attempts), delivery.attempts),
                ]),
              ),
              maxHistory,
            ),
          ]),
      ...(unconfirmed
        ? [text(t.subscription.settle(t.subscription.about(unconfirmed.slot))), actions(settleActions(id, t))]
        : []),
    ],
  }
  return withWhole(message, `${commandPrefix}export history ${id}`)
}

function renderState({ state, reason }: Delivery, t: Words): string {
  const label = t.subscription.states[state]
  return reason === null || state === 'sent' || reason === 'posting'
    ? label
    : `${label}: ${t.subscription.reason(reason)}`
}
