import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { noActs } from './company/acts.ts'
import { dayOf } from './company/calendar.ts'
import { type Company, makeCompany } from './company/company.ts'
import { openDirectory } from './company/directory.ts'
import { controlFaults, FAULTS_PATH } from './fault-control.ts'
import { type Fault, keepFaults } from './faults.ts'
import { reply } from './reply.ts'
import { keepRequestLog, type RequestLog } from './request-log.ts'
import { matchRoute } from './route.ts'
import { ROUTES } from './routes.ts'
import { send } from './send.ts'
import { DIALECTS, type ServerProfile } from './wire/profiles.ts'
import type { World } from './world.ts'

export type SandboxOptions = {
  /** The sandbox's clock, or a moment at which it stands still. */
  today: Date | (() => Date)
  seed?: string
  teams?: number
  people?: number
  profile?: ServerProfile
  token?: string
  host?: string
  /** 0: any free port. */
  port?: number
  /** Milliseconds before each answer. */
  delayMs?: number
  /** The day (UTC) from which only v2 usage knows anything; default 120 days before today. Unused by profile 5.18. */
  freeze?: Date
  /** Whether the licence holds agent usage, where the profile serves it; default true. */
  agentUsage?: boolean
  /** Whether people from the company's directory can be changed there alone; default false. */
  idpSync?: boolean
}

export type Sandbox = Pick<RequestLog, 'requests' | 'counts' | 'mostAtOnce'> & {
  url: string
  /** An admin's token. */
  token: string
  /** Another token of the same admin, for changes. */
  actionToken: string
  /** The token of someone who may not read usage, users or invitations. */
  memberToken: string
  company: Company
  /** Asks for a fault on a route's path, an exact path or `*`. @returns takes it back */
  fault: (route: string, fault: Fault) => () => void
  clearFaults: () => void
  /** Forgets requests, counts and the most at once. */
  clearRequests: () => void
  close: () => Promise<void>
}

/** What is served where nothing else is asked for. */
export const DEFAULTS = {
  seed: 'acme',
  teams: 8,
  people: 120,
  profile: '6.3',
  token: 'sandbox-token',
  host: '127.0.0.1',
} as const

const FREEZE_DAYS = 120

/** Serves the Usage API over a made-up company. @throws where sizes are impossible or the port is taken */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const {
    today,
    seed,
    teams,
    people,
    profile,
    token,
    host,
    port = 0,
    delayMs = 0,
    freeze,
    agentUsage = true,
    idpSync = false,
  } = { ...DEFAULTS, ...options }
  checkSizes(teams, people)
  const now = () => (typeof today === 'function' ? today() : today).getTime()
  const company = makeCompany(seed, { teams, people })
  const dialect = DIALECTS[profile]
  const frozenFrom = freeze ? dayOf(freeze.getTime()) : dayOf(now()) - FREEZE_DAYS
  const freezeDay = dialect.v2Usage ? frozenFrom : null
  const hasAgentUsage = dialect.agentUsage && agentUsage
  const world: World = {
    ...{ company, dialect, now, freezeDay, hasAgentUsage, readDirectory: openDirectory(company) },
    ...{ acts: noActs(), isIdpSynced: idpSync },
  }
  const tokens = { admin: token, action: `${token}-action`, member: `${token}-member` }
  const faults = keepFaults(ROUTES)
  const log = keepRequestLog()

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = request
    const [path = '/', search = ''] = url.split(/\?(.*)/s)
    if (path === FAULTS_PATH) return send(response, await controlFaults(request, faults))
    const query = new URLSearchParams(search)
    const match = matchRoute(ROUTES, path)
    const record = {
      method,
      path,
      query: Object.fromEntries(query),
      route: match?.route.path ?? null,
      at: performance.now(),
    }
    response.once('close', log.begin(record))
    const body = method === 'GET' ? '' : await readText(request)
    const fault = faults.take(match?.route, path, query, method)
    const delay = delayMs + (fault?.delayMs ?? 0)
    // Unref'd: someone who closes the sandbox does not wait for the answers it still owes.
    if (delay > 0) await wait(delay, undefined, { ref: false })
    const call = { method, path, query, authorization: request.headers.authorization, body }
    // A change that a fault refuses is not made, unless only its answer gets lost.
    const isDone = method === 'GET' || fault?.status === undefined || fault.isDone === true
    send(response, isDone ? reply(world, tokens, call, match) : { status: 200, body: {} }, fault)
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
      send(response, { status: 500, body: { message: `The sandbox broke: ${message}` } })
    })
  })
  const url = await listen(server, host, port)
  return {
    url,
    token,
    actionToken: tokens.action,
    memberToken: tokens.member,
    company,
    requests: log.requests,
    counts: log.counts,
    get mostAtOnce() {
      return log.mostAtOnce
    },
    fault: faults.add,
    clearFaults: faults.clear,
    clearRequests: log.clear,
    close: () => close(server),
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  request.setEncoding('utf8')
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}

function checkSizes(teams: number, people: number): void {
  if (!Number.isInteger(teams) || teams < 1) throw new Error(`teams must be a whole number from 1 on, not ${teams}`)
  if (!Number.isInteger(people) || people < 0) throw new Error(`people must be a whole number from 0 on, not ${people}`)
}

function listen(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const address = server.address()
      const actual = typeof address === 'object' && address ? address.port : port
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${actual}`)
    })
  })
}

function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
