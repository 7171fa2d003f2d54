import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, describe, expect, test } from 'vitest'
import { applyNetworkSettings, type NetworkSettings } from '../../adapters/network.ts'
import { createCertificateAuthority } from '../clouds/certificate.ts'
import type { Job, Outcome, Task } from '../clouds/proxy/child.ts'
import { startConnectProxy } from '../clouds/proxy/connect-proxy.ts'
import { HOSTS, startInternet } from '../clouds/proxy/internet.ts'

const CHILD = fileURLToPath(new URL('../clouds/proxy/child.ts', import.meta.url))
const USAGE = { data: [{ name: 'Payments' }] }

const folder = mkdtempSync(join(tmpdir(), 'network-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A file as companies distribute it: several authorities, and the needed one is not the first. */
const bundle = join(folder, 'bundle.pem')
const wrong = join(folder, 'wrong.pem')
const wrongAuthority = await createCertificateAuthority('wrong')
const rightAuthority = await createCertificateAuthority('right')
writeFileSync(wrong, wrongAuthority.cert)
writeFileSync(bundle, wrongAuthority.cert + rightAuthority.cert)
const certificate = await rightAuthority.issue(HOSTS)

async function signForTeams() {
  const { privateKey, publicKey } = await generateKeyPair('RS256')
  const token = await new SignJWT({ serviceurl: 'https://smba.trafficmanager.net/emea/' })
    .setProtectedHeader({ alg: 'RS256', kid: 'key-1' })
    .setIssuer('https://api.botframework.com')
    .setAudience('app-1')
    .setExpirationTime('1h')
    .sign(privateKey)
  return { token, key: { ...(await exportJWK(publicKey)), kid: 'key-1' } }
}
const microsoft = await signForTeams()

async function startWorld(credentials?: { user: string; password: string }) {
  const internet = await startInternet(certificate, microsoft.key)
  const proxy = await startConnectProxy(internet.port, credentials)
  return {
    internet,
    proxy,
    async [Symbol.asyncDispose]() {
      await proxy.close()
      await internet.close()
    },
  }
}

async function runChild(task: Task, environment: Record<string, string> = {}): Promise<Outcome> {
  const { stdout } = await promisify(execFile)(process.execPath, [CHILD, JSON.stringify(task)], {
    env: environment,
    timeout: 20_000,
  })
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')
}

const jobs = {
  usage: { client: 'fetch', url: 'https://usage.test/teams' },
  slack: { client: 'slack' },
  teams: { client: 'teams', token: microsoft.token },
} satisfies Record<string, Job>

describe.each(['.env', 'the environment'])('proxy and certificate authority set in %s', place => {
  async function runBehindProxy(job: Job) {
    await using world = await startWorld({ user: 'bot', password: 'p@ss:word' })
    const { url, tunnels, others } = world.proxy
    const environment = place === '.env' ? {} : { HTTPS_PROXY: url, NODE_EXTRA_CA_CERTS: bundle }
    const outcome = await runChild({ job, settings: { httpsProxy: url, extraCaCerts: bundle } }, environment)
    return { outcome, tunnels: new Set(tunnels), others, received: new Set(world.internet.requests) }
  }

  test('serve the Usage API', async () => {
    expect(await runBehindProxy(jobs.usage)).toEqual({
      outcome: { answer: USAGE },
      tunnels: new Set(['usage.test:443']),
      others: [],
      received: new Set(['GET usage.test/teams']),
    })
  })

  test('serve Slack: Web API, socket and response address', async () => {
    expect(await runBehindProxy(jobs.slack)).toEqual({
      outcome: { answer: 'help' },
      tunnels: new Set(['slack.test:443', 'wss.slack.test:443', 'hooks.slack.test:443']),
      others: [],
      received: new Set([
        'POST slack.test/api/auth.test',
        'POST slack.test/api/apps.connections.open',
        'GET wss.slack.test/link',
        'socket {"envelope_id":"envelope-1","payload":{}}',
        'POST hooks.slack.test/commands/1',
      ]),
    })
  })

  test('serve Teams: signing keys, token and message', async () => {
    expect(await runBehindProxy(jobs.teams)).toEqual({
      outcome: { answer: { id: '2' } },
      tunnels: new Set(['login.botframework.com:443', 'login.microsoftonline.com:443', 'smba.trafficmanager.net:443']),
      others: [],
      received: new Set([
        'GET login.botframework.com/v1/.well-known/openidconfiguration',
        'GET login.botframework.com/v1/.well-known/keys',
        'POST login.microsoftonline.com/tenant-1/oauth2/v2.0/token',
        'POST smba.trafficmanager.net/emea/v3/conversations/a%3A1/activities/1',
      ]),
    })
  })
})

describe('what cannot be trusted or entered is reported plainly', () => {
  test.each(Object.entries(jobs))('%s: a certificate of an unknown authority', async (_name, job) => {
    await using world = await startWorld()
    const outcome = await runChild({ job, settings: { httpsProxy: world.proxy.url, extraCaCerts: wrong } })
    expect(outcome).toEqual({ errors: expect.arrayContaining([expect.stringMatching(/unable to verify|self-signed/)]) })
    expect(world.proxy.tunnels).toHaveLength(1)
    expect(world.internet.requests).toEqual([])
  })

  test.each(Object.entries(jobs))('%s: a proxy that refuses', async (_name, job) => {
    await using world = await startWorld({ user: 'bot', password: 'right' })
    const httpsProxy = world.proxy.url.replace('right', 'guessed')
    const outcome = await runChild({ job, settings: { httpsProxy, extraCaCerts: bundle } })
    expect(outcome).toEqual({ errors: expect.arrayContaining([expect.stringContaining('407')]) })
    expect(JSON.stringify(outcome)).not.toContain('guessed')
    expect(world.proxy.tunnels).toEqual([])
    expect(world.proxy.others).toHaveLength(1)
  })
})

describe('the way of fetch, and of the libraries that use agents', () => {
  /** How many of the two went through the proxy; either way both arrive. */
  async function countTunnels(host: string, readSettings: (proxy: string, port: number) => NetworkSettings) {
    await using world = await startWorld()
    const { port } = world.internet
    const outcome = await runChild({
      job: { client: 'fetch and agent', url: `https://${host}:${port}/teams` },
      settings: { ...readSettings(world.proxy.url, port), extraCaCerts: bundle },
      directNames: true,
    })
    expect(outcome).toEqual({ answer: [USAGE, USAGE] })
    return world.proxy.tunnels.length
  }

  test.each(['usage.test', 'Usage.TEST', 'test', '.test', '*.test', 'a.test b.test, usage.test', 'a.test,*'])(
    'NO_PROXY=%s leads past the proxy',
    async noProxy => {
      expect(await countTunnels('usage.test', httpsProxy => ({ httpsProxy, noProxy }))).toBe(0)
    },
  )

  test.each(['', 'other.test', 'age.test', '.age.test', 'usage.test:1'])('NO_PROXY=%s does not', async noProxy => {
    expect(await countTunnels('usage.test', httpsProxy => ({ httpsProxy, noProxy }))).toBe(2)
  })

  test('NO_PROXY with the port leads past the proxy', async () => {
    const readSettings = (httpsProxy: string, port: number) => ({ httpsProxy, noProxy: `usage.test:${port}` })
    expect(await countTunnels('usage.test', readSettings)).toBe(0)
  })

  test('this machine is never behind the proxy', async () => {
    expect(await countTunnels('localhost', httpsProxy => ({ httpsProxy }))).toBe(0)
  })

  test('HTTP_PROXY alone serves https too', async () => {
    expect(await countTunnels('usage.test', httpProxy => ({ httpProxy }))).toBe(2)
  })

  test('a proxy is understood without its http://', async () => {
    expect(await countTunnels('usage.test', proxy => ({ httpsProxy: proxy.replace('http://', '') }))).toBe(2)
  })
})

describe('a wrong setting is reported before anything is started', () => {
  const broken = join(folder, 'broken.pem')
  writeFileSync(broken, '-----BEGIN CERTIFICATE-----\nbm90IG9uZQ==\n-----END CERTIFICATE-----\n')

  test.each<[string, NetworkSettings, RegExp]>([
    [
      'a missing file',
      { extraCaCerts: join(folder, 'none.pem') },
      /NODE_EXTRA_CA_CERTS: the file .*none.pem cannot be read/,
    ],
    ['a file without certificates', { extraCaCerts: CHILD }, /NODE_EXTRA_CA_CERTS: .* holds no certificate/],
    [
      'a damaged certificate',
      { extraCaCerts: broken },
      /NODE_EXTRA_CA_CERTS: a certificate in .*broken.pem cannot be read/,
    ],
    [
      'a proxy of another kind',
      { httpsProxy: 'socks5://me:secret@proxy.test' },
      /^HTTPS_PROXY is not .* HTTP proxy; write/,
    ],
    ['no address', { httpProxy: 'http://' }, /^HTTP_PROXY is not/],
  ])('%s', (_name, settings, message) => {
    expect(() => applyNetworkSettings(settings)).toThrow(message)
    expect(() => applyNetworkSettings(settings)).not.toThrow('secret')
  })
})
