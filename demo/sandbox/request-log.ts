/** One request as it came in. `at` is in milliseconds since the process began, `route` null where nothing is served. */
type RequestRecord = {
  method: string
  path: string
  query: Readonly<Record<string, string>>
  route: string | null
  at: number
}

export type RequestLog = {
  /** The newest, at most a thousand, oldest first. */
  readonly requests: readonly RequestRecord[]
  /** How many requests each route has had since the start. */
  readonly counts: ReadonlyMap<string, number>
  /** How many were under way at once, at most. */
  readonly mostAtOnce: number
  /** @returns says that the request is over */
  begin: (record: RequestRecord) => () => void
  clear: () => void
}

const KEPT = 1000

export function keepRequestLog(): RequestLog {
  const requests: RequestRecord[] = []
  const counts = new Map<string, number>()
  let underWay = 0
  let mostAtOnce = 0
  return {
    requests,
    counts,
    get mostAtOnce() {
      return mostAtOnce
    },
    begin: record => {
      requests.push(record)
      if (requests.length > KEPT) requests.shift()
      // One name for all that is not served: someone's wrong paths must not make the list grow.
      const route = record.route ?? 'nothing'
      counts.set(route, (counts.get(route) ?? 0) + 1)
      underWay++
      mostAtOnce = Math.max(mostAtOnce, underWay)
      return () => {
        underWay--
      }
    },
    clear: () => {
      requests.length = 0
      counts.clear()
      mostAtOnce = underWay
    },
  }
}
