/** Notices posts that wait for longer than a retry takes, and notifies the person who operates the bot. */

import { z } from 'zod'
import { note, text } from '../message/message.ts'
import { type Platform, platforms } from '../platform.ts'
import type { Clock, Jobs, Log, Store, WaitingPosts } from '../ports.ts'
import { formatDay } from '../time/utc-days.ts'
import { claimNotice, passedOn } from './notify.ts'
import { defineNoticeTopic } from './topic.ts'

/** Nothing is reported earlier: most failures are over by then, and another process may just be starting. */
const reportAfterMs = 5 * 60_000

/** A stored moment farther ahead than this was written by a clock that was wrong. */
const maxAheadMs = 10 * 60_000

export type WaitingParts = {
  readonly store: Store
  readonly jobs: Jobs
  readonly clock: Clock
  readonly log: Log
  /** Those this process can post on now. */
  readonly platforms: () => readonly Platform[]
  /** Conversations of the person who operates the bot. */
  readonly operators: readonly string[]
  /** Gets all that wait, at each look; an empty list once nothing does. */
  readonly observe?: ((waiting: readonly WaitingPosts[]) => void) | undefined
}

/** What a notice to operators holds. `reason` is `null` where no process is connected to the platform. */
const WaitingNotice = z.object({
  waiting: z.enum(platforms),
  reason: z.string().nullable(),
  posts: z.number(),
  since: z.iso.datetime(),
})
type WaitingNotice = z.output<typeof WaitingNotice>

/** One look a minute. Each cause is logged once while it lasts, and operators get one notice a day about it. */
export function createWaitingWatch(parts: WaitingParts): () => Promise<void> {
  const { store, clock, log, platforms, observe } = parts
  let logged: ReadonlySet<string> = new Set()

  return async () => {
    const now = clock.now()
    await store.presence.beat(platforms(), now)
    const waiting = await findWaiting(store, now)
    observe?.(waiting)
    for (const each of waiting.filter(one => !logged.has(causeOf(one)))) {
      const { platform, reason, posts, since } = each
      if (reason === null)
        log.error({ platform, posts, since }, 'posts wait: no process is connected to their platform')
      else log.error({ platform, posts, since, reason }, 'posts wait: they fail again and again')
    }
    logged = new Set(waiting.map(causeOf))
    for (const each of waiting) await notifyOperators(parts, each, now)
  }
}

/** Posts that have failed for minutes, and posts that no process can take. */
async function findWaiting(store: Store, now: Date): Promise<readonly WaitingPosts[]> {
  const before = new Date(now.getTime() - reportAfterMs)
  const found = await store.deliveries.waitingSince(before)
  const isMissing = async (platform: Platform) => {
    const last = await store.presence.lastBeat(platform)
    return last === null || last <= before || last.getTime() > now.getTime() + maxAheadMs
  }
  // A process with the platform may be busy with many posts, which is not a problem.
  const kept = await Promise.all(found.map(async each => each.reason !== null || (await isMissing(each.platform))))
  return found.filter((_each, at) => kept[at])
}

async function notifyOperators({ store, jobs, operators }: WaitingParts, waiting: WaitingPosts, at: Date) {
  const { platform, reason, posts, since } = waiting
  const content = { waiting: platform, reason, posts, since: since.toISOString() } satisfies WaitingNotice
  for (const conversation of operators) {
    const key = `waiting ${causeOf(waiting)} · ${formatDay(at)} · ${conversation}`
    // Not passed on: every operator gets their own.
    const notice = { subscription: null, slot: passedOn, content }
    await store.transaction(tx => claimNotice(tx, { jobs, now: () => at }, key, conversation, notice))
  }
}

function causeOf({ platform, reason }: WaitingPosts): string {
  return `${platform} ${reason ?? 'no process'}`
}

/** For operators. */
export const waitingNotice = defineNoticeTopic({
  schema: WaitingNotice,
  render({ waiting, reason, posts, since }, { t, timeZone: zone }) {
    const { title, happened, noProcess, safe } = t.notice.waiting
    const summary = happened(posts, waiting, t.moment(new Date(since), zone))
    return {
      title: title(posts, waiting),
      summary,
      parts: [
        text(summary),
        text(reason === null ? noProcess(waiting) : t.notice.because(t.subscription.reason(reason))),
        note(safe),
      ],
    }
  },
})
