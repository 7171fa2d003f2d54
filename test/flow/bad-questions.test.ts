import { describe, expect, test } from 'vitest'
import type { ErrorCode } from '../../src/errors.ts'
import { openApp } from '../helpers/app-on-sandbox.ts'
import { caller } from '../helpers/callers.ts'
import { listAccounts } from '../helpers/company-truth.ts'
import { expectError, TOKEN } from '../helpers/expect-error.ts'
import { actionsIn } from '../helpers/message-content.ts'
import { openSandbox, TODAY } from '../unit/demo/sandbox/ask.ts'

const sandbox = await openSandbox({ token: TOKEN, teams: 12 })
const email = listAccounts(sandbox.company, TODAY).find(({ state }) => state === 'active')?.email ?? ''

describe('a question that cannot be answered:', () => {
  test.each<[string, string, ErrorCode]>([
    ['an unknown command', 'frobnicate', 'unknown-command'],
    ['an emoji', '🦊🚀', 'unknown-command'],
    ['half an emoji', '\ud83d', 'unknown-command'],
    ['right-to-left text', 'كم عدد المقاعد', 'unknown-command'],
    ['text that reverses its direction', '\u202eegasu', 'unknown-command'],
    ['what would be a mention and a link', '<!channel> <https://evil.example|frobnicate> &amp;', 'unknown-command'],
    ['a line of 10,000 characters', `usage ${'x'.repeat(9_994)}`, 'line-too-long'],
    ['a line of 10,000 emoji', '🦊'.repeat(5_000), 'line-too-long'],
    ['a missing argument', 'team', 'bad-arguments'],
    ['an argument too many', 'teams payments', 'bad-arguments'],
    ['an unknown team', 'team nowhere', 'unknown-team'],
    ['a team of emoji', 'usage 🦊 last week', 'unknown-team'],
    ['a team in right-to-left text', 'seats קבוצה לא ידועה', 'unknown-team'],
    ['a team in 200 characters', `digest ${'ab '.repeat(66)}`, 'unknown-team'],
    ['a team in empty quotes', 'usage "-"', 'unknown-team'],
    ['two teams of one name', 'team web', 'ambiguous-team'],
    ['a part of several names', 'seats e', 'ambiguous-team'],
    ['a month in the future', 'usage payments 2026-10', 'period-in-future'],
    ['days in the future', 'usage 1 Jan 2031 to 3 Jan 2031', 'period-in-future'],
    ['an end before the beginning', 'usage payments 2026-09-14..2026-09-01', 'period-backwards'],
    ['an end before the beginning, in words', 'usage 14 Sep to 1 Sep', 'period-backwards'],
    ['a day that no calendar has', 'usage 2026-02-30', 'bad-period'],
    ['a month that no calendar has', 'usage 2026-13', 'bad-period'],
    ['a decade', 'usage 2016-01-01..2026-01-01', 'period-too-long'],
    ['an unknown e-mail', 'user unknown@example.com', 'unknown-person'],
    ['an e-mail of emoji', 'user 🦊@example.com', 'unknown-person'],
    ['an unknown id', 'user 00000000-0000-4000-8000-000000000000', 'unknown-person'],
    ['an id that is a path', 'user ../organization', 'unknown-person'],
    ['an id that is another endpoint', 'user usage', 'unknown-person'],
    ['me, for whom the platform gives no e-mail', 'me', 'unknown-self'],
    ['help on nothing', 'help frobnicate', 'unknown-command'],
  ])('%s', async (_name, line, code) => {
    const app = openApp(sandbox, TODAY)
    expectError(await app.ask(line), app, code)
  })

  test.each([
    ['usge payments', 'usage payments'],
    ['team paymnts', 'team "Payments"'],
    ['usage payments last wek', 'usage "Payments" last week'],
    ['usage platfrom last week daily', 'usage "Platform" last week daily'],
    ['help usge', 'help usage'],
  ])('“%s” is offered as “%s”, which works', async (line, offered) => {
    const app = openApp(sandbox, TODAY)
    const suggestions = actionsIn((await app.ask(line)).message).map(action => action.line)
    const named = sandbox.company.teams.reduce((text, { id, name }) => text.replace(id, name), suggestions[0] ?? '')
    expect(named).toBe(offered)
    await expect(app.ask(suggestions[0] ?? '')).resolves.toMatchObject({ error: null })
  })

  test('two teams of one name are offered by their ids, and each of them works', async () => {
    const app = openApp(sandbox, TODAY)
    const answer = await app.ask('usage web last week')
    const webs = sandbox.company.teams.filter(({ name }) => name === 'Web')
    const suggestions = actionsIn(answer.message).map(action => action.line)
    expect(suggestions).toEqual(webs.map(({ id }) => `usage "${id}" last week`))
    for (const text of Object.values(answer.places)) for (const { id } of webs) expect(text).toContain(id)
    for (const suggestion of suggestions) await expect(app.ask(suggestion)).resolves.toMatchObject({ error: null })
  })

  test('what was asked is quoted with isolation, so that its direction stays its own', async () => {
    for (const subject of ['קבוצה', 'فريق']) {
      const { text } = await openApp(sandbox, TODAY).ask(`team ${subject}`)
      expect(text).toContain(`“\u2068${subject}\u2069”`)
    }
  })

  test('a person who may not ask it', async () => {
    const app = openApp(sandbox, TODAY)
    expectError(await app.ask(`user ${email}`, caller()), app, 'not-allowed')
    expectError(await app.ask('teams', { ...caller(), isStranger: true }), app, 'stranger')
    expectError(await app.ask('me', caller({ email: 'unknown@example.com' })), app, 'unknown-self')
  })
})
