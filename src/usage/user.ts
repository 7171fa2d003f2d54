import { actions, type FactsPart, facts, type Message, text, withWhole } from '../message/message.ts'
import type { Words } from '../message/words.ts'
import { valueOr } from '../partial.ts'
import type { Count, Person } from '../ports.ts'
import type { Report } from '../report/report.ts'
import { createPartReader, renderUnread, type Unread } from '../report/unread.ts'
import { type AskedPeriod, stepsOverBy } from '../time/period.ts'
import { type Activity, collectActivity, comparable, unequalDays } from './activity.ts'
import { exampleActivity, exampleWeeks } from './example.ts'
import { renderFooter, renderMetrics, renderReadAt } from './render-activity.ts'
import { renderTools, type ToolChoice } from './tools.ts'
import { assembleTrend, chartCompletions, type TrendRow, trendPeriod } from './trend.ts'

export type UserFacts = {
  readonly person: Person
  readonly activity: Activity
  readonly trend: readonly TrendRow[]
  /** What the person's agents cost; missing where the server does not report it. */
  readonly agentCost?: { readonly amount: number; readonly currency: string }
  /** The reader is that person, alone. */
  readonly isSelf?: boolean
  /** Where they were asked for: IDEs or languages, in place of the numbers. */
  readonly by?: ToolChoice
  readonly unread?: Unread
}

export type UserArgs = {
  readonly person: Person
  readonly asked: AskedPeriod
  /** The weeks of the period are wanted, as in a file, and not a trend that leads up to its end. */
  readonly isWhole?: boolean
}

/** One person's usage. */
export const userReport: Report<UserFacts, UserArgs> = {
  name: 'user',

  async collect(from, { person, asked, isWhole = false }, now) {
    const { usageApi, settings, signal } = from
    const subject = { kind: 'user', id: person.id } as const
    const reading = createPartReader(signal)
    const weeks = isWhole ? asked.period : trendPeriod(asked)
    const [activity, trend, agents] = await Promise.all([
      collectActivity(from, subject, asked, now),
      reading.part('trend', usageApi.usage(subject, weeks, 'weekly', signal)),
      reading.part('cost', usageApi.agentUsage(subject, asked.period, 'all', signal)),
    ])
    reading.countUsage(valueOr(trend, null))
    const rows = 'value' in trend ? assembleTrend(trend.value, 'weekly', stepsOverBy(asked, now)) : []
    const offered = valueOr(agents, null)
    const amount = offered?.state === 'offered' ? (offered.value.buckets[0]?.cost ?? null) : null
    return {
      person,
      activity,
      trend: rows,
      ...(amount === null ? {} : { agentCost: { amount, currency: settings.cost.currency } }),
      ...reading.found(),
    }
  },

  // Numbers of one person are for readers who may see that person, or for the person.
  suppress: facts => facts,

  render(user, rendering): Message {
    const { person, activity, trend, agentCost, isSelf = false, by } = user
    const { t, timeZone, commandPrefix } = rendering
    const name = person.email ?? person.id
    const { asked, state } = activity
    const summary = t.user.summary[state](isSelf ? null : name, asked, completionsOf(activity))
    const isActive = state === 'active'
    const message = {
      title: isSelf ? t.user.ownTitle(asked) : `${t.user.title(name)}, ${t.period(asked)}`,
      summary,
      parts: [
        text(summary),
        ...(isActive && by ? renderTools(by, namesOf(activity, by), t) : []),
        ...(isActive && !by ? [...renderMetrics(activity, t), ...chartCompletions(trend, t)] : []),
        ...(!by && agentCost && agentCost.amount > 0
          ? [text(t.user.agentCost(t.money(agentCost.amount, agentCost.currency), asked.isOver))]
          : []),
        ...(isSelf ? [] : describeAccount(person, t)),
        ...renderUnread(user, t),
        isSelf
          ? renderReadAt(activity.origin.askedAt, t.user.onlyYou, { t, timeZone })
          : renderFooter(activity, rendering),
        actions([{ label: t.usage.change, line: `${isSelf ? 'me' : `user ${name}`} ${asked.words}`, opens: 'form' }]),
      ],
    }
    return withWhole(message, `${commandPrefix}export ${isSelf ? 'me' : `user ${name}`} ${asked.words}`)
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
    trend: exampleWeeks,
  },
}

/** Account facts are for those who manage it, not for the person. */
function describeAccount({ role, team, registeredAt, active }: Person, t: Words): FactsPart[] {
  const known = [
    { label: t.user.team, value: team?.name ?? team?.id ?? null },
    { label: t.user.role, value: role === null ? null : t.role(role) },
    { label: t.user.registered, value: registeredAt && t.day(registeredAt) },
    { label: t.user.account, value: active === null ? null : t.user.accountState(active) },
  ]
  const shown = known.flatMap(({ label, value }) => (value === null ? [] : [{ label, value }]))
  return shown.length > 0 ? [facts(shown)] : []
}

function namesOf({ total }: Activity, by: ToolChoice): readonly string[] | null {
  return (by === 'by ide' ? total?.metrics.ides : total?.metrics.languages) ?? null
}

function completionsOf(activity: Activity): { now: number; before: Count } | null {
  const now = activity.total?.metrics.completions.accepted ?? null
  if (now === null || activity.total?.isLowerBound) return null
  const before = unequalDays(activity) ? null : comparable(activity)
  return { now, before: before ? before.total.metrics.completions.accepted : null }
}
