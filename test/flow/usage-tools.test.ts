/** The IDEs and languages of the person who asks. */
import { describe, expect, test } from 'vitest'
import { openApp } from '../helpers/app-on-sandbox.ts'
import { caller } from '../helpers/callers.ts'
import { listAccounts } from '../helpers/company-truth.ts'
import { textsIn } from '../helpers/message-content.ts'
import { ask, openSandbox, TODAY, usageQuery } from '../unit/demo/sandbox/ask.ts'

const list = new Intl.ListFormat('en-GB')

describe.each(['acme', 'zoë', 'larch'])('in the company “%s”', async seed => {
  const sandbox = await openSandbox({ profile: '6.3', seed })
  const app = openApp(sandbox, TODAY)
  const members = listAccounts(sandbox.company, TODAY).filter(({ state }) => state === 'active')

  test.each([
    ['by ide', 'ides', 'IDEs'],
    ['by language', 'languages', 'Languages'],
  ])('“me %s” lists what the answers hold that are read anyway', async (by, field, label) => {
    const seen = new Set<string>()
    for (const { email, userId } of members.slice(0, 12)) {
      const person = caller({ id: 'U0MEMBER', email })
      const query = { ...usageQuery(sandbox, '2026-09-21', '2026-09-28'), userId }
      const [bucket] = (await ask(sandbox, '/api/v2/user/usage', query)).body.usage.data
      const real: string[] = (bucket[field] ?? '')
        .split(',')
        .filter(Boolean)
        .map((name: string) => name.trim())
      await app.ask('me last week', person)
      sandbox.clearRequests()
      await app.ask('me last week', person)
      const plain = sandbox.requests.length
      sandbox.clearRequests()
      const { message, error } = await app.ask(`me last week ${by}`, person)
      expect([error, sandbox.requests.length]).toEqual([null, plain])
      const facts = message.parts.flatMap(part => (part.kind === 'facts' ? part.facts : []))
      expect(facts.filter(fact => fact.label === label).map(({ value }) => value)).toEqual(
        real.length > 0 ? [list.format(real)] : [],
      )
      for (const name of real) seen.add(name)
    }
    expect(seen.size).toBeGreaterThan(1)
  })
})

describe('where the server does not report them', () => {
  test.each([
    [
      'usage all last week by ide',
      'Tabnine reports IDEs for single people only, not for teams. Ask “me by ide” for your own.',
    ],
    [
      'nutzung alle letzte Woche nach sprache',
      'Tabnine reports languages for single people only, not for teams. Ask “me by language” for your own.',
    ],
  ])('“%s” is a sentence next to the numbers, without another request', async (line, sentence) => {
    const sandbox = await openSandbox({ profile: '6.3' })
    const { message, error } = await openApp(sandbox, TODAY).ask(line)
    expect(error).toBeNull()
    expect(textsIn(message)).toContain(sentence)
  })

  test('a person learns that, too', async () => {
    const sandbox = await openSandbox({ profile: '5.18' })
    const person = listAccounts(sandbox.company, TODAY).find(({ state }) => state === 'active')
    const asking = caller({ id: 'U0MEMBER', email: person?.email ?? '' })
    const { message } = await openApp(sandbox, TODAY).ask('me by ide', asking)
    expect(textsIn(message)).toContain('Tabnine doesn’t report IDEs for these days.')
  })
})
