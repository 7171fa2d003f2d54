import { footer } from '../message/fit.ts'
import { type Fact, type Metric, type NotePart, note, type Part, plain } from '../message/message.ts'
import type { RenderContext } from '../message/render-context.ts'
import type { Words } from '../message/words.ts'
import type { Count, Metrics } from '../ports.ts'
import { countDays } from '../time/utc-days.ts'
import { type Activity, comparable, inactiveMembers, isLongAgo, splitActive, unequalDays } from './activity.ts'
import { agentLines, automationFactor, consumptionRate, exactActive, productivityFactor } from './metrics.ts'

/** The answer first: how many people used it, of how many members where that is known, and whether that is more than before. */
export function renderUse(activity: Activity, membersToday: Count, t: Words): string {
  const members = isLongAgo(activity) ? null : membersToday
  const { state, total } = activity
  if (activity.hidden === 'group') return t.hidden.group(activity.minGroupSize ?? 0)
  if (state === 'no-data') return t.activity.noData
  if (state === 'quiet') return t.activity.quiet(members)
  const active = total?.metrics.activeUsers ?? null
  if (state === 'unknown' || !total || active === null) return t.activity.activeUnknown
  const before = comparable(activity)
  const activeBefore = before && !total.isLowerBound ? exactActive(before.total) : null
  return t.activity.used({
    active,
    isLowerBound: total.isLowerBound,
    isRunning: !activity.asked.isOver,
    split: splitActive(activity, members),
    members,
    difference: activeBefore === null ? null : active - activeBefore,
    isOneDay: countDays(activity.asked.period.from, activity.asked.period.to) === 1,
  })
}

type Reading = {
  label: string
  value: (metrics: Metrics) => Count
  write: (metrics: Metrics) => string | null
  isFraction?: boolean
}

/** Key figures, each with its change where the period before is comparable, and rates with what they are rates of. @internal */
export function renderActivityFacts(activity: Activity, membersToday: Count, t: Words): Fact[] {
  const split = splitActive(activity, membersToday)
  const { total } = activity
  const before = comparable(activity)
  const days = unequalDays(activity)
  if (!total || activity.state === 'no-data') return []
  const people: Fact[] = [
    {
      label: t.activity.activePeople,
      value: t.activity.people(total.metrics.activeUsers, split, total.isLowerBound),
    },
  ]
  const inactive = inactiveMembers(activity, membersToday)
  if (inactive !== null) people.push({ label: t.activity.inactive, value: t.activity.members(inactive) })
  if (activity.hidden === 'tools') return people
  return [
    ...people,
    ...readings(t).map(({ label, value, write, isFraction }) => {
      const written = write(total.metrics)
      if (written === null)
        return { label, value: activity.origin.versions.length > 1 ? t.activity.notAdded : t.notReported }
      if (total.isPartial) return { label, value: t.activity.atLeast(written) }
      const change =
        before &&
        (isFraction
          ? renderPoints(value(total.metrics), value(before.total.metrics), t)
          : renderChange(value(total.metrics), value(before.total.metrics), days, t))
      return { label, value: change ? `${written} · ${change}` : written }
    }),
  ]
}

function readings(t: Words): Reading[] {
  return [
    {
      label: t.activity.completions,
      value: m => m.completions.accepted,
      write: m =>
        m.completions.accepted === null ? null : t.activity.accepted(m.completions.accepted, m.completions.lines),
    },
    {
      label: t.activity.automation,
      value: automationFactor,
      write: m => t.activity.ofCharacters(automationFactor(m), m.completions.chars, m.completions.keystrokes),
      isFraction: true,
    },
    {
      label: t.activity.chat,
      value: m => m.chat.interactions,
      write: m =>
        m.chat.interactions === null ? null : t.activity.chats(m.chat.interactions, m.chat.useful, consumptionRate(m)),
    },
    {
      label: t.activity.agent,
      value: m => m.agent.interactions,
      write: m => {
        const { proposed, accepted } = agentLines(m)
        return m.agent.interactions === null ? null : t.activity.agentTurns(m.agent.interactions, proposed, accepted)
      },
    },
    {
      label: t.activity.productivity,
      value: productivityFactor,
      write: m => t.activity.ofCode(productivityFactor(m)),
      isFraction: true,
    },
  ]
}

/** Fractions change in percentage points. */
function renderPoints(now: Count, before: Count, t: Words): string | null {
  return now === null || before === null ? null : t.changeInPoints(now - before)
}

/** Counts change in numbers and percent; over periods of different length, such as two months, in percent per day. */
function renderChange(now: Count, before: Count, days: ReturnType<typeof unequalDays>, t: Words): string | null {
  if (now === null || before === null) return null
  if (!days) return t.changeInCount(now - before, before)
  return t.changePerDay(now / days.now - before / days.before, before / days.before)
}

/** The small print every answer with numbers ends in: exact dates and zone, source, freshness, why no change is shown. @internal */
export function renderOrigin(activity: Activity, { t, timeZone: zone }: RenderContext): NotePart {
  const { asked, total, origin } = activity
  const before = comparable(activity)
  const days = unequalDays(activity)
  const why = activity.before && 'withheld' in activity.before ? activity.before.withheld : null
  return note(
    before ? t.origin.datesAndBefore(asked, before.period) : t.origin.dates(asked),
    days ? t.origin.unequal(days.now, days.before) : null,
    asked.isOver && asked.period.to > origin.askedAt ? t.origin.lastHours(asked.period.to, zone) : null,
    why && why !== 'unread' ? t.origin.withheld[why] : null,
    total && origin.versions.length > 1 ? t.origin.lowerBound : null,
    origin.uncovered.length > 0 ? t.origin.uncovered(origin.uncovered) : null,
    t.origin.source(origin, zone),
  )
}

/** Where the numbers come from and how far they reach, a sentence each. */
export function explainActivity(activity: Activity, rendering: RenderContext): string[] {
  const unreported = unreportedMetrics(activity, rendering.t)
  return [
    ...renderOrigin(activity, rendering).lines.map(line => (typeof line === 'string' ? line : plain(line))),
    ...(unreported.length > 0 ? [rendering.t.origin.notReported(unreported)] : []),
  ]
}

/** One line: what the numbers are compared with, or why not, and when they were read. */
export function renderFooter(activity: Activity, { t, timeZone }: RenderContext): NotePart {
  const before = comparable(activity)
  const withheld = activity.before && 'withheld' in activity.before ? activity.before.withheld : null
  const compared = before
    ? t.origin.comparedWith(before.period)
    : withheld && withheld !== 'unread'
      ? t.origin.notCompared[withheld]
      : null
  return renderReadAt(activity.origin.askedAt, compared, { t, timeZone })
}

/** When the numbers were read, after what else the one line of a footer holds. */
export function renderReadAt(
  at: Date,
  first: string | null,
  { t, timeZone }: Pick<RenderContext, 't' | 'timeZone'>,
): NotePart {
  return footer(first, { moment: at, show: 'dayAndTime', text: t.moment(at, timeZone) })
}

type Headline = {
  readonly name: 'completions' | 'chat' | 'code' | 'agent'
  readonly value: (metrics: Metrics) => Count
  readonly isFraction?: true
}

const headlines: readonly Headline[] = [
  { name: 'completions', value: ({ completions }) => completions.accepted },
  { name: 'chat', value: ({ chat }) => chat.interactions },
  { name: 'code', value: automationFactor, isFraction: true },
  { name: 'agent', value: ({ agent }) => agent.interactions },
]

/** Up to four numbers, each with its change where the period before is comparable; what is not reported is left out. */
export function renderMetrics(activity: Activity, t: Words): Part[] {
  const metrics = headlines.flatMap(reading => renderMetric(reading, activity, t))
  return metrics.length === 0 ? [] : [{ kind: 'metrics', metrics }]
}

/** The names of the numbers that Tabnine does not report for a period. */
function unreportedMetrics({ total, state, hidden }: Activity, t: Words): string[] {
  if (!total || state === 'no-data' || hidden) return []
  return headlines.filter(({ value }) => value(total.metrics) === null).map(({ name }) => t.usage.metrics[name])
}

function renderMetric({ name, value, isFraction }: Headline, activity: Activity, t: Words): Metric[] {
  const { total, state } = activity
  if (!total || state === 'no-data') return []
  const now = value(total.metrics)
  if (now === null) return []
  const written = isFraction ? t.percent(now) : t.count(now)
  const label = t.usage.metrics[name]
  if (total.isPartial) return [{ label, value: t.activity.atLeast(written) }]
  const comparison = comparable(activity)
  const before = comparison && value(comparison.total.metrics)
  if (before === null) return [{ label, value: written }]
  const days = isFraction ? null : unequalDays(activity)
  const difference = days ? now / days.now - before / days.before : now - before
  const change = isFraction
    ? t.changeInPoints(difference)
    : days
      ? t.changePerDay(difference, before / days.before)
      : (t.changeInPercent(difference, before) ?? t.change(difference))
  const tone = difference === 0 ? undefined : difference > 0 ? 'good' : 'bad'
  return [{ label, value: written, ...(change ? { change, tone } : {}) }]
}
