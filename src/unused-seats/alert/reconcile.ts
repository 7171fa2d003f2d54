import type { NotifiedEpisode, NotifiedItem } from '../../ports.ts'
import { type Findings, keyOf, namesOf, seatsOf, type UnusedSeat, type Verdict } from '../findings.ts'
import { isSnoozed } from './notified-state.ts'

/** What people have not been notified of yet. */
export type Unnotified = {
  readonly seats: readonly UnusedSeat[]
  /** How many pieces of news: a whole team counts as one, and its members do not count besides. */
  readonly count: number
}

/** The episode with the current fate of each of its items. Adds no items. */
export function reconcile(episode: NotifiedEpisode, findings: Findings): NotifiedEpisode {
  const verdicts = new Map(findings.verdicts.flatMap(verdict => namesOf(verdict.record).map(name => [name, verdict])))
  const items = episode.items.map(item => reconcileItem(item, verdicts.get(item.who), findings))
  const isNamed = items.some(({ kind, fate }) => kind === 'invited' && fate === 'open')
  // People who were named are not counted a second time while the server does not list them.
  const now = isNamed ? 0 : (findings.pending?.count ?? 0)
  return { ...episode, items, pending: { ...episode.pending, now } }
}

function reconcileItem(
  item: NotifiedItem,
  verdict: Verdict | undefined,
  { areInvitationsListed }: Findings,
): NotifiedItem {
  if (!verdict) {
    const isUnlisted = item.kind === 'invited' && !areInvitationsListed
    return isUnlisted || item.fate !== 'open' ? item : { ...item, fate: 'released' }
  }
  if (item.kind === 'invited' && verdict.record.id !== null) return { ...item, fate: 'joined' }
  switch (verdict.standing) {
    case 'invited':
    case 'never-used':
    case 'idle':
      return { ...item, kind: verdict.standing, fate: 'open' }
    case 'in-use':
      return { ...item, fate: 'started' }
    case 'in-grace':
      return { ...item, fate: 'renewed' }
    case 'excluded':
    case 'service-account':
    case 'duplicate':
      return { ...item, fate: 'excluded' }
    case 'unknown-date':
    case 'unknown-use':
      // An unknown state is no news.
      return item
  }
}

export function findUnnotified({ items, teamStates, pending }: NotifiedEpisode, findings: Findings): Unnotified {
  const notified = new Set(items.map(({ who }) => who))
  const seats = seatsOf(findings).filter(({ record }) => !notified.has(keyOf(record)))
  const invited = seats.filter(({ standing }) => standing === 'invited').length
  const others = findings.team ? Number(!teamStates.includes(findings.team.state)) : seats.length - invited
  // Invites that were counted before are no news when the server begins to list them.
  const byName = Math.max(0, invited - (findings.areInvitationsListed ? pending.most : 0))
  return { seats, count: byName + others + Math.max(0, pending.now - pending.most) }
}

/** Marks everything found as notified, and ends the snoozes that are over. */
export function markNotified(episode: NotifiedEpisode, findings: Findings, now: Date): NotifiedEpisode {
  const { team } = findings
  const seen = markSeen(episode, findings)
  return {
    ...seen,
    items: seen.items.map(item => (isSnoozed(item, now) ? item : { ...item, snoozedUntil: null })),
    teamStates: team ? [...new Set([...episode.teamStates, team.state])] : episode.teamStates,
  }
}

/** Adds everyone found to the episode's items. */
export function markSeen(episode: NotifiedEpisode, findings: Findings): NotifiedEpisode {
  const most = Math.max(episode.pending.most, episode.pending.now)
  return {
    ...episode,
    items: [...episode.items, ...findUnnotified(episode, findings).seats.map(toItem)],
    pending: { now: episode.pending.now, most: findings.areInvitationsListed ? 0 : most },
  }
}

function toItem({ record, standing }: UnusedSeat): NotifiedItem {
  return { who: keyOf(record), kind: standing, fate: 'open', snoozedUntil: null }
}
