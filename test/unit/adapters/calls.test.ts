import { once } from 'node:events'
import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createServiceOf, type OutgoingCall, watchCalls } from '../../../adapters/calls.ts'
import { withReference } from '../../../adapters/reference.ts'
import { eventually } from '../../helpers/eventually.ts'
import { recordLog } from '../../helpers/recording-log.ts'

const server = createServer((request, response) => {
  if (request.url === '/cut') return void request.socket.destroy()
  response.writeHead(request.url === '/missing' ? 404 : 200).end('{}')
})
let host = ''

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

/** Calls to this server alone, for others may be under way in this process. */
function watch() {
  const calls: OutgoingCall[] = []
  const log = recordLog()
  const serviceOf = (name: string) => (name === host ? 'tabnine' : 'other')
  const end = watchCalls({ serviceOf, log, observe: call => call.service === 'tabnine' && calls.push(call) })
  const lines = () => log.records.filter(({ fields }) => fields.host === host)
  return { calls, lines, end }
}

test('each call is counted once, by its status, for every library', async () => {
  const { calls, end } = watch()
  await fetch(`http://${host}/`)
  await fetch(`http://${host}/missing`)
  await fetch(`http://${host}/cut`).catch(() => {})
  const [response] = await once(get(`http://${host}/missing`), 'response')
  response.resume()
  await once(response, 'end')
  await once(get(`http://${host}/cut`), 'error')
  await eventually(() => expect(calls.length).toBe(5))
  end()
  expect(calls.map(({ status }) => status)).toEqual(['200', '404', 'failed', '404', 'failed'])
  expect(calls.every(({ seconds }) => seconds >= 0 && seconds < 60)).toBe(true)
  await fetch(`http://${host}/`)
  expect(calls).toHaveLength(5)
})

test('its log line has the reference of its answer, and neither path nor query', async () => {
  const { lines, end } = watch()
  await Promise.all([
    withReference('AAAAAA', 'answer in Slack', () => fetch(`http://${host}/users/ada@example.com?token=secret`)),
    withReference('BBBBBB', 'answer in Teams', async () =>
      once(get(`http://${host}/x`), 'response').then(([response]) => response.resume()),
    ),
  ])
  await fetch(`http://${host}/`)
  await eventually(() => expect(lines()).toHaveLength(3))
  end()
  expect(lines().map(({ fields }) => fields.reference)).toEqual(expect.arrayContaining(['AAAAAA', 'BBBBBB', undefined]))
  expect(JSON.stringify(lines())).not.toMatch(/ada|secret|users/)
  expect(lines()[0]).toMatchObject({ level: 'debug', text: 'called another service', fields: { method: 'GET' } })
})

test('a host belongs to a service by the settings', () => {
  const usageApi = {
    url: 'https://tabnine.example.com/api',
    token: '',
    organizationId: undefined,
    version: 'auto' as const,
  }
  const slack = { botToken: '', signingSecret: undefined, appToken: undefined, apiUrl: undefined }
  const alone = createServiceOf({ usageApi, slack, teams: null })
  expect(['tabnine.example.com', 'slack.com', 'hooks.slack.com', 'notslack.com'].map(alone)).toEqual([
    ...['tabnine', 'slack', 'slack', 'other'],
  ])
  const teams = {
    isDev: true,
    appId: '',
    password: '',
    certificate: null,
    tenantId: '',
    type: 'SingleTenant' as const,
    botFramework: {},
  }
  const both = createServiceOf({ usageApi, slack: { ...slack, apiUrl: 'https://slack.gov:8443/api/' }, teams })
  expect(['slack.gov:8443', 'smba.trafficmanager.net', 'login.microsoftonline.com'].map(both)).toEqual([
    ...['slack', 'microsoft', 'microsoft'],
  ])
})
