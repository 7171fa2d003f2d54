import { actions, facts, type Message, note, text, withWhole } from '../message/message.ts'
import { valueOr } from '../partial.ts'
import type { Period, SeatCounts, Subject } from '../ports.ts'
import { subjectWord } from '../subject.ts'
import { countDays } from '../utc-days.ts'
import { type Activity, collectActivity } from './activity.ts'
import { chartTools, chartTrend } from './charts.ts'
import { exampleActivity, exampleSeats, exampleTrend } from './example.ts'
import { type AskedPeriod, stepsOverBy } from './period.ts'
import type { Report } from './report.ts'
import { tellActivityFacts, tellOrigin, tellUse } from './tell-activity.ts'
import { assembleTrend, type Step, type TrendRow, tellTrend } from './trend.ts'
import { createPartReader, noSeats, tellUnread, type Unread } from './unread.ts'
import { tellLeftOut } from './withheld.ts'

export type UsageFacts = {
  readonly subject: Subject
  readonly seats: SeatCounts
  readonly activity: Activity
  readonly by: Step
  readonly trend: readonly TrendRow[]
  /** The days that were asked for, where some at their ends are left out. */
  readonly cut?: { readonly from: Period; readonly floor: number }
  readonly unread?: Unread
}

export type UsageArgs = { readonly subject: Subject; readonly asked: AskedPeriod; readonly by?: Step | undefined }

/** How a team or the organization used Tabnine over a period. */
export const usageReport: Report<UsageFacts, UsageArgs> = {
  name: 'usage',

  async collect(from, { subject, asked, by = stepFor(asked) }, now) {
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
      ...reading.found(),
    }
  },

  tell(told, voice): Message {
    const { subject, seats, activity, by, trend, cut } = told
    const w = voice.words
    const line = (words: string) => `usage ${subjectWord(subject)} ${words}`
    const message = {
      title: w.usage.title(w.subject(subject), w.period(activity.asked)),
      summary: tellUse(activity, seats.registered, w),
      parts: [
        text(tellUse(activity, seats.registered, w)),
        facts(tellActivityFacts(activity, seats.registered, w)),
        ...chartTrend(trend, by, w),
        ...chartTools(activity, w),
        ...tellTrend(trend, by, w),
        ...tellLeftOut(activity.withheld ? [] : [activity, ...trend], w),
        ...tellUnread(told, w),
        ...(cut ? [note(w.withheld.cut(cut.from, cut.floor))] : []),
        tellOrigin(activity, voice),
        actions([
          ...(by === 'daily' ? [] : [{ label: w.usage.byDay, line: line(`${activity.asked.words} daily`) }]),
          { label: w.usage.seats, line: `seats ${subjectWord(subject)}` },
          { label: w.forms.choose, line: line(activity.asked.words), opens: 'form' },
        ]),
      ],
    }
    return withWhole(message, `${voice.prefix}export ${line(`${activity.asked.words} ${by}`)}`)
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
