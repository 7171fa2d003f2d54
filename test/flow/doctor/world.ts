import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSandbox } from '../../../demo/sandbox/server.ts'
import { createCertificateAuthority } from '../../clouds/certificate.ts'
import { startMicrosoftCloud } from '../../clouds/microsoft/cloud.ts'
import { startSlackCloud } from '../../clouds/slack.ts'
import { startProcess } from '../../helpers/bot-process.ts'
import { makeDatabase } from '../../helpers/database.ts'

export type World = Awaited<ReturnType<typeof openWorld>>

/** All services, a running bot for Slack over HTTP and Teams, and an https address that leads to it. */
export async function openWorld() {
  const [sandbox, slack, microsoft, authority, database] = await Promise.all([
    startSandbox({ today: () => new Date(), token: 'tabnine-admin-token' }),
    startSlackCloud(),
    startMicrosoftCloud(),
    createCertificateAuthority('the authority of the front'),
    makeDatabase(),
  ])
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'))
  const trusted = join(folder, 'authorities.pem')
  writeFileSync(trusted, `${microsoft.certificate}\n${authority.cert}`)
  const tabnine = { TABNINE_URL: sandbox.url, TABNINE_TOKEN: sandbox.token }
  const overHttp = {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
  }
  const teams = { ...microsoft.environment, NODE_EXTRA_CA_CERTS: trusted }
  const own = { ...tabnine, ...overHttp, ...teams, DATABASE_URL: database.url, PORT: '0', METRICS_PORT: '0' }
  const bot = startProcess([], own)
  const { port } = await bot.untilLogged('ready')
  const front = await startFront(await authority.issue(['localhost']), port ?? 0)
  return {
    sandbox,
    slack,
    microsoft,
    folder,
    database,
    bot,
    /** Everything is as it should be with these. */
    settings: { ...own, PUBLIC_URL: front.url },
    secrets: [sandbox.token, slack.botToken, slack.appToken, slack.signingSecret, microsoft.appPassword],
    async close() {
      bot.kill('SIGTERM')
      await bot.ended
      rmSync(folder, { recursive: true, force: true })
      await Promise.all([sandbox.close(), slack.close(), microsoft.close(), front.close(), database.remove()])
    },
  }
}

/** The proxy before a bot in production: it terminates TLS and passes everything on. */
async function startFront(certificate: { key: string; cert: string }, port: number) {
  const server = createServer(certificate, (incoming, outgoing) => {
    const { method, headers, url } = incoming
    const passed = request({ host: '127.0.0.1', port, method, headers, path: url }, response => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers)
      response.pipe(outgoing)
    })
    passed.on('error', () => outgoing.writeHead(502).end())
    incoming.pipe(passed)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address() as AddressInfo
  return {
    url: `https://localhost:${address.port}`,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
