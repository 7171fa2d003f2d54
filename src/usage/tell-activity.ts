import { type Fact, type NotePart, note } from '../message/message.ts'
import type { Words } from '../message/words.ts'
import type { Count, Metrics } from '../ports.ts'
import type { Voice } from '../report/report.ts'
import { countDays } from '../time/utc-days.ts'
import { inactiveMembers, isLongAgo, splitActive } from './active-split.ts'
import { type Activity, comparable, unequalDays } from './activity.ts'
import { agentLines, automationFactor, consumptionRate, exactActive, productivityFactor } from './metrics.ts'

/** The answer first: how many people used it, of how many members where that is known, and whether that is more than before. */
export function tellUse(activity: Activity, membersToday: Count, w: Words): string {
  const members = isLongAgo(activity) ? null : membersToday
  const { state, total } = activity
  if (activity.hidden === 'group') return w.hidden.group(activity.minGroupSize ?? 0)
  if (state === 'no-data') return w.activity.noData
  if (state === 'quiet') return w.activity.quiet(members)
  const active = total?.metrics.activeUsers ?? null
  if (state === 'unknown' || !total || active === null) return w.activity.activeUnknown
  const before = comparable(activity)
  const activeBefore = before && !total.isLowerBound ? exactActive(before.total) : null
  return w.activity.used({
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

/** Key figures, each with its change where the period before is comparable, and rates with what they are rates of. */
export function tellActivityFacts(activity: Activity, membersToday: Count, w: Words): Fact[] {
  const split = splitActive(activity, membersToday)
  const { total } = activity
  const before = comparable(activity)
  const days = unequalDays(activity)
  if (!total || activity.state === 'no-data') return []
  const people: Fact[] = [
    {
      label: w.activity.activePeople,
      value: w.activity.people(total.metrics.activeUsers, split, total.isLowerBound),
    },
  ]
  const inactive = inactiveMembers(activity, membersToday)
  if (inactive !== null) people.push({ label: w.activity.inactive, value: w.activity.members(inactive) })
  if (activity.hidden === 'tools') return people
  return [
    ...people,
    ...readings(w).map(({ label, value, write, isFraction }) => {
      const written = write(total.metrics)
      if (written === null)
        return { label, value: activity.origin.versions.length > 1 ? w.activity.notAdded : w.notReported }
      if (total.isPartial) return { label, value: w.activity.atLeast(written) }
      const change =
        before &&
        (isFraction
          ? tellPoints(value(total.metrics), value(before.total.metrics), w)
          : tellChange(value(total.metrics), value(before.total.metrics), days, w))
      return { label, value: change ? `${written} · ${change}` : written }
    }),
  ]
}

function readings(w: Words): Reading[] {
  return [
    {
      label: w.activity.completions,
      value: m => m.completions.accepted,
      write: m =>
        m.completions.accepted === null ? null : w.activity.accepted(m.completions.accepted, m.completions.lines),
    },
    {
      label: w.activity.automation,
      value: automationFactor,
      write: m => w.activity.ofCharacters(automationFactor(m), m.completions.chars, m.completions.keystrokes),
      isFraction: true,
    },
    {
      label: w.activity.chat,
      value: m => m.chat.interactions,
      write: m =>
        m.chat.interactions === null ? null : w.activity.chats(m.chat.interactions, m.chat.useful, consumptionRate(m)),
    },
    {
      label: w.activity.agent,
      value: m => m.agent.interactions,
      write: m => {
        const { proposed, accepted } = agentLines(m)
        return m.agent.interactions === null ? null : w.activity.agentTurns(m.agent.interactions, proposed, accepted)
      },
    },
    {
      label: w.activity.productivity,
      value: productivityFactor,
      write: m => w.activity.ofCode(productivityFactor(m)),
      isFraction: true,
    },
  ]
}

/** Fractions change in percentage points. */
function tellPoints(now: Count, before: Count, w: Words): string | null {
  return now === null || before === null ? null : w.changeInPoints(now - before)
}

/** Counts change in numbers and percent; over periods of different length, such as two months, in percent per day. */
export function tellChange(now: Count, before: Count, days: ReturnType<typeof unequalDays>, w: Words): string | null {
  if (now === null || before === null) return null
  if (!days) return w.changeInCount(now - before, before)
  return w.changePerDay(now / days.now - before / days.before, before / days.before)
}

/** The small print every answer with numbers ends in: exact dates and zone, source, freshness, why no change is told. */
export function tellOrigin(activity: Activity, { words: w, zone }: Voice): NotePart {
  const { asked, total, origin } = activity
  const before = comparable(activity)
  const days = unequalDays(activity)
  const why = activity.before && 'withheld' in activity.before ? activity.before.withheld : null
  return note(
    before ? w.origin.datesAndBefore(asked, before.period) : w.origin.dates(asked),
    days ? w.origin.unequal(days.now, days.before) : null,
    asked.isOver && asked.period.to > origin.askedAt ? w.origin.lastHours(asked.period.to, zone) : null,
    why && why !== 'unread' ? w.origin.withheld[why] : null,
    total && origin.versions.length > 1 ? w.origin.lowerBound : null,
    origin.uncovered.length > 0 ? w.origin.uncovered(origin.uncovered) : null,
    w.origin.source(origin, zone),
  )
}
