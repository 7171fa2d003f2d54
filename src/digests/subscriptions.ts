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
import type { Words } from '../message/words.ts'
import type { Delivery, Subscription } from '../ports.ts'
import type { Voice } from '../report/report.ts'
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
export function tellSubscription(
  { subscription, runs, isPassedOver, invitation, complete }: SubscriptionFacts,
  change: Change,
  { words: w, prefix }: Voice,
): Message {
  const { id, schedule, subjects, pause } = subscription
  const names = w.list(subjects.map(w.subject))
  const until = pause?.until ? w.moment(pause.until, schedule.zone) : null
  const summary = w.subscription.summary[change](id, names, w.subscription.schedule(schedule), until)
  const isOver = change === 'removed' || (pause !== null && until === null)
  const warnings = (isOver ? [] : runs).flatMap(({ at, clockChange }) =>
    clockChange === null ? [] : [w.subscription.clockChange[clockChange](w.moment(at, schedule.zone))],
  )
  return {
    title: w.subscription.title(id),
    summary,
    parts: [
      text(summary),
      ...(pause && (change === 'changed' || change === 'existing') ? [text(w.subscription.stillPaused(until))] : []),
      ...(invitation === null ? [] : [text(w.subscription.letIn(invitation))]),
      ...(complete === null ? [] : [text(w.subscription.lastHours[schedule.every.unit](schedule, complete.time))]),
      ...(isOver || runs.length === 0
        ? []
        : [
            facts(
              runs.map(({ at }, index) => ({ label: w.subscription.run(index), value: w.moment(at, schedule.zone) })),
            ),
          ]),
      note(
        !isOver && isPassedOver ? w.subscription.passedOver[schedule.every.unit] : null,
        ...warnings,
        w.subscription.undo[change](prefix, id),
      ),
      ...(change === 'removed'
        ? []
        : [
            actions([
              ...(complete === null ? [] : [{ label: w.subscription.postAt(complete.time), line: complete.line }]),
              {
                label: w.subscription.preview,
                line: digestLine(subjects, schedule.every.unit),
              },
              pause
                ? { label: w.subscription.resume, line: `resume ${id}` }
                : { label: w.subscription.pause, line: `pause ${id}` },
            ]),
          ]),
    ],
  }
}

export type Listed = { readonly subscription: Subscription; readonly last: Delivery | null }

/** The subscriptions of a conversation: what, when next, and what came of the last. */
export function tellSubscriptions(listed: readonly Listed[], { words: w, prefix }: Voice): Message {
  if (listed.length === 0) {
    return {
      title: w.subscription.listTitle,
      summary: w.subscription.none,
      parts: [text(w.subscription.none), text({ code: `${prefix}subscribe payments` })],
    }
  }
  const summary = w.subscription.count(listed.length)
  const message = {
    title: w.subscription.listTitle,
    summary,
    parts: [
      table(
        summary,
        [
          { label: '#', align: 'right' },
          { label: w.teams.team, align: 'left' },
          { label: w.subscription.when, align: 'left' },
          { label: w.subscription.next, align: 'left' },
          { label: w.subscription.last, align: 'left' },
        ],
        listed.map(({ subscription, last }) => [
          countCell(String(subscription.id), subscription.id),
          w.list(subscription.subjects.map(w.subject)),
          w.subscription.schedule(subscription.schedule),
          subscription.pause
            ? w.subscription.paused(subscription.pause, subscription.schedule.zone)
            : momentCell(w.moment(subscription.nextRunAt, subscription.schedule.zone), subscription.nextRunAt),
          last ? tellState(last, w) : w.subscription.never,
        ]),
      ),
      text(w.subscription.more, { code: `${prefix}history ${listed[0]?.subscription.id}` }),
    ],
  }
  return withWhole(message, `${prefix}export subscriptions`)
}

/** As many digests as a person reads; the others are for the export. */
const longestHistory = 30

/** Every delivery of a subscription with its state, newest first. */
export function tellHistory(
  subscription: Subscription,
  deliveries: readonly Delivery[],
  { words: w, prefix }: Voice,
): Message {
  const { id, schedule } = subscription
  const summary =
    deliveries.length === 0
      ? w.subscription.noHistory
      : w.subscription.historyOf(id, Math.min(longestHistory, deliveries.length))
  const isOpen = deliveries.some(({ state }) => state === 'unknown')
  const message = {
    title: w.subscription.historyTitle(id),
    summary,
    parts: [
      ...(deliveries.length === 0
        ? [text(summary)]
        : [
            cutTable(
              table(
                summary,
                [
                  { label: w.subscription.slot, align: 'left' },
                  { label: w.subscription.due, align: 'left' },
                  { label: w.subscription.state, align: 'left' },
                  { label: w.subscription.attempts, align: 'right' },
                ],
                deliveries.map(delivery => [
                  w.subscription.about(delivery.slot),
                  momentCell(w.moment(delivery.dueAt, schedule.zone), delivery.dueAt),
                  tellState(delivery, w),
                  countCell(w.count(delivery.attempts), delivery.attempts),
                ]),
              ),
              longestHistory,
            ),
          ]),
      ...(isOpen
        ? [
            text(w.subscription.settle, { code: `${prefix}settle ${id} sent` }),
            actions(
              (['sent', 'resend', 'drop'] as const).map(how => ({
                label: w.subscription.settleAs[how],
                line: `settle ${id} ${how}`,
              })),
            ),
          ]
        : []),
    ],
  }
  return withWhole(message, `${prefix}export history ${id}`)
}

function tellState({ state, reason }: Delivery, w: Words): string {
  const told = w.subscription.states[state]
  return reason === null || state === 'sent' || reason === 'posting'
    ? told
    : `${told}: ${w.subscription.reason(reason)}`
}
