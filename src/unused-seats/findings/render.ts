import { type Action, actions, facts, type Message, type Part, text, withWhole } from '../../message/message.ts'
import type { RenderContext } from '../../message/render-context.ts'
import type { Words } from '../../message/words.ts'
import type { ActionGroup, Count, Subject } from '../../ports.ts'
import { lineOfUnread } from '../../report/unread.ts'
import { costOfSeats, type Purchase } from '../../seats/purchase/purchase.ts'
import { subjectWord } from '../../subject.ts'
import { countDays } from '../../time/utc-days.ts'
import { localDay } from '../../time/wall-clock.ts'
import { offerActions } from '../acting/offer.ts'
import { actingWords } from '../acting/words.ts'
import { type ActedCounts, countFates, type EpisodeProgress } from './episode.ts'
import { countFound, type Findings, seatsOf } from './find.ts'
import type { UnusedSeat } from './judge.ts'
import {
  countAsked,
  countExpired,
  countKinds,
  isRevealing,
  isTooSmall,
  renderAnswers,
  renderFooter,
  renderKinds,
  renderPending,
  renderPeople,
  renderProgress,
  type UnusedView,
} from './render-parts.ts'

export type { UnusedView } from './render-parts.ts'

/** What the message of an alert is about. */
export type UnusedFacts = {
  readonly findings: Findings
  /** `null`: no alert is open, as after a first check that found nothing. */
  readonly episode: {
    /** The number of the alert in command lines. */
    readonly number: number
    readonly progress: EpisodeProgress
    /** When it was resolved; `null`: it is open. */
    readonly resolvedOn: Date | null
    /** Until when the whole alert is snoozed. */
    readonly silentUntil?: Date | null
  } | null
  readonly isBaseline: boolean
  /** People who can be reminded now; `null`: not known. */
  readonly remindable: Count
  /** What was changed in Tabnine from this alert; `null` or missing: nothing. */
  readonly acted?: ActedCounts | null
  /** What an admin may change from here; missing: nothing. */
  readonly acting?: readonly ActionGroup[]
  /** `null`: no price is set. */
  readonly purchase: Pick<Purchase, 'seatPrice' | 'renewal'> | null
}

/** The one message of an alert, as of now. */
export function renderUnused(unused: UnusedFacts, rendering: RenderContext, view: UnusedView): Message {
  const { findings, episode } = unused
  const { t } = rendering
  const summary = summarize(unused, t, view)
  const isShown = findings.noData === null && !episode?.resolvedOn
  const people = isShown ? renderPeople(findings, t, view) : []
  const message = {
    title: titleOf(unused, t, view),
    summary,
    parts: [
      text(summary, ...(isShown && episode && !unused.isBaseline ? [` ${t.unused.updated(findings.day)}`] : [])),
      ...(isShown
        ? renderGaps(findings, t)
            .filter(line => line !== summary)
            .map(line => text(line))
        : []),
      ...renderFacts(isShown ? renderKinds(findings, t, view) : []),
      ...renderFacts(renderEpisode(unused, t, view)),
      ...renderSilence(unused, rendering),
      ...people,
      ...(isShown ? [renderFooter(findings, t, view, people.length > 0)] : []),
      actions(listActions(unused, t, view)),
    ],
  }
  return episode ? withWhole(message, `${rendering.commandPrefix}export ${episode.number}`) : message
}

/** The last edit of an alert that was turned off. */
export function renderUnwatched(subject: Subject, progress: EpisodeProgress | null, { t }: RenderContext): Message {
  const name = t.subject(subject)
  const summary = t.alerts.off(name)
  return {
    title: t.unused.unwatchedTitle(name),
    summary,
    parts: [
      text(summary, ...(progress ? [` ${t.unused.atFirst(progress.openedWith, progress.openedOn)}`] : [])),
      ...renderFacts(progress ? [renderProgress(progress, t)] : []),
    ],
  }
}

/**
 * The reply in the thread of an alert, which notifies people.
 * @param added the seats that are new; none if the alert is repeated
 */
export function renderUnusedNews(
  unused: UnusedFacts,
  added: readonly UnusedSeat[],
  { t }: RenderContext,
  view: UnusedView,
): Message {
  const { findings, episode } = unused
  const subject = t.subject(findings.subject)
  const total = seatsOf(findings).length
  const news = findings.team ? added.filter(({ standing }) => standing === 'invited') : added
  const team = renderTeam(findings, t, view)
  const kinds = countKinds(findings, seatsOf(findings), t, view)
  const isTeam = team !== null && news.length === 0
  const summary = isTeam ? team : t.unused.total(total, kinds)
  const remind = episode ? [remindAction(unused, episode.number, t, view)] : []
  return {
    title: isTeam
      ? titleOf(unused, t, view)
      : news.length > 0
        ? t.unused.moreTitle(news.length, subject)
        : t.unused.repeatTitle(total, subject),
    summary,
    parts: [
      text(summary),
      ...renderFacts(episode ? [renderProgress(episode.progress, t)] : []),
      actions(canRemind(unused) ? remind : []),
    ],
  }
}

function titleOf({ findings, episode }: UnusedFacts, t: Words, view: UnusedView): string {
  const subject = t.subject(findings.subject)
  if (findings.noData !== null) return t.unused.noDataTitle(subject)
  if (episode?.resolvedOn) return t.unused.resolvedTitle(subject)
  if (findings.team && !isTooSmall(findings, view)) return t.unused.teamTitle[findings.team.state](subject)
  const seats = seatsOf(findings).length
  // Invites that are only counted may be new ones, so they are no proof of unused seats.
  if (seats === 0 && countFound(findings) > 0) return t.unused.pendingTitle(countFound(findings), subject)
  return t.unused.title(seats, subject)
}

function summarize(unused: UnusedFacts, t: Words, view: UnusedView): string {
  const { findings, episode } = unused
  const { noData, window } = findings
  if (noData !== null) return t.unused.noData[noData](window)
  if (episode?.resolvedOn) {
    const { progress, resolvedOn } = episode
    return t.unused.resolved(countFates(progress) + progress.open, countDays(progress.openedOn, resolvedOn))
  }
  const seats = seatsOf(findings)
  const isPendingOnly = seats.length === 0 && countFound(findings) > 0
  const start = isPendingOnly
    ? [renderPending(findings, t)]
    : [...renderTeams(findings, t, view), count(unused, t, view)]
  const sentences = [...start, ...(unused.isBaseline ? [t.unused.baseline] : renderAtFirst(unused, t))]
  const known = sentences.filter(sentence => sentence !== null).join(' ')
  return known === '' ? `${t.unused.hiddenForSmallGroups(view.minGroupSize)}.` : known
}

/** "25% of the 106 seats checked, about €1,050 a month." */
function count({ findings, purchase }: UnusedFacts, t: Words, view: UnusedView): string | null {
  const found = seatsOf(findings).length
  const checked = findings.verdicts.length
  if (found === 0) return isTooSmall(findings, view) ? null : t.unused.checked(checked)
  const share = isTooSmall(findings, view)
    ? []
    : [findings.team ? t.unused.count(found, checked) : t.unused.share(found, checked)]
  const cost = purchase && costOfSeats(found, purchase, findings.day)
  const parts = [
    ...share,
    ...(cost ? [t.unused.cost(cost.perMonth, cost.currency)] : []),
    ...(cost?.untilRenewal
      ? [t.unused.untilRenewal(cost.untilRenewal.amount, cost.currency, cost.untilRenewal.on)]
      : []),
  ]
  return parts.length === 0 ? null : `${startSentence(parts.join(', '))}.`
}

function renderAtFirst({ episode }: UnusedFacts, t: Words): string[] {
  return episode ? [t.unused.atFirst(episode.progress.openedWith, episode.progress.openedOn)] : []
}

function renderTeams(findings: Findings, t: Words, view: UnusedView): string[] {
  const team = renderTeam(findings, t, view)
  return team === null ? [] : [team]
}

/** The sentence about a team without any use; for a small team it would reveal the status of each member. */
function renderTeam(findings: Findings, t: Words, view: UnusedView): string | null {
  const { team } = findings
  return team && !isTooSmall(findings, view) ? t.unused.team[team.state](team.people, team.lastUsedOn) : null
}

/** What the check could not see. */
function renderGaps(findings: Findings, t: Words): string[] {
  const unknown = findings.verdicts.filter(({ standing }) => standing.startsWith('unknown')).length
  return [
    ...(findings.areInvitationsListed ? [] : [renderPending(findings, t)]),
    ...(findings.areInvitationsRefused ? [t.unused.invitationsRefused] : []),
    ...(unknown > 0 ? [t.unused.unknown(unknown)] : []),
    lineOfUnread(findings, t),
  ].filter(line => line !== null)
}

function renderEpisode({ episode, isBaseline, acted }: UnusedFacts, t: Words, view: UnusedView) {
  if (!episode) return []
  const w = actingWords[t.language]
  const changed = acted ? [{ label: w.countedLabel, value: w.counted(acted, t) }] : []
  if (isBaseline) return changed
  const { progress } = episode
  return [renderProgress(progress, t), ...changed, ...(progress.asked ? [renderAnswers(progress.asked, t, view)] : [])]
}

function renderFacts(list: Parameters<typeof facts>[0]): Part[] {
  return list.length > 0 ? [facts(list)] : []
}

function renderSilence({ episode }: UnusedFacts, { t, timeZone }: RenderContext): Part[] {
  if (!episode?.silentUntil || episode.resolvedOn) return []
  return [text(t.alerts.snoozed(t.weekday(localDay(episode.silentUntil, timeZone))))]
}

/** In Slack’s menu; in Teams’ it has room next to the one that stops the alert. */
const maxInMenu = 5

function listActions(unused: UnusedFacts, t: Words, view: UnusedView): Action[] {
  const { findings, episode } = unused
  const subject = subjectWord(findings.subject)
  if (!episode || episode.resolvedOn) {
    // An invite that was withdrawn and not sent again is not over with the alert.
    const half = episode && unused.acted?.half ? [['invite', unused.acted.half] as const] : []
    const offers = episode ? offerActions(episode.number, half, unused.acting ?? [], t) : []
    return [...offers, { label: t.unused.act.seats, line: `seats ${subject}` }]
  }
  const { number, progress, silentUntil } = episode
  const { act, stop } = t.unused
  const asked = progress.asked
  const changes = offerChanges(unused, number, t)
  const others: Action[] = [
    { label: act.why, line: `why ${subject}`, isMore: true },
    { label: act.exclude, line: 'exclude', opens: 'form', isMore: true },
    { label: act.export, line: `export ${number}`, isMore: true },
  ]
  const toFree = asked && countAsked(asked) >= view.minGroupSize ? asked.toFree : 0
  return [
    ...(canRemind(unused) ? [remindAction(unused, number, t, view)] : []),
    ...(toFree > 0 ? [{ label: act.toFree(toFree), line: `remind ${number} answers` }] : []),
    silentUntil ? { label: act.wake, line: `snooze ${number} 0d` } : { label: act.snooze, line: `snooze ${number} 7d` },
    ...changes,
    // What does not fit is left out, the last first; each of them can be typed.
    ...others.slice(0, Math.max(0, maxInMenu - changes.length)),
    {
      label: act.stop,
      line: `alerts off ${subject}`,
      isMore: true,
      style: 'danger',
      confirm: { ...stop, title: stop.title(t.subject(findings.subject)) },
    },
  ]
}

/** Without numbers: those of a small group would be about people. */
function offerChanges({ findings, acting = [], acted }: UnusedFacts, number: number, t: Words): Action[] {
  const invites = seatsOf(findings, 'invited')
  const kinds = [
    ...(countExpired(invites) > 0 || (acted?.half ?? 0) > 0 ? (['invite'] as const) : []),
    ...(invites.length > 0 ? (['withdraw'] as const) : []),
    ...(seatsOf(findings, 'never-used', 'idle').length > 0 ? (['free'] as const) : []),
  ]
  const offered = kinds.map(kind => [kind, null] as const)
  return offerActions(number, offered, acting, t).map(action => ({ ...action, isMore: true }))
}

/** In a team without any use only people with an invite are reminded. */
function canRemind({ findings, remindable }: UnusedFacts): boolean {
  return remindable !== 0 && seatsOf(findings, ...(findings.team ? (['invited'] as const) : [])).length > 0
}

/** The number is left out where it would reveal what a small group answered. */
function remindAction({ findings, remindable }: UnusedFacts, number: number, t: Words, view: UnusedView): Action {
  const seats = seatsOf(findings)
  // People with an expired invite can't be reminded, whatever they answered.
  const others = seats.length - countExpired(seats)
  const isHidden = remindable === null || isRevealing(remindable, others, view.minGroupSize)
  return { label: t.unused.act.remind(isHidden ? null : remindable), line: `remind ${number}`, style: 'primary' }
}

function startSentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
