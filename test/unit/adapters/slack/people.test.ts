import { webApi } from '@slack/bolt'
import { expect, test } from 'vitest'
import { createSlackPeople } from '../../../../adapters/slack/people.ts'
import { recordLog } from '../../../helpers/recording-log.ts'

const near = { id: 'slack:C1', kind: 'channel', reference: null, closed: null } as const

test.each([86_400, 30_000_000])(
  'a Retry-After of %i seconds keeps people from being looked for only for minutes',
  async asked => {
    let now = new Date('2026-11-23T09:00:00Z')
    let looks = 0
    const client = new webApi.WebClient('xoxb-1', {
      fetch: async () => {
        looks += 1
        return new Response('', { status: 429, headers: { 'retry-after': String(asked) } })
      },
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    })
    const people = createSlackPeople(client, recordLog(), { now: () => now })
    const look = (email: string) => people.findByEmail(email, near)
    expect(await look('ada@x.example')).toBe('cannot-tell')
    expect(await look('bob@x.example')).toBe('cannot-tell')
    expect(looks).toBe(1)
    now = new Date(now.getTime() + 5 * 60_000)
    await look('bob@x.example')
    expect(looks).toBe(2)
    // A clock that was put back by a week keeps nobody waiting.
    now = new Date(now.getTime() - 7 * 86_400_000)
    await look('bob@x.example')
    expect(looks).toBe(3)
  },
)
