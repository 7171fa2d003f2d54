import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { JWK } from 'jose'
import { WebSocketServer } from 'ws'

/** Every host that our clients talk to, played by one server on one port. */
export interface Internet {
  port: number
  /** e.g. `POST slack.test/api/auth.test`, and `socket <text>` for what Slack's socket received; in order */
  requests: string[]
  close(): Promise<void>
}

/** Microsoft's names cannot be chosen: its libraries ask them whatever the settings say. */
export const HOSTS = [
  ...['usage.test', 'slack.test', 'hooks.slack.test', 'wss.slack.test', 'localhost'],
  ...['login.botframework.com', 'login.microsoftonline.com', 'smba.trafficmanager.net'],
]

/** @param botKey the public key of those who may write to the bot */
export async function startInternet(certificate: { key: string; cert: string }, botKey: JWK): Promise<Internet> {
  const requests: string[] = []
  const server = createServer(certificate, (request, response) => {
    const line = describeRequest(request)
    requests.push(line)
    const answer = ANSWERS[line] ?? (line === `GET ${KEYS}` ? { keys: [botKey] } : undefined)
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? {}))
  })
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket, request) => {
    requests.push(describeRequest(request))
    socket.on('message', data => requests.push(`socket ${data}`))
    socket.send(JSON.stringify({ type: 'hello' }))
    socket.send(JSON.stringify({ type: 'slash_commands', envelope_id: 'envelope-1', payload: SLASH_COMMAND }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    async close() {
      for (const socket of sockets.clients) socket.terminate()
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

function describeRequest({ method, headers, url }: IncomingMessage): string {
  return `${method} ${headers.host?.replace(/:\d+$/, '')}${url?.replace(/\?.*/, '')}`
}

const LOGIN = 'login.microsoftonline.com/tenant-1'
const KEYS = 'login.botframework.com/v1/.well-known/keys'

const USAGE = { data: [{ name: 'Payments' }] }

const ANSWERS: Record<string, object> = {
  'GET usage.test/teams': USAGE,
  'GET localhost/teams': USAGE,
  'POST slack.test/api/auth.test': { ok: true, user_id: 'U1', bot_id: 'B1' },
  'POST slack.test/api/apps.connections.open': { ok: true, url: 'wss://wss.slack.test/link' },
  'POST hooks.slack.test/commands/1': { ok: true },
  'GET login.botframework.com/v1/.well-known/openidconfiguration': { jwks_uri: `https://${KEYS}` },
  [`GET ${LOGIN}/v2.0/.well-known/openid-configuration`]: {
    issuer: `https://${LOGIN}/v2.0`,
    authorization_endpoint: `https://${LOGIN}/oauth2/v2.0/authorize`,
    token_endpoint: `https://${LOGIN}/oauth2/v2.0/token`,
    jwks_uri: `https://${LOGIN}/discovery/v2.0/keys`,
  },
  [`POST ${LOGIN}/oauth2/v2.0/token`]: { token_type: 'Bearer', expires_in: 3600, access_token: 'token-of-the-bot' },
  'POST smba.trafficmanager.net/emea/v3/conversations/a%3A1/activities/1': { id: '2' },
}

const SLASH_COMMAND = {
  ...{ command: '/tabnine', text: 'help', user_id: 'U1', team_id: 'T1', channel_id: 'C1' },
  response_url: 'https://hooks.slack.test/commands/1',
}
