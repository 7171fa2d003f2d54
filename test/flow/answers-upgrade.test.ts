import { describe, expect, test } from 'vitest'
import type { Message } from '../../src/message/message.ts'
import { addDays, utcDay } from '../../src/time/utc-days.ts'
import { admin, openApp } from '../helpers/app-on-sandbox.ts'
import { listAccounts } from '../helpers/company-truth.ts'
import { change, groupsOf, n, truthOf } from '../helpers/expected-numbers.ts'
import { factsIn, rowsIn } from '../helpers/said.ts'
import { FREEZE, openProfiles } from '../helpers/usage-api-client.ts'
import { TODAY } from '../unit/demo/sandbox/ask.ts'

const sandboxes = await openProfiles()
const upgraded = sandboxes.filter(({ profile }) => profile !== '5.18')
const factsOf = (message: Message) => Object.fromEntries(factsIn(message).map(({ label, value }) => [label, value]))

describe.each(upgraded)('around the upgrade of a server to $profile,', ({ sandbox }) => {
  const { payments } = groupsOf(sandbox)
  const truth = truthOf(sandbox, payments)
  const before = { from: utcDay(2026, 4, 18), to: FREEZE }
  const after = { from: FREEZE, to: utcDay(2026, 5, 15) }
  const across = { from: before.from, to: after.to }

  test('people are told as “at least”, sums as sums, and chat not at all', async () => {
    const { message, text } = await openApp(sandbox, TODAY).ask('usage payments 2026-05-18..2026-06-14')
    const least = Math.max(truth.active(before), truth.active(after))
    expect(truth.active(across)).toBeGreaterThanOrEqual(least)
    expect(message.summary).toBe(`At least ${n(least)} people used Tabnine.`)
    const sums = truth.sums(across)
    const facts = factsOf(message)
    expect(facts['Active people']).toBe(`at least ${n(least)}`)
    expect(facts).not.toHaveProperty('Not active')
    expect(facts['Completions accepted']).toBe(`${n(sums.completions)} with ${n(sums.completionLines)} lines`)
    expect(facts.Chat).toBe('not added up: counted differently before and after the server’s upgrade')
    expect(text).toContain('Usage API v1 and v2')
    expect(text).toContain('No comparison: the server counted differently before and after its upgrade.')
  })

  test('the first weeks of the new count are not compared with the old one', async () => {
    const { message, text } = await openApp(sandbox, TODAY).ask('usage payments 2026-06-01..2026-06-14')
    expect(text).toContain('No comparison: the server counted differently before and after its upgrade.')
    // Long past: today's seats are no measure of who was a member then.
    expect(factsOf(message)['Active people']).toBe(n(truth.active(after)))
    expect(text).not.toMatch(/[▲▼]/)
  })

  test('weeks before it are compared with one another', async () => {
    const { message } = await openApp(sandbox, TODAY).ask('usage payments 2026-05-18..2026-05-31')
    const earlier = { from: addDays(before.from, -14), to: before.from }
    const [now, then] = [truth.sums(before).completions, truth.sums(earlier).completions]
    expect(factsOf(message)['Completions accepted']).toContain(change(now, then))
  })

  test('the whole trend is told, each day from one side', async () => {
    const { message } = await openApp(sandbox, TODAY).ask('usage payments 2026-05-18..2026-06-14 daily')
    const days = Array.from({ length: 28 }, (_, nth) => addDays(before.from, nth))
    expect(rowsIn(message).map(row => [row[1], row[2]])).toEqual(
      days.map(from => {
        const day = { from, to: addDays(from, 1) }
        return [n(truth.active(day)), n(truth.sums(day).completions)]
      }),
    )
  })

  test('frozen history is told as no data, and never as nobody using it', async () => {
    const frozen = openApp(sandbox, TODAY, { version: 'v1' })
    const email = listAccounts(sandbox.company, TODAY).find(({ state }) => state === 'active')?.email ?? ''
    for (const line of ['usage', 'usage payments', 'usage payments this week', 'digest', 'digest payments', 'me']) {
      const { message, text } = await frozen.ask(line, admin({ email }))
      expect(message.summary).toMatch(/\bno data\b.* the server reports no activity of anybody in the organization/i)
      expect(text).not.toMatch(/None of|Nobody|No use of|Not active|\b0 of/)
      expect(text).toContain('No activity in the organization in the last 28 days is reported.')
    }
    for (const line of ['seats', 'seats payments']) {
      const { message } = await frozen.ask(line)
      expect(factsOf(message)).toMatchObject({
        Active: 'not known for last week',
        'Not active': 'not known for last week',
      })
    }
  })
})
