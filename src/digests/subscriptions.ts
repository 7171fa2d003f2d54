import type { TimeOfDay } from '../message/formats.ts'
import {
  actions,
  countCell,
  cutTable,
  facts,
  type Message,
  momentCell,
  note,
  table,
  text,
  withWhole,
} from '../message/message.ts'
import type { RenderContext } from '../message/render-context.ts'
import type { Words } from '../message/words.ts'
import type { Delivery, Subscription } from '../ports.ts'
import { digestLine } from './digest.ts'

/** A due time to come, and whether a clock change touches it. */
type ComingRun = {
  readonly at: Date
  readonly clockChange: null | 'skipped' | 'repeated' | 'offset-changed'
}

/** The last three: what was asked for was so already, and nothing was changed. */
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
  /** What to write to let the bot in, where it cannot post. */
  readonly invitation: string | null
  /** The local time from which a digest has all hours of its week or month, where that is later than its own. */
  readonly complete: { readonly time: TimeOfDay; readonly line: string } | null
}

/** What became of a subscription, with its next runs in its own zone and a warning where the clocks change among them. */
export function renderSubscription(
  { subscription, runs, isPassedOver, invitation, complete }: SubscriptionFacts,
  change: Change,
  { t, commandPrefix }: RenderContext,
): Message {
  const { id, schedule, subjects, pause } = subscription
  const names = t.list(subjects.map(t.subject))
  const until = pause?.until ? t.moment(pause.until, schedule.zone) : null
  const summary = t.subscription.summary[change](id, names, t.subscription.schedule(schedule), until)
  const isOver = change === 'removed' || (pause !== null && until === null)
  const warnings = (isOver ? [] : runs).flatMap(({ at, clockChange }) =>
    clockChange === null ? [] : [t.subscription.clockChange[clockChange](t.moment(at, schedule.zone))],
  )
  return {
    title: t.subscription.title(id),
    summary,
    parts: [
      text(summary),
      ...(pause && (change === 'changed' || change === 'existing') ? [text(t.subscription.stillPaused(until))] : []),
      ...(invitation === null ? [] : [text(t.subscription.letIn(invitation))]),
      ...(complete === null ? [] : [text(t.subscription.lastHours[schedule.every.unit](schedule, complete.time))]),
      ...(isOver || runs.length === 0
        ? []
        : [
            facts(
              runs.map(({ at }, index) => ({ label: t.subscription.run(index), value: t.moment(at, schedule.zone) })),
            ),
          ]),
      note(
        !isOver && isPassedOver ? t.subscription.passedOver[schedule.every.unit] : null,
        ...warnings,
        t.subscription.undo[change](commandPrefix, id),
      ),
      ...(change === 'removed'
        ? []
        : [
            actions([
              ...(complete === null ? [] : [{ label: t.subscription.postAt(complete.time), line: complete.line }]),
              {
                label: t.subscription.preview,
                line: digestLine(subjects, schedule.every.unit),
              },
              pause
                ? { label: t.subscription.resume, line: `resume ${id}` }
                : { label: t.subscription.pause, line: `pause ${id}` },
            ]),
          ]),
    ],
  }
}

export type ListedDigest = { readonly subscription: Subscription; readonly last: Delivery | null }

/** The subscriptions of a conversation: what, when next, and what came of the last. */
export function renderSubscriptions(listed: readonly ListedDigest[], { t, commandPrefix }: RenderContext): Message {
  if (listed.length === 0) {
    return {
      title: t.subscription.listTitle,
      summary: t.subscription.none,
      parts: [text(t.subscription.none), text({ code: `${commandPrefix}subscribe payments` })],
    }
  }
  const summary = t.subscription.count(listed.length)
  const message = {
    title: t.subscription.listTitle,
    summary,
    parts: [
      table(
        summary,
        [
          { label: '#', align: 'right' },
          { label: t.teams.team, align: 'left' },
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
      text(t.subscription.more, { code: `${commandPrefix}history ${listed[0]?.subscription.id}` }),
    ],
  }
  return withWhole(message, `${commandPrefix}export subscriptions`)
}

/** As many digests as a person reads; the others are for the export. */
const longestHistory = 30

/** Every delivery of a subscription with its state, newest first. */
export function renderHistory(
  subscription: Subscription,
  deliveries: readonly Delivery[],
  { t, commandPrefix }: RenderContext,
): Message {
  const { id, schedule } = subscription
  const summary =
    deliveries.length === 0
      ? t.subscription.noHistory
      : t.subscription.historyOf(id, Math.min(longestHistory, deliveries.length))
  const isOpen = deliveries.some(({ state }) => state === 'unknown')
  const message = {
    title: t.subscription.historyTitle(id),
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
              longestHistory,
            ),
          ]),
      ...(isOpen
        ? [
            text(t.subscription.settle, { code: `${commandPrefix}settle ${id} sent` }),
            actions(
              (['sent', 'resend', 'drop'] as const).map(how => ({
                label: t.subscription.settleAs[how],
                line: `settle ${id} ${how}`,
              })),
            ),
          ]
        : []),
    ],
  }
  return withWhole(message, `${commandPrefix}export history ${id}`)
}

function renderState({ state, reason }: Delivery, t: Words): string {
  const told = t.subscription.states[state]
  return reason === null || state === 'sent' || reason === 'posting'
    ? told
    : `${told}: ${t.subscription.reason(reason)}`
}
