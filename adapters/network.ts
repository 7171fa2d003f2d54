import { readFileSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import { createRequire } from 'node:module'
import { text as readText } from 'node:stream/consumers'
import tls from 'node:tls'
import type { EnvHttpProxyAgent } from 'undici'
import { ConfigError } from '../src/config.ts'

/** What `src/config.ts` read. Here because Node looks at its own environment only, and before a `.env` file is read. */
export type NetworkSettings = {
  /** `http://[user:password@]host:port`; the user's password percent-encoded */
  httpsProxy?: string | undefined
  /** the same for plain `http:` addresses; serves `https:` ones too where `httpsProxy` is missing */
  httpProxy?: string | undefined
  /** comma or space separated: `host` (with its subdomains), `.domain`, `*.domain`, `host:port` or `*` */
  noProxy?: string | undefined
  /** path of a PEM file with one or more certificates, trusted in addition to those that Node knows */
  extraCaCerts?: string | undefined
}

/** What has to be handed to the two clients that Node's global settings do not reach. */
export type Network = {
  /** for Slack's `SocketModeReceiver`; missing without a proxy */
  dispatcher?: EnvHttpProxyAgent
  /** for botbuilder's `ConnectorClientOptions` */
  httpClient: { sendRequest: typeof sendByFetch }
}

/** @throws where no answer came; an answer of any status is one */
export type PostJson = (url: string, body: unknown) => Promise<{ readonly status: number; readonly text: string }>

/**
 * Sets proxy and certificate authorities for the whole process; called once, before the first connection. Node then serves
 * global `fetch` and every request made without an agent of its own.
 * @throws ConfigError with a sentence for the person who set it, never with a value that may hold a password
 */
export function applyNetworkSettings(settings: NetworkSettings): Network {
  if (settings.extraCaCerts) trustAlso(settings.extraCaCerts)
  const httpProxy = readProxyUrl('HTTP_PROXY', settings.httpProxy)
  const httpsProxy = readProxyUrl('HTTPS_PROXY', settings.httpsProxy) || httpProxy
  const httpClient = { sendRequest: sendByFetch }
  if (!httpsProxy) return { httpClient }
  const noProxy = listBypassed(settings.noProxy)
  http.setGlobalProxyFromEnv({ http_proxy: httpProxy, https_proxy: httpsProxy, no_proxy: noProxy })
  // Over HTTP/1.1, as Slack's own default has it: the WebSocket then has its connection to itself.
  const dispatcher = new (loadUndici().EnvHttpProxyAgent)({ httpProxy, httpsProxy, noProxy, allowH2: false })
  return { httpClient, dispatcher }
}

/** It takes 25 MB, and only a proxy needs it. */
function loadUndici() {
  return createRequire(import.meta.url)('undici') as typeof import('undici')
}

/**
 * One POST of JSON, at half the cost of `fetch`, which makes streams and signals for each. Node's global agents keep its
 * connections and know the proxy.
 */
export const postJson: PostJson = (url, body) =>
  new Promise((resolve, reject) => {
    const { request } = url.startsWith('https:') ? https : http
    const headers = { 'content-type': 'application/json' }
    const sent = request(url, { method: 'POST', headers }, answer => {
      readText(answer).then(text => resolve({ status: answer.statusCode ?? 0, text }), reject)
    })
    sent.on('error', reject).end(JSON.stringify(body))
  })

function trustAlso(path: string): void {
  const certificates = readCertificates(path)
  try {
    tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...certificates])
  } catch {
    throw new ConfigError([`NODE_EXTRA_CA_CERTS: a certificate in ${path} cannot be read; export it again as PEM.`])
  }
}

function readCertificates(path: string): string[] {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    throw new ConfigError([`NODE_EXTRA_CA_CERTS: the file ${path} cannot be read; check its path and permissions.`])
  }
  const certificates = text.match(/-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----/gs)
  if (certificates) return certificates
  throw new ConfigError([`NODE_EXTRA_CA_CERTS: the file ${path} holds no certificate; give one in PEM format.`])
}

function readProxyUrl(name: string, value = ''): string {
  if (!value) return ''
  const text = value.includes('://') ? value : `http://${value}`
  if (/^https?:/i.test(text) && URL.canParse(text)) return text
  throw new ConfigError([`${name} is not the address of an HTTP proxy; write it as http://proxy.example.com:8080.`])
}

/**
 * Node has two readers of this list, one for `fetch` and one for its agents, and they differ: only one counts subdomains,
 * splits at spaces, or takes a `*` among others. Both read this form alike. What runs on this machine is never behind a proxy.
 */
function listBypassed(noProxy = ''): string {
  const entries = noProxy.split(/[\s,]+/).filter(Boolean)
  if (entries.includes('*')) return '*'
  const hosts = entries.map(entry => entry.replace(/^\*?\./, ''))
  return [...hosts.flatMap(host => [host, `*.${host}`]), 'localhost', '127.0.0.1', '::1', '[::1]'].join()
}

/** As much of a request as botbuilder's connector passes down. */
interface ConnectorRequest {
  url: string
  method: string
  body?: string
  headers: ConnectorHeaders
}

interface ConnectorHeaders {
  clone(): this
  headerNames(): string[]
  rawHeaders(): Record<string, string>
  remove(name: string): boolean
  set(name: string, value: string): void
}

/** A request that takes longer is useless in chat; botbuilder itself sets no limit. */
const maxResponseMs = 30_000

/**
 * botbuilder's own sender ignores the global proxy, and follows HTTPS_PROXY with NO_PROXY rules of its own. With `fetch`
 * there is one rule for all.
 */
async function sendByFetch<Request extends ConnectorRequest>(request: Request) {
  const { url, method, body } = request
  const response = await fetch(url, {
    method,
    headers: request.headers.rawHeaders(),
    body: body ?? null,
    redirect: 'manual',
    signal: AbortSignal.timeout(maxResponseMs),
  })
  const headers: Request['headers'] = request.headers.clone()
  for (const name of headers.headerNames()) headers.remove(name)
  for (const [name, value] of response.headers) headers.set(name, value)
  return { request, status: response.status, headers, bodyAsText: await response.text() }
}
