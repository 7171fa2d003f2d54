import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { startSlackCloud } from '../clouds/slack.ts'
import { startProcess } from '../helpers/bot-process.ts'
import { makeHome } from '../helpers/home.ts'

test('reports everything that is wrong with its settings, a line each, and starts nothing', async () => {
  const { exitCode, stdout, stderr } = await startProcess([], {
    TABNINE_URL: 'not an address',
    PORT: 'many',
    SLACK_BOT_TOKEN: 'wrong-secret',
    TIME_ZONE: 'Mars/Olympus',
    TEAMS_DEV: 'yes',
  }).ended
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
  const named = stderr
    .trim()
    .split('\n')
    .map(line => line.split(' ')[0])
  expect(named.toSorted()).toEqual([
    'PORT',
    'SLACK_APP_TOKEN',
    'SLACK_BOT_TOKEN',
    'TABNINE_TOKEN',
    'TABNINE_URL',
    'TEAMS_DEV',
    'TIME_ZONE',
  ])
  expect(stderr).not.toContain('wrong-secret')
})

test.each<[string, Record<string, string>, RegExp]>([
  [
    'nothing set',
    {},
    /^TABNINE_TOKEN is missing\. .*\nNo chat app configured\. .*\nJust looking\? Run: npm run demo\n$/,
  ],
  [
    'half of Teams',
    { TABNINE_TOKEN: 'x', MICROSOFT_APP_ID: '12345678-90ab-cdef-1234-567890abcdef' },
    /^MICROSOFT_APP_PASSWORD is missing.*\nMICROSOFT_APP_TENANT_ID is missing.*\n$/,
  ],
  [
    'a proxy of another kind',
    { TABNINE_TOKEN: 'x', TEAMS_DEV: '1', HTTPS_PROXY: 'socks5://me:pass@x' },
    /^HTTPS_PROXY is not the address of an HTTP proxy; .*\n$/,
  ],
  [
    'no such authority',
    { TABNINE_TOKEN: 'x', TEAMS_DEV: '1', NODE_EXTRA_CA_CERTS: '/none.pem' },
    /NODE_EXTRA_CA_CERTS: the file \/none.pem cannot be read; .*\n$/,
  ],
  [
    'Teams without a key in production',
    { TABNINE_TOKEN: 'x', TEAMS_DEV: '1', NODE_ENV: 'production' },
    /^TEAMS_DEV=1 is refused with NODE_ENV=production: .*\n$/,
  ],
])('says in a sentence what is wrong with %s', async (_what, environment, sentences) => {
  const { exitCode, stdout, stderr } = await startProcess([], environment).ended
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
  expect(stderr.replace(/^Warning: Ignoring extra certs.*\n/, '')).toMatch(sentences)
  expect(stderr).not.toContain('pass@')
})

test('says in a sentence that its port is taken', async () => {
  const taken = createServer().listen(0)
  await once(taken, 'listening')
  const { port } = taken.address() as AddressInfo
  const home = await makeHome()
  const { exitCode, stdout, stderr } = await startProcess([], {
    TABNINE_TOKEN: 'x',
    TEAMS_DEV: '1',
    PORT: String(port),
    DATA_DIR: home.folder,
  }).ended
  taken.close()
  home.remove()
  expect({ exitCode, stdout, stderr }).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: `PORT ${port} is in use by another program. Stop that program, or set PORT to another port.\n`,
  })
})

test.each([
  ['bot token', { SLACK_BOT_TOKEN: 'xoxb-revoked' }],
  ['app token', { SLACK_APP_TOKEN: 'xapp-revoked' }],
])('says in a sentence that Slack refuses its %s', async (_which, wrong) => {
  const [slack, home] = await Promise.all([startSlackCloud(), makeHome()])
  const { exitCode, stderr, stdout } = await startProcess([], {
    TABNINE_TOKEN: 'x',
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    PORT: '0',
    DATA_DIR: home.folder,
    ...wrong,
  }).ended
  await slack.close()
  home.remove()
  expect(exitCode).toBe(2)
  expect(stderr.trim()).toMatch(new RegExp(`^${Object.keys(wrong)[0]} [^\\n]+$`))
  expect(stdout + stderr).not.toMatch(/revoked|\n\s+at /)
})
