import { beforeEach, describe, expect, test } from 'vitest'
import type { Message } from '../../src/message/message.ts'
import { addDays, utcDay } from '../../src/time/utc-days.ts'
import { admin, openApp, type Shown } from '../helpers/app-on-sandbox.ts'
import { caller } from '../helpers/callers.ts'
import { listAccounts, sumUsage } from '../helpers/company-truth.ts'
import { changeInPercent, n } from '../helpers/expected-numbers.ts'
import { drawnIn, factsIn, metricsIn } from '../helpers/message-content.ts'
import { openProfiles } from '../helpers/usage-api-client.ts'
import { TODAY } from '../unit/demo/sandbox/ask.ts'

const lastWeekInWords = '21–27 Sep'
const sandboxes = await openProfiles()

beforeEach(() => {
  for (const { sandbox } of sandboxes) sandbox.clearRequests()
})

/** "9% more than the 30 days before". */
function comparison(now: number, before: number): string {
  if (now === before) return 'the same as the 30 days before'
  return `${changeInPercent(now, before).replace(/^[+−]/, '')} ${now > before ? 'more' : 'fewer'} than the 30 days before`
}

const factsOf = (message: Message) => Object.fromEntries(factsIn(message).map(({ label, value }) => [label, value]))

describe.each(sandboxes)('on a server of version $profile, of one person', ({ sandbox }) => {
  const { company } = sandbox
  const app = openApp(sandbox, TODAY)
  const accounts = listAccounts(company, TODAY)
  const person = accounts.find(({ state, firstUsedOn, teamId }) => state === 'active' && teamId && firstUsedOn)
  if (!person) throw new Error('no one is active')

  async function ask(line: string, caller = admin({ zone: 'Europe/Berlin' })): Promise<Shown> {
    const answer = await app.ask(line, caller)
    expect(answer.error, answer.text).toBeNull()
    expect(answer.text).not.toMatch(/undefined|NaN|Infinity|\[object/)
    return answer
  }

  test('user shows an admin one person’s usage, by e-mail in any case or by id', async () => {
    const period = { from: utcDay(2026, 7, 29), to: utcDay(2026, 8, 28) }
    const sums = sumUsage(company, period, TODAY, { userId: person.userId })
    const earlier = { from: addDays(period.from, -30), to: period.from }
    const before = sumUsage(company, earlier, TODAY, { userId: person.userId })
    for (const name of [person.email, person.email.toUpperCase(), person.userId]) {
      const { message, surface } = await ask(`user ${name}`)
      expect(surface).toBe('personal')
      expect(message.title).toBe(`Tabnine usage: ${person.email}, 29 Aug – 27 Sep`)
      const change = comparison(sums.completions, before.completions)
      expect(message.summary).toBe(`${person.email} accepted ${n(sums.completions)} completions, ${change}.`)
      const { Completions: completions, Chat: chat } = metricsIn(message)
      expect(completions).toBe(`${n(sums.completions)} (${changeInPercent(sums.completions, before.completions)})`)
      expect(chat).toContain(n(sums.interactions))
      expect(factsOf(message).Team).toBe(company.teams.find(({ id }) => id === person.teamId)?.name)
      const weeks = Array.from({ length: 8 }, (_, nth) => addDays(utcDay(2026, 8, 28), 7 * (nth - 8)))
      expect(drawnIn(message, 'Completions')).toEqual(
        weeks.map(
          from => sumUsage(company, { from, to: addDays(from, 7) }, TODAY, { userId: person.userId }).completions,
        ),
      )
    }
  })

  test('a person who never used it is shown as such', async () => {
    const idle = accounts.find(({ state, teamId }) => state === 'never used' && teamId)
    const { message } = await ask(`user ${idle?.email} last week`)
    expect(message.summary).toBe(`${idle?.email} didn’t use Tabnine last week (${lastWeekInWords}).`)
  })

  test('me is the caller’s own usage, and needs no admin', async () => {
    const { message, surface } = await ask('me', caller({ email: person.email.toUpperCase() }))
    expect(surface).toBe('personal')
    const { message: asAdmin } = await ask(`user ${person.email}`)
    expect(message.title).toBe('Your last 30 days (29 Aug – 27 Sep)')
    expect(message.summary).toMatch(/^You accepted /)
    expect(asAdmin.summary).toBe(message.summary.replace('You', person.email))
    expect(drawnIn(message, 'Completions')).toEqual(drawnIn(asAdmin, 'Completions'))
    expect(metricsIn(message)).toEqual(metricsIn(asAdmin))
    expect(factsIn(message)).toEqual([])
  })

  describe('one person’s usage is private:', () => {
    const stranger = accounts.find(({ userId, teamId }) => userId !== person.userId && teamId)
    const others = [stranger?.email, stranger?.userId, 'unknown@example.com', 'no-such-id', 'usage', '../organization']

    test('who asks for another person is refused, in the same way whether they exist or not', async () => {
      for (const asking of [caller(), caller({ email: person.email }), caller({ email: 'guest@example.com' })]) {
        // An e-mail is compared with the caller's own; only for an id the caller's account is looked up.
        const seen = { email: new Set<string>(), id: new Set<string>() }
        for (const other of others) {
          // The first answer may fill memories; it must not differ from the next, so each gets a fresh bot.
          const fresh = openApp(sandbox, TODAY)
          sandbox.clearRequests()
          const answer = await fresh.ask(`user ${other}`, asking)
          expect(answer.error).toBe('not-allowed')
          const asked = sandbox.requests.map(({ path, query }) => `${path} ${JSON.stringify(query)}`)
          for (const request of asked) expect(decodeURIComponent(request)).not.toContain(other)
          const kind = other?.includes('@') ? 'email' : 'id'
          if (kind === 'email') expect(asked).toEqual([])
          seen[kind].add([answer.text, ...asked].join('\n'))
        }
        expect([seen.email.size, seen.id.size]).toEqual([1, 1])
      }
    })

    test('who is not known by e-mail costs the server nothing', async () => {
      await openApp(sandbox, TODAY).ask(`user ${stranger?.email}`, caller())
      expect(sandbox.requests).toHaveLength(0)
    })

    test('everyone may ask for themselves', async () => {
      const own = caller({ email: person.email })
      for (const name of [person.email, person.email.toUpperCase(), person.userId]) {
        const { message } = await ask(`user ${name} last week`, own)
        expect(message.title).toBe(`Your usage last week (${lastWeekInWords})`)
      }
    })

    test('admins are named by id or e-mail', async () => {
      const trusting = openApp(sandbox, TODAY, { admins: ['U7', 'Boss@Example.com'] })
      const line = `user ${stranger?.email}`
      await expect(trusting.ask(line, { ...caller(), id: 'u7' })).resolves.toMatchObject({ error: null })
      await expect(trusting.ask(line, caller({ email: 'boss@example.com' }))).resolves.toMatchObject({ error: null })
      await expect(trusting.ask(line, caller({ email: person.email }))).resolves.toMatchObject({ error: 'not-allowed' })
    })
  })
})
