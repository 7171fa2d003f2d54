import { type Message, type Metric, type Part, text } from '../message/message.ts'
import type { RenderContext } from '../message/render-context.ts'
import type { Words } from '../message/words.ts'
import { tools } from '../privacy/min-group-size.ts'
import { renderUnread } from '../report/unread.ts'
import { renderOutlook } from '../seats/outlook.ts'
import { renderUnusedCost } from '../seats/purchase/render.ts'
import { renderUnderused } from '../seats/underused.ts'
import { subjectWord } from '../subject.ts'
import { activePeople, comparable, renderActivePeople, splitActive, unequalDays } from '../usage/activity.ts'
import { renderAgentCost } from '../usage/agent-cost.ts'
import { exactActive } from '../usage/metrics.ts'
import { renderUse } from '../usage/render-activity.ts'
import { chooseAdvice, findMostChanged, usesOf } from './advice.ts'
import { chartOne } from './chart.ts'
import type { DigestFacts } from './facts.ts'
import { type DigestPart, renderSuppressed } from './part.ts'
import {
  moodOf,
  primaryAction,
  renderActions,
  renderAdvice,
  renderCaveats,
  renderFooter,
  symbols,
  trendAction,
} from './render-parts.ts'

/** A change of use that a sentence names. */
const shareWorthSentence = 0.1
/** A change of active members that makes a week more than a quiet one. */
const shareWorthNumbers = 0.15

/** One team, or the organization. A week in which nothing happened is three lines. */
export function renderOne(part: DigestPart, digest: DigestFacts, rendering: RenderContext): Message {
  const { unit, suppressed, posted } = digest
  const { subject, seats, activity, unusedCount } = part
  const t = rendering.t
  const chosen = chooseAdvice([part], posted?.advisedBefore)
  const mood = moodOf(chosen, [part])
  const changed = findMostChanged(part)
  const summary = [
    renderUse(activity, seats.registered, t),
    ...(changed && Math.abs(changed.change) >= shareWorthSentence
      ? [t.digest.changed(changed.tool, changed.now, changed.before)]
      : []),
  ].join(' ')
  const seeUnused = { label: t.digest.act.seeUnused, line: `why ${subjectWord(subject)}` }
  const isWhole = activity.hidden !== 'group'
  const numbers: Part[] = [
    ...renderMetrics(part, t),
    ...chartOne(part, unit, t),
    ...(part.outlook && !part.isTooSmall ? renderOutlook(outlookOf(part.outlook, unit), t) : []),
  ]
  return {
    title: t.digest.title(symbols[mood], t.subject(subject), t.period(activity.asked), unit),
    summary,
    parts: [
      text(summary),
      ...(mood === 'fine' && !hasMoved(part) ? [] : numbers),
      ...(unusedCount && part.unusedCost && !part.isTooSmall
        ? renderUnusedCost(unusedCount.unused, part.unusedCost, t)
        : []),
      ...(part.isTooSmall ? [] : renderAgentCost(part.agentCost, t)),
      ...(part.isTooSmall ? [] : renderUnderused(unusedCount?.underused, t)),
      ...renderCaveats(activity, rendering),
      ...renderSuppressed(isWhole ? suppressed : undefined, t),
      ...renderUnread(digest, t),
      // Right above the button that does it.
      ...renderAdvice(chosen, mood, digest, t),
      renderFooter(activity, digest, rendering),
      ...renderActions(
        [
          ...primaryAction(chosen, digest, t),
          ...(unusedCount && unusedCount.unused > 0 ? [seeUnused] : []),
          ...trendAction(part, digest, t),
        ],
        [],
        digest,
        t,
      ),
    ],
  }
}

/** How long people take to start is a matter of months. */
function outlookOf(outlook: NonNullable<DigestPart['outlook']>, unit: DigestFacts['unit']) {
  return unit === 'week' ? { ...outlook, firstUse: null, rates: [] } : outlook
}

/** Whether a number changed so much that the others are worth reading. */
function hasMoved(part: DigestPart): boolean {
  const { activity } = part
  const before = comparable(activity)
  const [active, activeBefore] = [activePeople(activity), before && exactActive(before.total)]
  const moved =
    active === null || activeBefore === null || activeBefore === 0 ? 0 : Math.abs(active - activeBefore) / activeBefore
  return moved >= shareWorthNumbers || Math.abs(findMostChanged(part)?.change ?? 0) >= shareWorthNumbers
}

/** Active members, and the use of each tool: four numbers with their change. */
function renderMetrics(part: DigestPart, t: Words): Part[] {
  const { activity, seats } = part
  const { total } = activity
  if (!total || activity.state === 'no-data' || activity.hidden === 'group') return []
  const before = comparable(activity)
  const days = unequalDays(activity)
  const active = activePeople(activity)
  const activeBefore = before && exactActive(before.total)
  const split = splitActive(activity, seats.registered)
  const people = renderActivePeople(activity, t)
  const difference = active === null || activeBefore === null ? 0 : active - activeBefore
  const metrics: Metric[] = [
    {
      label: t.digest.metrics.active,
      value:
        split && split.left === 0
          ? t.digest.activeOf(split.active, split.members)
          : typeof people === 'string'
            ? people
            : t.count(people),
      change: difference === 0 ? undefined : t.digest.difference(difference),
      tone: difference === 0 ? undefined : difference > 0 ? 'good' : 'bad',
    },
    ...(activity.hidden === 'tools' ? [] : tools).flatMap((tool): Metric[] => {
      const uses = usesOf(tool, total.metrics)
      const usesBefore = before && usesOf(tool, before.total.metrics)
      if (uses === null) return []
      const [now, then] =
        usesBefore === null ? [uses, 0] : days ? [uses / days.now, usesBefore / days.before] : [uses, usesBefore]
      const change = total.isPartial ? null : t.digest.percentChange(now, then)
      return [
        {
          label: t.digest.metrics[tool],
          value: total.isPartial ? t.activity.atLeast(t.count(uses)) : t.count(uses),
          change: change ?? undefined,
        },
      ]
    }),
  ]
  return [{ kind: 'metrics', metrics }]
}
