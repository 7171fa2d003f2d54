import { webApi } from '@slack/bolt'
import { expect, test } from 'vitest'
import { isOwnHome } from '../../../../adapters/slack/incoming.ts'
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
    const people = createSlackPeople(client, recordLog(), { now: () => now }, () => true)
    const look = (email: string) => people.findByEmail(email, near)
    expect(await look('ada@x.example')).toBe('unknown')
    expect(await look('bob@x.example')).toBe('unknown')
    expect(looks).toBe(1)
    now = new Date(now.getTime() + 5 * 60_000)
    await look('bob@x.example')
    expect(looks).toBe(2)
    // A clock that was set back by a week keeps no one waiting.
    now = new Date(now.getTime() - 7 * 86_400_000)
    await look('bob@x.example')
    expect(looks).toBe(3)
  },
)

test.each([
  ['of the workspace', { team_id: 'T1' }, 'slack:U1'],
  ['of another of its organization', { team_id: 'T2', enterprise_user: { enterprise_id: 'E1' } }, 'slack:U1'],
  ['of another company', { team_id: 'T3', enterprise_user: { enterprise_id: 'E3' } }, 'not-found'],
  ['whose workspace is not given', {}, 'not-found'],
])('a person %s is found only if they belong to the company', async (_who, home, found) => {
  const client = new webApi.WebClient('xoxb-1', {
    fetch: async () => Response.json({ ok: true, user: { id: 'U1', ...home } }),
    retryConfig: { retries: 0 },
  })
  const company = { team: 'T1', enterprise: 'E1' }
  const clock = { now: () => new Date('2026-11-23T09:00:00Z') }
  const people = createSlackPeople(client, recordLog(), clock, person => isOwnHome(person, company))
  const person = await people.findByEmail('ada@x.example', near)
  expect(typeof person === 'string' ? person : person.id).toBe(found)
})
