import { facts, type Message, text, withWhole } from '../message/message.ts'
import { valueOr } from '../partial.ts'
import type { Person } from '../ports.ts'
import type { Report } from '../report/report.ts'
import { createPartReader, renderUnread, type Unread } from '../report/unread.ts'
import { type AskedPeriod, stepsOverBy } from '../time/period.ts'
import { type Activity, collectActivity } from './activity.ts'
import { exampleActivity, exampleTrend } from './example.ts'
import { renderActivityFacts, renderOrigin } from './render-activity.ts'
import { assembleTrend, renderTrend, type TrendRow } from './trend.ts'

export type UserFacts = {
  readonly person: Person
  readonly activity: Activity
  readonly trend: readonly TrendRow[]
  /** Told to that person alone. */
  readonly isSelf?: boolean
  readonly unread?: Unread
}

export type UserArgs = { readonly person: Person; readonly asked: AskedPeriod }

/** One person's usage. */
export const userReport: Report<UserFacts, UserArgs> = {
  name: 'user',

  async collect(from, { person, asked }, now) {
    const subject = { kind: 'user', id: person.id } as const
    const reading = createPartReader(from.signal)
    const [activity, trend] = await Promise.all([
      collectActivity(from, subject, asked, now),
      reading.part('trend', from.usageApi.usage(subject, asked.period, 'weekly', from.signal)),
    ])
    reading.countUsage(valueOr(trend, null))
    const rows = 'value' in trend ? assembleTrend(trend.value, 'weekly', stepsOverBy(asked, now)) : []
    return { person, activity, trend: rows, ...reading.found() }
  },

  // Numbers of one person are for readers who may see that person, or for the person.
  suppress: facts => facts,

  render(told, rendering): Message {
    const { person, activity, trend, isSelf = false } = told
    const w = rendering.t
    const name = person.email ?? person.id
    const summary = w.user.summary[activity.state](isSelf ? null : name, w.period(activity.asked))
    const message = {
      title: w.user.title(name),
      summary,
      parts: [
        text(summary),
        facts([
          { label: w.user.role, value: w.role(person.role) },
          { label: w.user.team, value: person.team?.name ?? person.team?.id ?? w.notReported },
          { label: w.user.registered, value: person.registeredAt ? w.day(person.registeredAt) : w.notReported },
          { label: w.user.account, value: w.user.accountState(person.active) },
          // Of one person, "active people" would only repeat the sentence above.
          ...renderActivityFacts(activity, null, w).slice(activity.total ? 1 : 0),
        ]),
        ...(activity.state === 'active' ? renderTrend(trend, 'weekly', w, true) : []),
        ...renderUnread(told, w),
        renderOrigin(activity, rendering),
      ],
    }
    return withWhole(
      message,
      `${rendering.commandPrefix}export ${isSelf ? 'me' : `user ${name}`} ${activity.asked.words}`,
    )
  },

  example: {
    person: {
      id: 'user-1',
      email: 'ada@northwind.example',
      role: 'Member',
      active: true,
      registeredAt: new Date('2026-02-03T08:00:00Z'),
      team: { id: 'team-1', name: 'Payments' },
    },
    activity: exampleActivity,
    trend: exampleTrend,
  },
}
