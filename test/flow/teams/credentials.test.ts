/** The bot signs in to Microsoft without a secret: with a certificate, or as a managed identity of Azure. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { generate } from 'selfsigned'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { DoctorContext } from '../../../adapters/doctor/context.ts'
import { teamsChecks } from '../../../adapters/doctor/teams.ts'
import type { Environment } from '../../../src/config/gaps.ts'
import { readConfig } from '../../../src/config.ts'
import type { MicrosoftCloud } from '../../clouds/microsoft/cloud.ts'
import { startTeamsBot, type TeamsBot, type TeamsBotOptions } from '../../helpers/teams-bot.ts'

type Pem = { readonly private: string; readonly cert: string }

const hello = { scope: 'personal', text: 'help' } as const
let registered: Pem
let other: Pem

async function makeCertificate(): Promise<Pem> {
  return generate([{ name: 'commonName', value: 'tabnine-usage' }], { keySize: 2048, algorithm: 'sha256' })
}

beforeAll(async () => {
  registered = await makeCertificate()
  other = await makeCertificate()
})

const open: (() => Promise<unknown>)[] = []
afterEach(async () => {
  vi.unstubAllEnvs()
  for (const close of open.splice(0)) await close()
})

async function start(options: TeamsBotOptions): Promise<TeamsBot> {
  const bot = await startTeamsBot(options)
  open.push(bot.close)
  return bot
}

const withCertificate = ({ private: key, cert }: Pem) => ({
  MICROSOFT_APP_PASSWORD: undefined,
  MICROSOFT_APP_CERTIFICATE: `${cert}\n${key}`,
})

/** What the doctor finds about the credentials. */
async function diagnose(cloud: MicrosoftCloud, changes: Environment) {
  const { HTTPS_PROXY: _, ...environment } = cloud.environment
  const config = readConfig({ ...environment, TABNINE_TOKEN: 't', ...changes }, 'bot')
  const check = teamsChecks.find(({ id }) => id === 'teams.credentials')
  const context: Pick<DoctorContext, 'config' | 'now' | 'requestMs'> = {
    config,
    now: () => new Date(),
    requestMs: 5_000,
  }
  return check?.run(context as DoctorContext)
}

describe('a certificate', () => {
  test('that is registered signs the bot in', async () => {
    const bot = await start({
      cloud: { appCertificate: registered.cert },
      environment: () => withCertificate(registered),
    })
    expect((await bot.ask(hello)).messages).toHaveLength(1)
    const logins = bot.cloud.calls.filter(({ path }) => path.endsWith('/token'))
    expect(new Set(logins.map(({ status }) => status))).toEqual(new Set([200]))
    expect(bot.loggedText()).not.toContain('PRIVATE KEY')
    expect(await diagnose(bot.cloud, withCertificate(registered))).toMatchObject({
      status: 'ok',
      sentence: expect.stringMatching(/^Microsoft accepts the certificate, which is valid until \d{4}-\d\d-\d\d\.$/),
    })
  })

  test('that is another one answers no one, and the doctor says what to do', async () => {
    const bot = await start({ cloud: { appCertificate: registered.cert }, environment: () => withCertificate(other) })
    expect((await bot.ask(hello)).messages).toEqual([])
    expect(await diagnose(bot.cloud, withCertificate(other))).toMatchObject({
      status: 'fail',
      sentence:
        'AADSTS700027: Microsoft does not know MICROSOFT_APP_CERTIFICATE, or it has expired: upload the certificate to the app registration.',
    })
  })
})

describe('a managed identity', () => {
  const asIdentity = { MICROSOFT_APP_PASSWORD: undefined, MICROSOFT_APP_TYPE: 'UserAssignedMSI' }

  /** Azure's endpoint for the identities of this machine, which only a process with its header may ask. */
  async function startIdentities(cloud: MicrosoftCloud): Promise<string[]> {
    const asked: string[] = []
    const server = createServer((request, response) => {
      const { searchParams } = new URL(request.url ?? '', 'http://127.0.0.1')
      const isKnown =
        request.headers['x-identity-header'] === 'header-of-the-machine' &&
        searchParams.get('api-version') === '2019-08-01' &&
        searchParams.get('resource') === 'https://api.botframework.com' &&
        searchParams.get('client_id') === cloud.appId
      asked.push(isKnown ? 'known' : (request.url ?? ''))
      const expires_on = Math.floor(Date.now() / 1000) + 3_600
      const token = { access_token: cloud.drawToken(), expires_on, token_type: 'Bearer' }
      response.writeHead(isKnown ? 200 : 400, { 'content-type': 'application/json' })
      response.end(JSON.stringify(isKnown ? token : { error: 'invalid_request' }))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    open.push(async () => void server.close())
    vi.stubEnv('IDENTITY_ENDPOINT', `http://127.0.0.1:${(server.address() as AddressInfo).port}/msi/token`)
    vi.stubEnv('IDENTITY_HEADER', 'header-of-the-machine')
    return asked
  }

  test('that the machine has signs the bot in, without any secret', async () => {
    const bot = await start({ environment: () => asIdentity })
    const asked = await startIdentities(bot.cloud)
    expect((await bot.ask(hello)).messages).toHaveLength(1)
    expect(new Set(asked)).toEqual(new Set(['known']))
    expect(bot.cloud.calls.filter(({ path }) => path.endsWith('/token'))).toEqual([])
    expect(await diagnose(bot.cloud, asIdentity)).toMatchObject({ status: 'ok' })
  })

  test('that the machine does not have answers no one, and the doctor says what to do', async () => {
    const bot = await start({ environment: () => asIdentity })
    await startIdentities(bot.cloud)
    vi.stubEnv('IDENTITY_HEADER', 'of another machine')
    expect((await bot.ask(hello)).messages).toEqual([])
    expect(await diagnose(bot.cloud, asIdentity)).toMatchObject({
      status: 'fail',
      sentence:
        'Azure gives no token for the managed identity MICROSOFT_APP_ID: assign it to the machine that runs the bot.',
    })
  })
})
