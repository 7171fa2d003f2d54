import { type Action, countCell, type Message, type Part, type TableCell, table, text } from '../message/message.ts'
import type { RenderContext } from '../message/render-context.ts'
import type { Words } from '../message/words.ts'
import type { Count } from '../ports.ts'
import { renderUnread } from '../report/unread.ts'
import { subjectWord } from '../subject.ts'
import { addDays, formatDay } from '../time/utc-days.ts'
import { activePeople, comparable, inactiveMembers, renderActivePeople, splitActive } from '../usage/activity.ts'
import { exactActive } from '../usage/metrics.ts'
import { chooseAdvice } from './advice.ts'
import { chartSeveral } from './chart.ts'
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
} from './render-parts.ts'

/** Several teams in one message: a row each, the one that moved most first. */
export function renderSeveral(digest: DigestFacts, rendering: RenderContext): Message {
  const { unit, suppressed, posted } = digest
  const t = rendering.t
  const parts = digest.parts.toSorted((a, b) => Math.abs(differenceOf(b) ?? 0) - Math.abs(differenceOf(a) ?? 0))
  const [first] = parts
  if (!first) throw new Error('a digest is about at least one team')
  const chosen = chooseAdvice(parts, posted?.advisedBefore)
  const mood = moodOf(chosen, parts)
  const names = t.list(digest.parts.map(({ subject }) => t.subject(subject)))
  const moved = differenceOf(first)
  const summary = moved
    ? t.digest.movedMost(t.subject(first.subject), activeText(first, t), moved)
    : t.digest.steady(unit)
  const compared = parts.find(({ activity }) => comparable(activity)) ?? first
  return {
    title: t.digest.title(symbols[mood], names, t.period(first.activity.asked), unit),
    summary,
    parts: [
      text(summary),
      renderTeams(parts, t),
      ...chartSeveral(parts, unit, t),
      ...renderCaveats(compared.activity, rendering),
      ...renderSuppressed(suppressed, t),
      ...renderUnread(digest, t),
      // Right above the button that does it.
      ...renderAdvice(chosen, mood, digest, t),
      renderFooter(compared.activity, digest, rendering),
      ...renderActions(
        primaryAction(chosen, digest, t),
        parts.map((part): Action => seeTeam(part, t)),
        digest,
        t,
      ),
    ],
  }
}

function seeTeam({ subject, activity }: DigestPart, t: Words): Action {
  const { from, to } = activity.asked.period
  return {
    label: t.digest.act.seeTeam(t.subject(subject)),
    line: `usage ${subjectWord(subject)} ${formatDay(from)}..${formatDay(addDays(to, -1))}`,
  }
}

/** A column with a hidden number is left out: the number could be computed from the others. */
function renderTeams(parts: readonly DigestPart[], t: Words): Part {
  const isUnusedKnown = parts.every(({ unusedCount }) => unusedCount)
  const all = [
    { label: t.digest.columns.active, value: activeCell },
    { label: t.digest.columns.change, value: changeCell },
    isUnusedKnown
      ? { label: t.digest.columns.unused, value: unusedCell }
      : { label: t.digest.columns.inactive, value: inactiveCell },
  ]
  const isSuppressed = parts.some(({ activity }) => activity.minGroupSize !== undefined)
  const columns = all.filter(({ value }) => !isSuppressed || parts.every(part => value(part, t) !== noNumber))
  return table(
    t.digest.byTeam,
    [{ label: t.teams.team, align: 'left' }, ...columns.map(({ label }) => ({ label, align: 'right' as const }))],
    parts.map(part => [t.subject(part.subject), ...columns.map(({ value }) => value(part, t))]),
  )
}

function activeText({ activity, seats }: DigestPart, t: Words): string {
  const split = splitActive(activity, seats.registered)
  if (split && split.left === 0) return t.digest.activeOf(split.active, split.members)
  const people = renderActivePeople(activity, t)
  return typeof people === 'string' ? people : people === null ? noNumber : t.count(people)
}

const noNumber = '–'

function activeCell(part: DigestPart, t: Words): TableCell {
  return countCell(activeText(part, t), activePeople(part.activity))
}

function changeCell(part: DigestPart, t: Words): TableCell {
  const difference = differenceOf(part)
  return difference === null ? noNumber : countCell(t.digest.difference(difference), difference)
}

function unusedCell({ unusedCount }: DigestPart, t: Words): TableCell {
  return numberCell(unusedCount?.unused ?? null, t)
}

function inactiveCell({ activity, seats }: DigestPart, t: Words): TableCell {
  return numberCell(inactiveMembers(activity, seats.registered), t)
}

function numberCell(count: Count, t: Words): TableCell {
  return count === null ? noNumber : countCell(t.count(count), count)
}

/** Active members more or fewer than before; `null` where they cannot be compared. */
function differenceOf({ activity }: DigestPart): Count {
  const before = comparable(activity)
  const [active, activeBefore] = [activePeople(activity), before && exactActive(before.total)]
  return active === null || activeBefore === null ? null : active - activeBefore
}
