import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { createServerTimes } from '../../../adapters/server-times.ts'
import { readConfig } from '../../../src/config.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer)
  closing.push(() => server.close().closeAllConnections())
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const saying = (date: string, headers: Record<string, string> = {}, status = 404) =>
  serve((_request, response) => response.writeHead(status, { date, ...headers }).end())

function ask(tabnine: string, slack: string) {
  const own = { TABNINE_TOKEN: 't', SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's'.repeat(32) }
  return createServerTimes(readConfig({ ...own, TABNINE_URL: tabnine, SLACK_API_URL: `${slack}/api/` }, 'bot'))()
}

const monday = 'Mon, 23 Nov 2026 08:00:00 GMT'

it('the time is the Date of any response, and no token is sent for it', async () => {
  const asked: IncomingMessage[] = []
  const slack = await serve((request, response) => {
    asked.push(request)
    response.writeHead(200, { date: monday }).end()
  })
  const times = await ask(await saying('Mon, 23 Nov 2026 08:05:00 GMT'), slack)
  expect(times).toEqual([
    { source: 'Slack', at: new Date('2026-11-23T08:00:00Z') },
    { source: 'Tabnine', at: new Date('2026-11-23T08:05:00Z') },
  ])
  expect(asked.map(({ method, url, headers }) => [method, url, headers.authorization])).toEqual([
    ['HEAD', '/api/api.test', undefined],
  ])
})

it('a server that does not answer, from a cache, or without a date says nothing', async () => {
  const [cached, dateless] = [await saying(monday, { age: '86400' }), await saying('soon')]
  expect(await ask(cached, dateless)).toEqual([])
  expect(await ask('http://127.0.0.1:1', await saying(monday))).toEqual([
    { source: 'Slack', at: new Date('2026-11-23T08:00:00Z') },
  ])
})
