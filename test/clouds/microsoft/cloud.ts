import { randomBytes, randomUUID } from 'node:crypto'
import { cardBudget } from './card.ts'
import { createConversations, type Scope } from './conversations.ts'
import { createDrive, type Drive } from './drive.ts'
import { createFaults, type Fault } from './faults.ts'
import { createInbound, type Inbound, type InboundActivity } from './inbound.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { createLimiter } from './limits.ts'
import { listen } from './listener.ts'
import { createLogin } from './login.ts'
import { createPeople, type People, type Person, type PersonName, toUuid } from './people.ts'
import { hosts, issuer, routeProcess, writeAddresses } from './reach.ts'
import { createRoutes, type regions } from './routes.ts'
import { createSigner, type Sign } from './signature.ts'

export type CloudOptions = {
  appId?: string
  tenantId?: string
  botName?: string
  /** PEM of a certificate that the app may sign in with, besides its secret. */
  appCertificate?: string
  /** Changes to the people, e.g. their e-mail addresses. */
  people?: Partial<Record<PersonName, Partial<Person>>>
  /** `own`: keys and service on the cloud's http address. `public`: on Microsoft's hosts, reached through the tunnel. */
  addresses?: 'own' | 'public'
  /** 429 as Teams would; off by default. */
  limits?: boolean
  /** Bytes of UTF-16 that one card may have; 28 KB by default, `false` for no limit but that of the message. */
  budget?: number | false
  /** Milliseconds since 1970, for limits and message times. Tokens live by the real time, as the bot's library does. */
  now?: () => number
}

/** What the bot answered over HTTP, and how long it took. */
type Delivered = { status: number; body: string; headers: Headers; ms: number; activity: InboundActivity }

export type MicrosoftCloud = Pick<Ledger, 'sent' | 'typing' | 'waitFor'> & {
  url: string
  serviceUrl: string
  appId: string
  appPassword: string
  tenantId: string
  people: People
  /** PEM of the authority behind the cloud's https. */
  certificate: string
  /** For `ConfigurationBotFrameworkAuthentication`. */
  settings: Record<string, string>
  /** The same for the bot's environment, with the proxy; the certificate has to be trusted besides. */
  environment: Record<string, string>
  /** Every call so far, oldest first; a tunnel is `CONNECT`, with the host as path. */
  calls: { method: string; path: string; status: number }[]
  /** Id of the conversation of this scope (and person, where it is personal). */
  conversation(scope: Scope, person?: PersonName): string
  /** A token as Azure gives it to the app's managed identity. */
  drawToken(): string
  /** People's own files. */
  drive: Drive
  send(botUrl: string, inbound: Inbound, how?: { sign?: Sign }): Promise<Delivered>
  /** From now on Teams names another address to be answered at. */
  moveTo(region: (typeof regions)[number]): void
  fail(fault: Fault): void
  heal(): void
  /** Lets this process reach Microsoft's hosts through the cloud and trust it, until the function given is called. */
  route(): () => void
  close(): Promise<void>
}

/** Microsoft's login, keys and Bot Connector for one bot, on one port of 127.0.0.1. */
export async function startMicrosoftCloud(options: CloudOptions = {}): Promise<MicrosoftCloud> {
  const { appId = randomUUID(), botName = 'Tabnine', now = Date.now, budget = cardBudget } = options
  const { tenantId = toUuid('example.com') } = options
  const appPassword = randomBytes(20).toString('base64url')
  const people = createPeople({ appId, tenantId, botName }, options.people)
  const conversations = createConversations(people, appId)
  const nextId = createCounter()
  const ledger = createLedger(nextId)
  const faults = createFaults()
  const calls: MicrosoftCloud['calls'] = []
  const login = createLogin({ appId, appPassword, tenantId, scope: issuer, appCertificate: options.appCertificate })
  const { accepts } = login
  const countSend = options.limits ? createLimiter(now) : () => 0
  const connector = { botId: people.self.id, tenantId, conversations, ledger, budget, faults, accepts, countSend }

  const listener = await listen({
    hosts,
    answer: async incoming => {
      const reply = await answer(incoming)
      calls.push({ method: incoming.method, path: incoming.url.pathname, status: reply.status })
      return reply
    },
    onTunnel: (host, isOpen) => void calls.push({ method: 'CONNECT', path: host, status: isOpen ? 200 : 403 }),
  })
  const isPublic = options.addresses === 'public'
  const keyServer = isPublic ? 'https://login.botframework.com' : listener.url
  let region: (typeof regions)[number] = 'emea'
  const serviceUrl = () => `${isPublic ? 'https://smba.trafficmanager.net' : listener.url}/${region}/`
  const signer = await createSigner({ appId, issuer, serviceUrl })
  const drive = createDrive()
  const answer = createRoutes({ login, keys: signer.keys, keyServer, issuer, connector, drive })
  const addresses = isPublic ? {} : writeAddresses(listener.url, tenantId)

  return {
    url: listener.url,
    certificate: listener.certificate,
    serviceUrl: serviceUrl(),
    appId,
    appPassword,
    tenantId,
    people,
    calls,
    drive,
    settings: {
      MicrosoftAppId: appId,
      MicrosoftAppPassword: appPassword,
      MicrosoftAppTenantId: tenantId,
      MicrosoftAppType: 'SingleTenant',
      ...addresses,
    },
    environment: {
      MICROSOFT_APP_ID: appId,
      MICROSOFT_APP_PASSWORD: appPassword,
      MICROSOFT_APP_TENANT_ID: tenantId,
      MICROSOFT_APP_TYPE: 'SingleTenant',
      HTTPS_PROXY: listener.url,
      ...addresses,
    },
    sent: ledger.sent,
    typing: ledger.typing,
    waitFor: ledger.waitFor,
    conversation: (scope, person = 'plain') => conversations.of(scope, people[person]).id,
    send: async (botUrl, inbound, { sign = 'good' } = {}) => {
      const activity = createInbound(
        { people, conversations, tenantId, serviceUrl: serviceUrl(), nextId, now },
        inbound,
      )
      return deliver(botUrl, activity, await signer.authorize(sign))
    },
    moveTo(next) {
      region = next
    },
    drawToken: login.drawToken,
    fail: faults.add,
    heal: faults.heal,
    route: () => routeProcess(listener.url, listener.certificate, serviceUrl()),
    close: listener.close,
  }
}

async function deliver(botUrl: string, activity: InboundActivity, authorization?: string): Promise<Delivered> {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'Microsoft-SkypeBotApi' }
  const started = performance.now()
  const response = await fetch(botUrl, {
    method: 'POST',
    headers: authorization === undefined ? headers : { ...headers, authorization },
    body: JSON.stringify(activity),
  })
  const body = await response.text()
  return { status: response.status, body, headers: response.headers, ms: performance.now() - started, activity }
}

/** Ids look like the milliseconds that Teams uses, and rise. */
function createCounter(): () => string {
  let last = 1_790_000_000_000
  return () => {
    last += 1
    return String(last)
  }
}
