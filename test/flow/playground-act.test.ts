/** Changes of seats in the demo: an admin acts from the alert, and the company that the page plays follows. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Asker } from '../../demo/playground/people.ts'
import { openPlayground, type Playground } from '../../demo/playground/playground.ts'
import { makeHome } from '../helpers/home.ts'

const friday = new Date('2026-11-20T08:00:00Z')
const admin: Asker = { person: 'admin', place: 'eng-platform', language: 'en' }
const lead: Asker = { person: 'lead', place: 'payments', language: 'en' }

let playground: Playground

beforeAll(async () => {
  playground = await openPlayground((await makeHome()).folder, { clock: { now: () => friday } })
})

afterAll(() => playground?.stop())

const alertNow = () =>
  JSON.stringify(
    playground.state().entries.find(({ conversation, content }) => {
      return conversation === 'eng-platform' && content.kind === 'message' && content.line === null
    }) ?? expect.fail('there is no alert'),
  )

test('an admin withdraws invites, and the next days confirm it', async () => {
  await playground.ask('alerts all', admin)
  expect(alertNow()).toContain('act 1 withdraw')
  expect((await playground.ask('act 1 withdraw', lead)).isError).toBe(true)

  const preview = JSON.stringify(await playground.ask('act 1 withdraw', admin))
  const [, count = ''] = /Withdraw (\d+) invites\?/.exec(preview) ?? expect.fail(preview)
  const [line] = /confirm [0-9a-f]{32}/.exec(preview) ?? expect.fail('no button')
  expect((await playground.ask(line, lead)).isError).toBe(true)
  const answer = await playground.ask(line, admin, { kind: 'pressed', label: 'Withdraw', entry: null })
  expect(JSON.stringify(answer)).toContain(`✅ ${count} invites withdrawn`)
  expect(alertNow()).toContain(`${count} invites withdrawn`)

  await playground.passDays(3)
  expect(alertNow()).not.toContain('not confirmed by the check')
  expect((await playground.ask('audit', admin)).isError).toBe(false)
}, 60_000)
