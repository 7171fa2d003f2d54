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
import type { Words } from '../../message/words.ts'
import type { Subject } from '../../ports.ts'
import type { Voice } from '../../report/report.ts'
import { lineOfUnread } from '../../report/unread.ts'
import { subjectWord } from '../../subject.ts'
import { countDays } from '../../time/utc-days.ts'
import type { EpisodeProgress } from './episode.ts'
import { type Findings, seatsOf } from './find.ts'
import type { UnusedSeat } from './judge.ts'
import {
  countKinds,
  isTooSmall,
  tellAnswers,
  tellKinds,
  tellPending,
  tellPeople,
  tellProgress,
  tellSpared,
  type UnusedView,
} from './tell-parts.ts'

export type { UnusedView } from './tell-parts.ts'

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

/** The one message of an alert, as it stands now; also the answer to whoever asks. */
export function tellUnused(facts: UnusedFacts, voice: Voice, view: UnusedView): Message {
  const { findings, episode, host, askedAt } = facts
  const w = voice.words
  const summary = summarize(facts, w, view)
  const isTold = findings.noData === null && !episode?.resolvedOn
  const message = {
    title: w.unused.title(w.subject(findings.subject)),
    summary,
    parts: [
      text(summary),
      ...(isTold ? tellSeatsOfTeam(findings, w, view) : []),
      ...(isTold ? tellKinds(findings, w, view).filter(part => plain(part.text) !== summary) : []),
      ...(episode ? [tellProgress(episode.progress, w, view)] : []),
      ...(episode ? tellAnswers(episode.number, episode.progress, w, view) : []),
      ...(isTold ? tellPeople(findings, w, view) : []),
      note(
        facts.isBaseline ? w.unused.baseline : null,
        ...tellSilence(facts, voice),
        ...(isTold ? tellSpared(findings, w, view) : []),
        lineOfUnread(findings, w),
        w.unused.counting(findings.window),
        w.origin.asked(host, askedAt, voice.zone),
      ),
      actions(listActions(facts, w)),
    ],
  }
  return episode ? withWhole(message, `${voice.prefix}export ${episode.number}`) : message
}

/** What the message of an alert says last, when nobody wants it any more: nothing that can be pressed. */
export function tellUnwatched(
  subject: Subject,
  progress: EpisodeProgress | null,
  { words: w, prefix }: Voice,
): Message {
  const name = w.subject(subject)
  const summary = w.alerts.off(name)
  return {
    title: w.unused.title(name),
    summary,
    parts: [
      text(summary),
      ...(progress ? [text(w.unused.opened(progress))] : []),
      note(w.alerts.watchAgain(prefix, name)),
    ],
  }
}

/**
 * What is said in reply to an alert, so that it is noticed again.
 * @param added who is told of for the first time; nobody where it is only said again
 */
export function tellUnusedNews(
  { findings }: UnusedFacts,
  added: readonly UnusedSeat[],
  voice: Voice,
  view: UnusedView,
): Message {
  const w = voice.words
  const subject = w.subject(findings.subject)
  const total = seatsOf(findings).length
  const news = findings.team ? added.filter(({ standing }) => standing === 'invited') : added
  const again =
    tellTeam(findings, w, view) ?? w.unused.repeat(total, subject, countKinds(findings, seatsOf(findings), w, view))
  const summary =
    news.length > 0 ? w.unused.more(news.length, total, subject, countKinds(findings, news, w, view)) : again
  return { title: w.unused.title(subject), summary, parts: [text(summary)] }
}

function summarize({ findings, episode }: UnusedFacts, w: Words, view: UnusedView): string {
  const { subject, noData, window, pending } = findings
  const name = w.subject(subject)
  if (noData !== null) return w.unused.noData[noData](window)
  if (episode?.resolvedOn) return w.unused.resolved(name, countDays(episode.progress.openedOn, episode.resolvedOn))
  const team = tellTeam(findings, w, view)
  if (team !== null) return team
  const seats = seatsOf(findings)
  // Of a number nobody can say that it is one of unused seats.
  if (seats.length === 0 && pending && pending.count > 0) return tellPending(findings, w)
  return w.unused.summary(seats.length, name, countKinds(findings, seats, w, view))
}

/** The one sentence about a team in which nobody uses anything; of a small one it would tell the state of each. */
function tellTeam(findings: Findings, w: Words, view: UnusedView): string | null {
  const { team, subject } = findings
  return team && !isTooSmall(findings, view)
    ? w.unused.team[team.state](team.people, w.subject(subject), team.lastUsedOn)
    : null
}

/** How many seats of such a team are found: fewer than there are people where some are spared, more with invitations. */
function tellSeatsOfTeam(findings: Findings, w: Words, view: UnusedView): TextPart[] {
  if (tellTeam(findings, w, view) === null) return []
  const seats = seatsOf(findings)
  return [text(w.unused.summary(seats.length, w.subject(findings.subject), countKinds(findings, seats, w, view)))]
}

function tellSilence({ episode }: UnusedFacts, { words: w, zone, prefix }: Voice): string[] {
  if (!episode?.silentUntil || episode.resolvedOn) return []
  const { number, silentUntil } = episode
  return [w.alerts.snoozed(number, w.moment(silentUntil, zone)), w.alerts.wake(prefix, number)]
}

function listActions({ findings, episode }: UnusedFacts, w: Words): Action[] {
  const subject = subjectWord(findings.subject)
  if (!episode || episode.resolvedOn) return [{ label: w.unused.act.seats, line: `seats ${subject}` }]
  const { number } = episode
  // Whom "remind" would ask: of a team that as a whole does not use it, only who is invited.
  const canRemind = seatsOf(findings, ...(findings.team ? (['invited'] as const) : [])).length > 0
  return [
    ...(canRemind ? [{ label: w.unused.act.remind, line: `remind ${number}` }] : []),
    { label: w.unused.act.snooze, line: `snooze ${number} 7d` },
    { label: w.unused.act.exclude, line: 'exclude', opens: 'form' },
    { label: w.unused.act.export, line: `export ${number}` },
    { label: w.unused.act.why, line: `why ${subject}` },
  ]
}
