/** The parts of an answer that could not be read: the rest is shown, and one line counts what is missing. */
import { type TextPart, text } from '../message/message.ts'
import type { Words } from '../message/words.ts'
import { type Attempt, attempt } from '../partial.ts'
import type { OnSkipped, SeatCounts, Usage } from '../ports.ts'

/** Unknown seat counts. */
export const noSeats: SeatCounts = { registered: null, invited: null, deactivated: null }

/** What an answer may go without. @internal */
export const unreadParts = [
  'seats',
  'use',
  'trend',
  'before',
  'organization',
  'freshness',
  'invitations',
  'months',
  'members',
  'history',
  'license',
  'caps',
  'cost',
] as const
export type UnreadPart = (typeof unreadParts)[number]

export type Unread = {
  readonly parts?: readonly UnreadPart[]
  /** Names of teams that could not be read completely. */
  readonly teams?: readonly string[]
  /** Rows of lists. */
  readonly rows?: number
  /** Buckets of usage. */
  readonly buckets?: number
  /** Buckets of usage that belong to no one day. */
  readonly undated?: number
}

/** Facts that may hold such things, at any depth that facts have. */
type Facts = { readonly unread?: Unread; readonly activity?: Facts; readonly parts?: readonly Facts[] }

/** Reads the parts of one answer, and keeps in mind what could not be read. */
export function createPartReader(signal: AbortSignal) {
  const parts = new Set<UnreadPart>()
  const teams: string[] = []
  let rows = 0
  let buckets = 0
  let undated = 0

  /** Counts rows of lists that could not be read. */
  const onSkipped: OnSkipped = skipped => {
    rows += skipped
  }

  return {
    onSkipped,

    /** A part that the answer can do without. */
    async part<T>(name: UnreadPart, answer: Promise<T>): Promise<Attempt<T>> {
      const attempted = await attempt(answer, signal)
      if ('failure' in attempted) parts.add(name)
      return attempted
    },

    /** All about one team among several, by its name. */
    async ofTeam<T>(name: string, answer: Promise<T>): Promise<Attempt<T>> {
      const attempted = await attempt(answer, signal)
      if ('failure' in attempted) teams.push(name)
      return attempted
    },

    /** Counts the unreadable parts of usage answers. */
    countUsage(...answers: readonly (Usage | null)[]): void {
      for (const segment of answers.flatMap(answer => answer?.segments ?? [])) {
        buckets += segment.skipped ?? 0
        undated += segment.undated?.length ?? 0
      }
    },

    /** For the facts; empty where all was read. */
    found(): { readonly unread?: Unread } {
      const unread: Unread = {
        ...(parts.size > 0 ? { parts: [...parts] } : {}),
        ...(teams.length > 0 ? { teams } : {}),
        ...(rows > 0 ? { rows } : {}),
        ...(buckets > 0 ? { buckets } : {}),
        ...(undated > 0 ? { undated } : {}),
      }
      return Object.keys(unread).length > 0 ? { unread } : {}
    },
  }
}

/** All that facts go without, each part and team once; `null`: nothing. */
export function unreadIn(facts: Facts): Required<Unread> | null {
  const all = listUnread(facts)
  if (all.length === 0) return null
  const sum = (of: (unread: Unread) => number | undefined) =>
    all.reduce((total, unread) => total + (of(unread) ?? 0), 0)
  return {
    parts: [...new Set(all.flatMap(({ parts = [] }) => parts))],
    teams: [...new Set(all.flatMap(({ teams = [] }) => teams))],
    rows: sum(({ rows }) => rows),
    buckets: sum(({ buckets }) => buckets),
    undated: sum(({ undated }) => undated),
  }
}

function listUnread({ unread, activity, parts = [] }: Facts): Unread[] {
  return [...(unread ? [unread] : []), ...(activity ? listUnread(activity) : []), ...parts.flatMap(listUnread)]
}

/** One line about all that could not be read; none where nothing is missing. */
export function renderUnread(facts: Facts, t: Words): TextPart[] {
  const line = lineOfUnread(facts, t)
  return line === null ? [] : [text(line)]
}

/** The same as a sentence among others. */
export function lineOfUnread(facts: Facts, t: Words): string | null {
  const unread = unreadIn(facts)
  return unread && t.unread.line(unread)
}
