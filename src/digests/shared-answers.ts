import { LRUCache } from 'lru-cache'
import type { UsageApi } from '../ports.ts'

/** Answers kept at most: those of two thousand teams, each asked for its seats and for three spans of usage. */
const maxAnswers = 10_000
/** The posts of one busy minute may take this long, at the platforms' rate limits. */
const maxPostingMs = 60 * 60_000
/** Digests due within this time share an answer; a later digest asks again. */
const sharedForMs = 5 * 60_000

type Shared = Pick<
  UsageApi,
  'host' | 'teams' | 'teamSeats' | 'organizationSeats' | 'invitations' | 'usage' | 'freshness' | 'agentUsage'
>

/**
 * Asks each question of a digest once for all digests that are due together, however many channels want it and in whatever
 * zone: most zones call the same days "last week". Failures are not kept.
 */
export function shareAnswers(usageApi: UsageApi): (dueAt: Date) => UsageApi {
  const answers = new LRUCache<string, object, () => Promise<object>>({
    max: maxAnswers,
    ttl: maxPostingMs,
    fetchMethod: (_key, _stale, { context: ask }) => ask(),
  })

  return dueAt => {
    const moment = Math.floor(dueAt.getTime() / sharedForMs)
    const share = <T extends object>(question: readonly unknown[], ask: () => Promise<T>): Promise<T> =>
      answers.forceFetch(JSON.stringify([moment, ...question]), { context: ask }) as Promise<T>
    // Not the signal of one delivery: others may be waiting for the same answer. The client has time limits of its own.
    const shared: Shared = {
      host: usageApi.host,
      teams: () => share(['teams'], () => usageApi.teams()),
      teamSeats: team => share(['seats', team], () => usageApi.teamSeats(team)),
      organizationSeats: () => share(['seats'], () => usageApi.organizationSeats()),
      invitations: team =>
        eachOf(() => share(['invitations', team ?? ''], () => Array.fromAsync(usageApi.invitations(team)))),
      usage: (subject, period, granularity) =>
        share(['usage', subject.kind, 'id' in subject ? subject.id : '', period.from, period.to, granularity], () =>
          usageApi.usage(subject, period, granularity),
        ),
      agentUsage: (subject, period, granularity) =>
        share(['cost', subject.kind, 'id' in subject ? subject.id : '', period.from, period.to, granularity], () =>
          usageApi.agentUsage(subject, period, granularity),
        ),
      freshness: () => share(['freshness'], () => usageApi.freshness()),
    }
    return { ...usageApi, ...shared }
  }
}

/** Sends the request when the first row is read. */
async function* eachOf<Row>(ask: () => Promise<readonly Row[]>): AsyncGenerator<Row, void, undefined> {
  yield* await ask()
}
