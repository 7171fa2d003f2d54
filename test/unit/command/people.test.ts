/** `user` and `me`: who may see whose usage, before anything is looked up. */
import { describe, expect, test } from 'vitest'
import { AppError } from '../../../src/errors.ts'
import type { UsageApi } from '../../../src/ports.ts'
import { caller } from '../../helpers/callers.ts'
import { askLine, contextOf } from '../../helpers/contexts.ts'
import { days } from '../../helpers/facts.ts'
import { ada, fakeUsageApi } from '../../helpers/fake-usage-api.ts'

type Known = Parameters<typeof contextOf>[0]

const asAda = caller({ email: 'Ada@Northwind.example' })
const asBob = caller({ email: 'bob@northwind.example' })
const asAdmin = caller({ isAdmin: true })

async function ask(line: string, known: Known) {
  return askLine(line, contextOf(known))
}

/** Ways to look a person up, each of which records that it was used. */
function watched(): { usageApi: Partial<UsageApi>; lookedUp: string[] } {
  const lookedUp: string[] = []
  const api = fakeUsageApi()
  const usageApi: Partial<UsageApi> = {
    person: id => {
      lookedUp.push(id)
      return api.person(id)
    },
    personByEmail: email => {
      lookedUp.push(email)
      return api.personByEmail(email)
    },
  }
  return { usageApi, lookedUp }
}

const titleOfAda = `Tabnine usage: ${ada.email}, 26 Oct – 24 Nov 2026`

describe('user', () => {
  test.each([
    ['an admin, of anyone by e-mail', `user ${ada.email}`, { caller: asAdmin }],
    ['an admin, of anyone by id', 'user user-1', { caller: asAdmin }],
    ['whom ADMINS names by id', `user ${ada.email}`, { caller: asBob, admins: ['u0001'] }],
    ['whom ADMINS names by e-mail', `user ${ada.email}`, { caller: asBob, admins: ['BOB@northwind.example'] }],
    ['the person, by e-mail', 'user ADA@northwind.EXAMPLE', { caller: asAda }],
    ['the person, by id', 'user user-1', { caller: asAda }],
  ])('is answered to %s', async (_who, line, known) => {
    const { message, facts } = await ask(line, known)
    const isOwn = 'caller' in known && known.caller === asAda
    expect(message.title).toBe(isOwn ? 'Your last 30 days (26 Oct – 24 Nov 2026)' : titleOfAda)
    expect(facts).toMatchObject({ person: ada })
  })

  test.each([
    ['a person who exists', `user ${ada.email}`, asBob],
    ['a person who does not', 'user unknown@northwind.example', asBob],
    ['an id', 'user user-1', asBob],
    ['anyone, where nothing is known of the caller', `user ${ada.email}`, caller()],
  ])('is refused to everyone else, and %s is not looked up', async (_whom, line, asking) => {
    const { usageApi, lookedUp } = watched()
    await expect(ask(line, { caller: asking, usageApi })).rejects.toMatchObject({ code: 'not-allowed', details: {} })
    expect(lookedUp).not.toContain(line.split(' ')[1])
  })

  test.each(['unknown@northwind.example', 'user-404'])('an admin reads that no one is %s', async who => {
    await expect(ask(`user ${who}`, { caller: asAdmin })).rejects.toMatchObject({
      code: 'unknown-person',
      details: { subject: who },
    })
  })
})

describe('whether an account is active', () => {
  const silent = { ...ada, active: null }
  const withoutState = { person: async () => silent, personByEmail: async () => silent }

  test.each([
    ['by id', 'user user-1'],
    ['by e-mail', `user ${ada.email}`],
  ])('is read from the source that knows it where a person’s page does not, %s (N15)', async (_how, line) => {
    const usageApi = { ...withoutState, isActive: async (id: string) => (id === ada.id ? false : null) }
    const { facts } = await ask(line, { caller: asAdmin, usageApi })
    expect(facts).toMatchObject({ person: { id: ada.id, active: false } })
  })

  test('is not reported where nothing can be asked, and the rest is shown', async () => {
    const isActive = () => Promise.reject(new AppError('upstream-failed'))
    const { facts, message } = await ask('user user-1', { caller: asAdmin, usageApi: { ...withoutState, isActive } })
    expect(facts).toMatchObject({ person: { active: null } })
    expect(message.title).toBe(titleOfAda)
  })

  test('is not asked for where it is known', async () => {
    const isActive = () => Promise.reject(new Error('no code may ask for this'))
    const { facts } = await ask('user user-1', { caller: asAdmin, usageApi: { isActive } })
    expect(facts).toMatchObject({ person: ada })
  })
})

test('a person found by e-mail is shown where their page cannot be read', async () => {
  const person = () => Promise.reject(new AppError('upstream-failed'))
  const { facts } = await ask('me', { caller: asAda, usageApi: { person } })
  expect(facts).toMatchObject({ person: ada })
})

describe('me', () => {
  test('is the caller’s own, of the last 30 days by default', async () => {
    const { facts } = await ask('me', { caller: asAda })
    expect(facts).toMatchObject({ person: ada, activity: { asked: { period: days('2026-10-26', '2026-11-24') } } })
    expect((await ask('me last week', { caller: asAda })).facts).toMatchObject({
      activity: { asked: { period: days('2026-11-16', '2026-11-22') } },
    })
  })

  test.each([
    ['the platform does not give an e-mail', caller()],
    ['Tabnine does not know it', asBob],
    ['an admin’s own is not known either', asAdmin],
  ])('says so where %s', async (_why, asking) => {
    await expect(ask('me', { caller: asking })).rejects.toMatchObject({ code: 'unknown-self' })
  })
})
