import {
  type Action,
  actions,
  type Message,
  note,
  plain,
  type TextPart,
  text,
  withWhole,
} from '../../message/message.ts'
import type { RenderContext } from '../../message/render-context.ts'
import type { Words } from '../../message/words.ts'
import type { Subject } from '../../ports.ts'
import { lineOfUnread } from '../../report/unread.ts'
import { subjectWord } from '../../subject.ts'
import { countDays } from '../../time/utc-days.ts'
import type { EpisodeProgress } from './episode.ts'
import { type Findings, seatsOf } from './find.ts'
import type { UnusedSeat } from './judge.ts'
import {
  countKinds,
  isTooSmall,
  renderAnswers,
  renderKinds,
  renderPending,
  renderPeople,
  renderProgress,
  renderSpared,
  type UnusedView,
} from './render-parts.ts'

export type { UnusedView } from './render-parts.ts'

/** What is told of unused seats. */
export type UnusedFacts = {
  readonly findings: Findings
  /** `null`: there is no alert, as after a first look that found nothing. */
  readonly episode: {
    /** What the alert is called in command lines. */
    readonly number: number
    readonly progress: EpisodeProgress
    /** When it was settled; `null`: it goes on. */
    readonly resolvedOn: Date | null
    /** Until when it is silent as a whole. */
    readonly silentUntil?: Date | null
  } | null
  readonly isBaseline: boolean
  /** Where the numbers are from, and when they were asked for. */
  readonly host: string
  readonly askedAt: Date
}

/** The one message of an alert, as it stands now; also the answer to a person who asks. */
export function renderUnused(facts: UnusedFacts, rendering: RenderContext, view: UnusedView): Message {
  const { findings, episode, host, askedAt } = facts
  const t = rendering.t
  const summary = summarize(facts, t, view)
  const isShown = findings.noData === null && !episode?.resolvedOn
  const message = {
    title: t.unused.title(t.subject(findings.subject)),
    summary,
    parts: [
      text(summary),
      ...(isShown ? renderSeatsOfTeam(findings, t, view) : []),
      ...(isShown ? renderKinds(findings, t, view).filter(part => plain(part.text) !== summary) : []),
      ...(episode ? [renderProgress(episode.progress, t, view)] : []),
      ...(episode ? renderAnswers(episode.number, episode.progress, t, view) : []),
      ...(isShown ? renderPeople(findings, t, view) : []),
      note(
        facts.isBaseline ? t.unused.baseline : null,
        ...renderSilence(facts, rendering),
        ...(isShown ? renderSpared(findings, t, view) : []),
        lineOfUnread(findings, t),
        t.unused.counting(findings.window),
        t.origin.asked(host, askedAt, rendering.timeZone),
      ),
      actions(listActions(facts, t)),
    ],
  }
  return episode ? withWhole(message, `${rendering.commandPrefix}export ${episode.number}`) : message
}

/** What the message of an alert says last, when nobody wants it any more: nothing that can be pressed. */
export function renderUnwatched(
  subject: Subject,
  progress: EpisodeProgress | null,
  { t, commandPrefix }: RenderContext,
): Message {
  const name = t.subject(subject)
  const summary = t.alerts.off(name)
  return {
    title: t.unused.title(name),
    summary,
    parts: [
      text(summary),
      ...(progress ? [text(t.unused.opened(progress))] : []),
      note(t.alerts.watchAgain(commandPrefix, name)),
    ],
  }
}

/**
 * What is said in reply to an alert, so that it is noticed again.
 * @param added who is told of for the first time; nobody where it is only said again
 */
export function renderUnusedNews(
  { findings }: UnusedFacts,
  added: readonly UnusedSeat[],
  rendering: RenderContext,
  view: UnusedView,
): Message {
  const t = rendering.t
  const subject = t.subject(findings.subject)
  const total = seatsOf(findings).length
  const news = findings.team ? added.filter(({ standing }) => standing === 'invited') : added
  const again =
    renderTeam(findings, t, view) ?? t.unused.repeat(total, subject, countKinds(findings, seatsOf(findings), t, view))
  const summary =
    news.length > 0 ? t.unused.more(news.length, total, subject, countKinds(findings, news, t, view)) : again
  return { title: t.unused.title(subject), summary, parts: [text(summary)] }
}

function summarize({ findings, episode }: UnusedFacts, t: Words, view: UnusedView): string {
  const { subject, noData, window, pending } = findings
  const name = t.subject(subject)
  if (noData !== null) return t.unused.noData[noData](window)
  if (episode?.resolvedOn) return t.unused.resolved(name, countDays(episode.progress.openedOn, episode.resolvedOn))
  const team = renderTeam(findings, t, view)
  if (team !== null) return team
  const seats = seatsOf(findings)
  // Of a number nobody can say that it is one of unused seats.
  if (seats.length === 0 && pending && pending.count > 0) return renderPending(findings, t)
  return t.unused.summary(seats.length, name, countKinds(findings, seats, t, view))
}

/** The one sentence about a team in which nobody uses anything; of a small one it would tell the state of each. */
function renderTeam(findings: Findings, t: Words, view: UnusedView): string | null {
  const { team, subject } = findings
  return team && !isTooSmall(findings, view)
    ? t.unused.team[team.state](team.people, t.subject(subject), team.lastUsedOn)
    : null
}

/** How many seats of such a team are found: fewer than there are people where some are spared, more with invitations. */
function renderSeatsOfTeam(findings: Findings, t: Words, view: UnusedView): TextPart[] {
  if (renderTeam(findings, t, view) === null) return []
  const seats = seatsOf(findings)
  return [text(t.unused.summary(seats.length, t.subject(findings.subject), countKinds(findings, seats, t, view)))]
}

function renderSilence({ episode }: UnusedFacts, { t, timeZone: zone, commandPrefix }: RenderContext): string[] {
  if (!episode?.silentUntil || episode.resolvedOn) return []
  const { number, silentUntil } = episode
  return [t.alerts.snoozed(number, t.moment(silentUntil, zone)), t.alerts.wake(commandPrefix, number)]
}

function listActions({ findings, episode }: UnusedFacts, t: Words): Action[] {
  const subject = subjectWord(findings.subject)
  if (!episode || episode.resolvedOn) return [{ label: t.unused.act.seats, line: `seats ${subject}` }]
  const { number } = episode
  // Whom "remind" would ask: of a team that as a whole does not use it, only who is invited.
  const canRemind = seatsOf(findings, ...(findings.team ? (['invited'] as const) : [])).length > 0
  return [
    ...(canRemind ? [{ label: t.unused.act.remind, line: `remind ${number}` }] : []),
    { label: t.unused.act.snooze, line: `snooze ${number} 7d` },
    { label: t.unused.act.exclude, line: 'exclude', opens: 'form' },
    { label: t.unused.act.export, line: `export ${number}` },
    { label: t.unused.act.why, line: `why ${subject}` },
  ]
}
