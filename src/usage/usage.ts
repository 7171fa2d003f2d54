import { actions, facts, type Message, note, text, withWhole } from '../message/message.ts'
import { valueOr } from '../partial.ts'
import type { Period, SeatCounts, Subject } from '../ports.ts'
import { type Hidden, renderHidden } from '../privacy/hidden.ts'
import { suppressSeats } from '../privacy/min-group-size.ts'
import { widenToWeeks } from '../privacy/widen.ts'
import type { Report } from '../report/report.ts'
import { createPartReader, noSeats, renderUnread, type Unread } from '../report/unread.ts'
import { subjectWord } from '../subject.ts'
import { type AskedPeriod, stepsOverBy } from '../time/period.ts'
import { countDays, isSamePeriod } from '../time/utc-days.ts'
import { type Activity, collectActivity } from './activity.ts'
import { chartTools, chartTrend } from './charts.ts'
import { exampleActivity, exampleSeats, exampleTrend } from './example.ts'
import { renderActivityFacts, renderOrigin, renderUse } from './render-activity.ts'
import { hiddenSteps, suppressActivity, suppressTrend } from './suppress.ts'
import { assembleTrend, renderTrend, type Step, type TrendRow } from './trend.ts'

export type UsageFacts = {
  readonly subject: Subject
  readonly seats: SeatCounts
  readonly activity: Activity
  readonly by: Step
  readonly trend: readonly TrendRow[]
  readonly unread?: Unread
  /** The days that were asked for, where the answer is about the whole weeks around them. */
  readonly widenedFrom?: Period | undefined
  readonly hidden?: readonly Hidden[]
}

export type UsageArgs = {
  readonly subject: Subject
  readonly asked: AskedPeriod
  readonly by?: Step | undefined
  readonly widenedFrom?: Period
}

/** How a team or the organization used Tabnine over a period. */
export const usageReport: Report<UsageFacts, UsageArgs> = {
  name: 'usage',

  coarsen(args, now) {
    const { subject, asked, by = stepFor(asked) } = args
    const widened = widenToWeeks(asked, now)
    return {
      subject,
      asked: widened,
      by: by === 'daily' ? 'weekly' : by,
      ...(isSamePeriod(widened.period, asked.period) ? {} : { widenedFrom: asked.period }),
    }
  },

  async collect(from, { subject, asked, by = stepFor(asked), widenedFrom }, now) {
    const { usageApi, signal } = from
    const reading = createPartReader(signal)
    const [seats, activity, trend] = await Promise.all([
      reading.part(
        'seats',
        subject.kind === 'team' ? usageApi.teamSeats(subject.id, signal) : usageApi.organizationSeats(signal),
      ),
      collectActivity(from, subject, asked, now),
      reading.part('trend', usageApi.usage(subject, asked.period, by, signal)),
    ])
    reading.countUsage(valueOr(trend, null))
    return {
      subject,
      seats: valueOr(seats, noSeats),
      activity,
      by,
      trend: 'value' in trend ? assembleTrend(trend.value, by, stepsOverBy(asked, now)) : [],
      widenedFrom,
      ...reading.found(),
    }
  },

  suppress(facts, minGroupSize) {
    const activity = suppressActivity(facts.activity, facts.seats.registered, minGroupSize)
    const trend = suppressTrend(facts.trend, activity, minGroupSize)
    const steps = activity.hidden === 'group' ? null : hiddenSteps(facts.trend, trend)
    const hidden = [activity.hidden, steps].filter(found => found !== null && found !== undefined)
    const seats = activity.hidden === 'group' ? noSeats : suppressSeats(facts.seats, minGroupSize)
    return { ...facts, activity, trend, seats, hidden }
  },

  render(told, rendering): Message {
    const { subject, seats, activity, by, trend, widenedFrom, hidden = [] } = told
    const w = rendering.t
    const line = (words: string) => `usage ${subjectWord(subject)} ${words}`
    const message = {
      title: w.usage.title(w.subject(subject), w.period(activity.asked)),
      summary: renderUse(activity, seats.registered, w),
      parts: [
        text(renderUse(activity, seats.registered, w)),
        facts(renderActivityFacts(activity, seats.registered, w)),
        ...chartTrend(trend, by, w),
        ...chartTools(activity, w),
        ...renderTrend(trend, by, w),
        ...(activity.hidden === 'group' ? [] : renderHidden(hidden, activity.minGroupSize, w)),
        ...renderUnread(told, w),
        ...(widenedFrom ? [note(w.hidden.widened(widenedFrom))] : []),
        renderOrigin(activity, rendering),
        actions([
          ...(by === 'daily' || activity.minGroupSize
            ? []
            : [{ label: w.usage.byDay, line: line(`${activity.asked.words} daily`) }]),
          { label: w.usage.seats, line: `seats ${subjectWord(subject)}` },
          { label: w.forms.choose, line: line(activity.asked.words), opens: 'form' },
        ]),
      ],
    }
    return withWhole(message, `${rendering.commandPrefix}export ${line(`${activity.asked.words} ${by}`)}`)
  },

  example: {
    subject: { kind: 'team', id: 'team-1', name: 'Payments' },
    seats: exampleSeats,
    activity: exampleActivity,
    by: 'daily',
    trend: exampleTrend,
  },
}

/** Days for up to two weeks, weeks for up to four months, then months: a table that can be read at a glance. */
function stepFor({ period }: AskedPeriod): Step {
  const days = countDays(period.from, period.to)
  return days <= 14 ? 'daily' : days <= 124 ? 'weekly' : 'monthly'
}
