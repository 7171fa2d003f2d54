/** What a digest advises: what helps most people with the least effort, and not the same week after week. Pure. */
import type { Advice } from '../message/advice.ts'
import type { Count, Metrics } from '../ports.ts'
import { type Tool, tools } from '../privacy/min-group-size.ts'
import { countOpen } from '../seats/invites.ts'
import { subjectWord } from '../subject.ts'
import { activePeople, comparable, inactiveMembers, unequalDays } from '../usage/activity.ts'
import { exactActive } from '../usage/metrics.ts'
import type { DigestPart } from './part.ts'

export type AdviceKind = Advice['kind']

/** An advice for one team, or the organization, and how much following it is worth. */
export type RankedAdvice = { readonly part: DigestPart; readonly advice: Advice; readonly worth: number }

/** What one digest advises. */
export type ChosenAdvice = {
  readonly next: RankedAdvice | null
  /** Advised before and still true; `periods`: how many digests in a row, this one included. */
  readonly stillOpen: readonly { readonly candidate: RankedAdvice; readonly periods: number }[]
}

/** How easily one affected person is helped: a reminder is a button, a conversation with a team is not. */
const ease: Readonly<Record<AdviceKind, number>> = {
  unused: 1,
  'open-invites': 1,
  stopped: 0.8,
  'none-started': 0.6,
  'fewer-active': 0.6,
  'expired-invites': 0.5,
  'many-inactive': 0.5,
  'tool-fell': 0.1,
}

/** After so many times in a row the same advice is only listed as still open. */
const maxInRow = 2
const maxStillOpen = 2

/** @param before what earlier digests advised, by their keys, newest first */
export function chooseAdvice(parts: readonly DigestPart[], before: readonly (readonly string[])[] = []): ChosenAdvice {
  const ranked = parts.flatMap(listCandidates).toSorted((a, b) => b.worth - a.worth)
  const repeated = (candidate: RankedAdvice) => {
    const firstWithout = before.findIndex(keys => !keys.includes(keyOfAdvice(candidate)))
    return firstWithout === -1 ? before.length : firstWithout
  }
  const stale = ranked.filter(candidate => repeated(candidate) >= maxInRow)
  return {
    next: ranked.find(candidate => !stale.includes(candidate)) ?? null,
    stillOpen: stale.slice(0, maxStillOpen).map(candidate => ({ candidate, periods: repeated(candidate) + 1 })),
  }
}

/** What is remembered of a digest, for the next ones. */
export function keysOfChosen({ next, stillOpen }: ChosenAdvice): string[] {
  return [...(next ? [next] : []), ...stillOpen.map(({ candidate }) => candidate)].map(keyOfAdvice)
}

function keyOfAdvice({ part, advice }: RankedAdvice): string {
  return `${advice.kind} ${subjectWord(part.subject)}`
}

function listCandidates(part: DigestPart): RankedAdvice[] {
  if (part.activity.state === 'no-data') return []
  const found = [...adviseOnUnused(part), ...adviseOnUse(part)]
  return found.map(({ people, ...rest }) => ({ part, ...rest, worth: people * ease[rest.advice.kind] }))
}

type Found = { readonly advice: Advice; readonly people: number }

function adviseOnUnused({ unusedCount, invites, seats }: DigestPart): Found[] {
  if (unusedCount?.isSnoozed) return []
  if (unusedCount) {
    const { unused, remindable, expired, alert } = unusedCount
    const isWorthwhile = alert !== null ? unused > 0 && remindable !== 0 : unused >= 3
    return [
      ...(isWorthwhile
        ? [{ advice: { kind: 'unused', unused, remindable, expired } as const, people: remindable ?? unused }]
        : []),
      ...(expired ? [{ advice: { kind: 'expired-invites', expired } as const, people: expired }] : []),
    ]
  }
  const open = countOpen(invites, seats.invited)
  const expired = invites?.expired ?? null
  const areMany = open !== null && open >= 3 && open >= (seats.registered ?? 0) * 0.1
  return [
    ...(areMany ? [{ advice: { kind: 'open-invites', open, expired } as const, people: open }] : []),
    ...(expired !== null && expired >= 3
      ? [{ advice: { kind: 'expired-invites', expired } as const, people: expired }]
      : []),
  ]
}

function adviseOnUse(part: DigestPart): Found[] {
  const { activity, seats } = part
  if (activity.state === 'quiet') return adviseQuiet(part)
  const active = activePeople(activity)
  const inactive = inactiveMembers(activity, seats.registered)
  const before = comparable(activity)
  const activeBefore = before && exactActive(before.total)
  const fewer = active === null || activeBefore === null ? 0 : activeBefore - active
  const members = seats.registered
  // With a check of seats it is known who has not used Tabnine for longer than a week.
  const areManyInactive =
    !part.unusedCount && inactive !== null && members !== null && inactive >= 3 && inactive >= members * 0.3
  const fell = findFallenTool(part)
  return [
    ...(areManyInactive ? [{ advice: { kind: 'many-inactive', inactive, members } as const, people: inactive }] : []),
    ...(activeBefore !== null && fewer > 0 && fewer >= activeBefore * 0.2 + 1
      ? [{ advice: { kind: 'fewer-active', fewer } as const, people: fewer }]
      : []),
    ...(fell ? [fell] : []),
  ]
}

/** A step without a report shows neither use nor that there was none. */
function adviseQuiet({ trend, seats }: DigestPart): Found[] {
  const before = trend.at(-2)?.metrics?.activeUsers
  if (before) return [{ advice: { kind: 'stopped', before }, people: before }]
  const hasNeverStarted = trend.length > 0 && trend.every(row => row.metrics?.activeUsers === 0)
  return hasNeverStarted ? [{ advice: { kind: 'none-started' }, people: seats.registered ?? 0 }] : []
}

/** Uses before, below which a change is chance. */
const minUses = 100
const shareWorthAdvice = 0.15

export const usesOf = (tool: Tool, metrics: Metrics): Count =>
  tool === 'completions' ? metrics.completions.accepted : metrics[tool].interactions

/** The tool whose use changed most, of those used enough for a comparison; `null`: none, or the periods cannot be compared. */
export function findMostChanged({ activity }: Pick<DigestPart, 'activity'>): {
  readonly tool: Tool
  readonly now: number
  readonly before: number
  readonly change: number
} | null {
  const before = comparable(activity)
  if (!before || !activity.total || unequalDays(activity)) return null
  const { metrics } = activity.total
  const changes = tools.flatMap(tool => {
    const [now, then] = [usesOf(tool, metrics), usesOf(tool, before.total.metrics)]
    return now === null || then === null || then < minUses ? [] : [{ tool, now, before: then, change: now / then - 1 }]
  })
  return changes.toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change))[0] ?? null
}

function findFallenTool(part: DigestPart): Found | null {
  const changed = findMostChanged(part)
  if (!changed || changed.change > -shareWorthAdvice) return null
  const { tool, now, before } = changed
  const people = comparable(part.activity)?.total.metrics[tool].activeUsers ?? 0
  return { advice: { kind: 'tool-fell', tool, now, before }, people }
}
