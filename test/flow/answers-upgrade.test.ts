import { describe, expect, test } from 'vitest'
import { addDays, utcDay } from '../../src/time/utc-days.ts'
import { admin, openApp } from '../helpers/app-on-sandbox.ts'
import { listAccounts } from '../helpers/company-truth.ts'
import { changeInPercent, groupsOf, n, truthOf } from '../helpers/expected-numbers.ts'
import { metricsIn, rowsIn } from '../helpers/message-content.ts'
import { FREEZE, openProfiles } from '../helpers/usage-api-client.ts'
import { TODAY } from '../unit/demo/sandbox/ask.ts'

const sandboxes = await openProfiles()
const upgraded = sandboxes.filter(({ profile }) => profile !== '5.18')

describe.each(upgraded)('around the upgrade of a server to $profile,', ({ sandbox }) => {
  const { payments } = groupsOf(sandbox)
  const truth = truthOf(sandbox, payments)
  const before = { from: utcDay(2026, 4, 18), to: FREEZE }
  const after = { from: FREEZE, to: utcDay(2026, 5, 15) }
  const across = { from: before.from, to: after.to }

  test('people are shown as “at least”, sums as sums, and chat not at all', async () => {
    const { message, text } = await openApp(sandbox, TODAY).ask('usage payments 2026-05-18..2026-06-14')
    const least = Math.max(truth.active(before), truth.active(after))
    expect(truth.active(across)).toBeGreaterThanOrEqual(least)
    expect(message.title).toMatch(new RegExp(`^Payments: at least ${n(least)} people used Tabnine`))
    const sums = truth.sums(across)
    const { Completions: completions, ...others } = metricsIn(message)
    expect(completions).toBe(n(sums.completions))
    expect(Object.keys(others)).toEqual(['Code from Tabnine'])
    expect(text).toContain('No comparison: Tabnine now counts differently')
    const about = (await openApp(sandbox, TODAY).ask('about usage payments 2026-05-18..2026-06-14')).text
    expect(about).toContain('Usage API v1 and v2')
    expect(about).toContain('People and chat can’t be added up across the upgrade.')
    expect(about).toContain('doesn’t report for these days: Chat and Agent turns.')
    expect(about).toContain('No comparison: Tabnine’s server was upgraded in between and now counts differently.')
  })

  test('the first weeks of the new count are not compared with the old one', async () => {
    const { message, text } = await openApp(sandbox, TODAY).ask('usage payments 2026-06-01..2026-06-14')
    expect(text).toContain('No comparison: Tabnine now counts differently')
    // Long past: today's seats are no measure of who was a member then.
    expect(message.title).toContain(`Payments: ${n(truth.active(after))} people used Tabnine (`)
    expect(Object.values(metricsIn(message)).join()).not.toMatch(/[+−(]/)
  })

  test('weeks before it are compared with one another', async () => {
    const { message } = await openApp(sandbox, TODAY).ask('usage payments 2026-05-18..2026-05-31')
    const earlier = { from: addDays(before.from, -14), to: before.from }
    const [now, then] = [truth.sums(before).completions, truth.sums(earlier).completions]
    expect(metricsIn(message).Completions).toBe(`${n(now)} (${changeInPercent(now, then)})`)
  })

  test('the whole trend is shown, each day from one side', async () => {
    const { message } = await openApp(sandbox, TODAY).ask('usage payments 2026-05-18..2026-06-14 daily')
    const days = Array.from({ length: 28 }, (_, nth) => addDays(before.from, nth))
    const rows = days.flatMap((from, nth) => {
      const day = { from, to: addDays(from, 1) }
      const [people, completions] = [truth.active(day), truth.sums(day).completions]
      if (nth % 7 === 6) return []
      if (nth % 7 !== 5) return [[n(people), n(completions)]]
      // Saturday, in one row with Sunday.
      const sunday = { from: day.to, to: addDays(day.to, 1) }
      const others = truth.active(sunday)
      const isExact = people === 0 || others === 0
      const weekend = isExact ? n(people + others) : `at least ${n(Math.max(people, others))}`
      return [[weekend, n(completions + truth.sums(sunday).completions)]]
    })
    expect(rowsIn(message).map(row => [row[1], row[2]])).toEqual(rows)
  })

  test('frozen history is shown as no data, and never as no one using it', async () => {
    const frozen = openApp(sandbox, TODAY, { version: 'v1' })
    const email = listAccounts(sandbox.company, TODAY).find(({ state }) => state === 'active')?.email ?? ''
    for (const line of ['usage', 'usage payments', 'usage payments this week', 'digest', 'digest payments', 'me']) {
      const { message, text } = await frozen.ask(line, admin({ email }))
      expect(message.summary).toBe(
        'Tabnine reported no activity for anyone on these days. That usually means missing data, not that nobody used it.',
      )
      expect(text).not.toMatch(/None of|Nobody here|didn’t use|Not active|\b0 of/)
      const about = (await frozen.ask(`about ${line}`, admin({ email }))).text
      expect(about).toContain('No activity reported in the last 28 days.')
    }
    for (const line of ['seats', 'seats payments']) {
      const { message, text } = await frozen.ask(line)
      expect(Object.keys(metricsIn(message)).some(label => /^(Members|Assigned)$/.test(label))).toBe(true)
      expect(Object.keys(metricsIn(message))).not.toContain('Active last week')
      expect(text).not.toMatch(/[Aa]ctive/)
      expect((await frozen.ask(`about ${line}`)).text).toMatch(/Tabnine doesn’t report: .*Active last week/)
    }
  })
})
