import { matchRoute, type Route } from './route.ts'

/** What goes wrong instead of, or before, an answer. */
export type Fault = {
  status?: number
  headers?: Record<string, string>
  /** A string is sent as it is, anything else as JSON. */
  body?: unknown
  delayMs?: number
  /** A page, values of the wrong kinds, or an object with nothing in it. */
  shape?: 'html' | 'wrong' | 'empty-object'
  /** The connection is destroyed in the middle of the body. */
  cut?: true
  /** Meets only requests with these parameters, such as those about one team. */
  query?: Record<string, string>
  /** Meets only requests with this method. */
  method?: string
  /** What was asked is done all the same, as where only the answer is lost. */
  isDone?: true
  /** What is sent in place of the body; not over HTTP. */
  edit?: (body: unknown) => unknown
  /** How many requests go wrong before the route is healthy again; without it, all. */
  times?: number
}

export type Faults = {
  /** @returns takes the fault back @throws where no route has that path */
  add: (path: string, fault: Fault) => () => void
  clear: () => void
  /** The fault that meets a request, the oldest first, used up by one. */
  take: (route: Route | undefined, path: string, query: URLSearchParams, method?: string) => Fault | undefined
}

type Waiting = { path: string; fault: Fault; left: number }

/** Keeps the faults asked for: by route (`/api/v1/team/{teamId}`), by exact path, or `*` for every request. */
export function keepFaults(routes: readonly Route[]): Faults {
  let waiting: Waiting[] = []
  return {
    add: (path, fault) => {
      const isRoute = routes.some(route => route.path === path)
      if (path !== '*' && !isRoute && !matchRoute(routes, path)) {
        const known = routes.map(route => route.path).join(', ')
        throw new Error(`No route "${path}" to give a fault to. Use "*" or one of: ${known}`)
      }
      const entry = { path, fault, left: fault.times ?? Number.POSITIVE_INFINITY }
      waiting.push(entry)
      return () => {
        waiting = waiting.filter(other => other !== entry)
      }
    },
    clear: () => {
      waiting = []
    },
    take: (route, path, query, method = 'GET') => {
      const entry = waiting.find(
        one =>
          ['*', route?.path, path].includes(one.path) &&
          isMet(one.fault.query ?? {}, query) &&
          (one.fault.method ?? method) === method,
      )
      if (!entry) return undefined
      entry.left--
      if (entry.left <= 0) waiting = waiting.filter(other => other !== entry)
      return entry.fault
    },
  }
}

function isMet(wanted: Readonly<Record<string, string>>, query: URLSearchParams): boolean {
  return Object.entries(wanted).every(([name, value]) => query.get(name) === value)
}

/** Reads `{ route, fault }` as it came over the wire. @returns one sentence where it cannot be understood */
export function parseFault(text: string): { route: string; fault: Fault } | { problem: string } {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (error) {
    return { problem: `The body is not JSON: ${error instanceof Error ? error.message : String(error)}` }
  }
  if (!isRecord(parsed)) return { problem: 'The body must be an object with "route" and "fault".' }
  const { route, fault } = parsed
  if (typeof route !== 'string') return { problem: '"route" must be a path, such as "/api/v1/team/usage", or "*".' }
  if (!isRecord(fault)) return { problem: '"fault" must be an object.' }
  const wrong = Object.entries(fault).find(([name, value]) => !CHECKS[name]?.(value))
  if (wrong) return { problem: `"fault.${wrong[0]}" is unknown or has a value that cannot be used.` }
  // Every member has passed the check of its name.
  return { route, fault: fault as Fault }
}

const isCount = (value: unknown) => Number.isInteger(value) && Number(value) >= 0
const CHECKS: Readonly<Record<string, (value: unknown) => boolean>> = {
  status: value => isCount(value) && Number(value) >= 200 && Number(value) <= 599,
  headers: isTextByName,
  query: isTextByName,
  method: value => typeof value === 'string',
  isDone: value => value === true,
  body: () => true,
  delayMs: isCount,
  shape: value => value === 'html' || value === 'wrong' || value === 'empty-object',
  cut: value => value === true,
  times: value => isCount(value) && Number(value) > 0,
}

function isTextByName(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every(text => typeof text === 'string')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
