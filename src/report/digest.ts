import { actions, facts, type Message, text } from '../message/message.ts'
import type { SeatCounts, Subject } from '../ports.ts'
import { addDays } from '../utc-days.ts'
import { type Activity, collectActivity, comparable } from './activity.ts'
import { exampleActivity, exampleSeats, exampleTrend } from './example.ts'
import { idleOf } from './metrics.ts'
import { resolvePeriod } from './period.ts'
import { type Report, subjectWord } from './report.ts'
import { tellActivityFacts, tellOrigin, tellUse } from './tell-activity.ts'
import { assembleTrend, type TrendRow, tellTrend } from './trend.ts'

const trendWeeks = 8

export type DigestFacts = {
  readonly subject: Subject
  readonly seats: SeatCounts
  readonly activity: Activity
  readonly trend: readonly TrendRow[]
}

/** The week that is over: seats, usage, eight weeks of trend, and one thing to do where the numbers call for it. */
export const digestReport: Report<DigestFacts, { readonly subject: Subject; readonly zone: string }> = {
  name: 'digest',

  async collect(from, { subject, zone }, now) {
    const { usageApi, signal } = from
    const asked = resolvePeriod('last week', now, zone)
    const weeks = { from: addDays(asked.period.to, -7 * trendWeeks), to: asked.period.to }
    const [seats, activity, trend] = await Promise.all([
      subject.kind === 'team' ? usageApi.teamSeats(subject.id, signal) : usageApi.organizationSeats(signal),
      collectActivity(from, subject, asked, now),
      usageApi.usage(subject, weeks, 'weekly', signal),
    ])
    return { subject, seats, activity, trend: assembleTrend(trend, 'weekly') }
  },

  tell(digest, voice): Message {
    const { subject, seats, activity, trend } = digest
    const w = voice.words
    const summary = tellUse(activity, seats.registered, w)
    const advice = suggest(digest)
    const line = advice ? `${advice === 'look-closer' ? 'usage' : 'seats'} ${subjectWord(subject)}` : null
    return {
      title: w.digest.title(w.subject(subject), w.period(activity.asked)),
      summary,
      parts: [
        text(summary),
        facts([
          { label: w.digest.seats, value: w.digest.seatLine(seats) },
          ...tellActivityFacts(activity, seats.registered, w),
        ]),
        ...tellTrend(trend, 'weekly', w),
        ...(advice ? [text({ strong: w.digest.next }, ` ${w.digest.advice[advice](seats)}`)] : []),
        tellOrigin(activity, voice),
        actions([
          ...(line && advice ? [{ label: w.digest.act[advice], line }] : []),
          { label: w.digest.details, line: `usage ${subjectWord(subject)} last week daily` },
        ]),
      ],
    }
  },

  example: {
    subject: { kind: 'team', id: 'team-1', name: 'Payments' },
    seats: exampleSeats,
    activity: exampleActivity,
    trend: exampleTrend,
  },
}

type Advice = 'nobody-started' | 'open-invitations' | 'many-idle' | 'look-closer'

/** The one thing most worth doing, or nothing: advice every week about everything is read by nobody. */
function suggest({ seats, activity, trend }: DigestFacts): Advice | null {
  if (activity.state === 'no-data') return null
  if (activity.state === 'quiet') return trend.some(row => row.metrics?.activeUsers) ? 'look-closer' : 'nobody-started'
  const { registered, invited } = seats
  const active = activity.total?.isLowerBound ? null : (activity.total?.metrics.activeUsers ?? null)
  const idle = idleOf(registered, active)
  if (invited !== null && invited >= 3 && invited >= (registered ?? 0) * 0.1) return 'open-invitations'
  if (idle !== null && registered !== null && idle >= 3 && idle >= registered * 0.3) return 'many-idle'
  const activeBefore = comparable(activity)?.total.metrics.activeUsers ?? null
  if (active !== null && activeBefore !== null && active <= activeBefore * 0.8 - 1) return 'look-closer'
  return null
}
