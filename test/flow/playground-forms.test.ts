/** Forms of the playground, as its server keeps them: what is sent twice, late, or with unexpected fields. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Asker } from '../../demo/playground/people.ts'
import { openPlayground, type Playground } from '../../demo/playground/playground.ts'
import { makeHome } from '../helpers/home.ts'

const friday = new Date('2026-11-20T08:00:00Z')
const subscriber: Asker = { person: 'lead', place: 'payments', language: 'en' }
const german: Asker = { ...subscriber, language: 'de' }

let playground: Playground

beforeAll(async () => {
  playground = await openPlayground((await makeHome()).folder, { clock: { now: () => friday } })
})

afterAll(() => playground?.stop())

async function open(line: string, asker = subscriber) {
  const shown = await playground.openForm(line, asker)
  if (!shown) throw new Error(`${line} has no form`)
  return shown
}

async function countSubscriptions(): Promise<number> {
  const { shown } = await playground.ask('subscriptions', subscriber)
  return [...JSON.stringify(shown.slack.blocks).matchAll(/every (Tuesday|Friday)/g)].length
}

describe('a form that is sent twice', () => {
  test('at once is asked once, and both get the same answer', async () => {
    const { id } = await open('subscribe')
    const values = { teams: ['payments', 'mobile'], 'when-day': 'every tuesday', 'when-time': '09:00' }
    const [first, second] = await Promise.all([
      playground.sendForm(id, values, subscriber),
      playground.sendForm(id, values, subscriber),
    ])
    expect(first).toMatchObject({ answer: { isError: false, surface: 'channel' } })
    expect(second).toEqual(first)
    expect(await countSubscriptions()).toBe(1)
  })

  test('once more after it was answered gets the same result', async () => {
    const { id } = await open('subscribe')
    const values = { teams: ['search'], 'when-day': 'every friday', 'when-time': '09:00' }
    const before = await countSubscriptions()
    const first = await playground.sendForm(id, values, subscriber)
    expect(await playground.sendForm(id, { teams: ['mobile'] }, subscriber)).toEqual(first)
    expect(await countSubscriptions()).toBe(before + 1)
  })

  test('with mistakes the first time is asked when they are corrected', async () => {
    const { id } = await open('subscribe')
    const before = await countSubscriptions()
    expect(await playground.sendForm(id, { teams: ['nowhere'] }, subscriber)).toEqual({
      mistakes: { teams: expect.stringMatching(/^No team called .+\. .+\.$/s) },
    })
    expect(await playground.sendForm(id, { teams: ['mobile'], 'when-time': 'never' }, subscriber)).toEqual({
      mistakes: { 'when-time': expect.any(String) },
    })
    await playground.sendForm(id, { teams: ['mobile'], 'when-day': 'every friday' }, subscriber)
    expect(await countSubscriptions()).toBe(before + 1)
  })
})

test.each([
  [subscriber, 'This form has expired. Open it again.'],
  [german, 'Dieses Formular ist abgelaufen. Bitte noch einmal öffnen.'],
])('a form that was never opened, or opened long ago, is refused with a reason: %j', async (asker, closed) => {
  expect(await playground.sendForm('unknown', {}, asker)).toEqual({ closed })
  const { id } = await open('subscribe')
  for (let others = 0; others < 50; others++) await open('alerts')
  expect(await playground.sendForm(id, { teams: ['mobile'] }, asker)).toEqual({ closed })
})

test('the fixed fields of a form cannot be changed by the sender', async () => {
  await playground.ask('subscribe mobile every monday at 9:00', subscriber)
  const { id, form } = await open('edit 1')
  expect(form.given).toEqual({ number: '1' })
  const sent = await playground.sendForm(
    id,
    { number: '99', 'when-day': 'every tuesday', 'when-time': '12:00' },
    subscriber,
  )
  expect(sent).toMatchObject({ answer: { line: 'edit 1 every tuesday at 12:00', isError: false } })
})

test('a picker offers options to the person who opened its form, and nothing where there is none', async () => {
  const { id } = await open('seats', german)
  expect(await playground.suggest(id, 'team', 'ganze')).toEqual({
    options: [{ label: 'Die ganze Organisation', value: 'all' }],
    status: '1 Treffer',
  })
  expect(await playground.suggest(id, 'period', '')).toBeNull()
  expect(await playground.suggest('unknown', 'team', '')).toBeNull()
})

test('a picker offers nothing of which nothing is known while the API fails, and says so', async () => {
  const fresh = await openPlayground((await makeHome()).folder, { clock: { now: () => friday } })
  fresh.breakApi('status')
  const form = (await fresh.openForm('subscribe', subscriber)) ?? expect.fail()
  expect(await fresh.suggest(form.id, 'teams', 'payments')).toEqual({
    options: [],
    status: expect.stringMatching(/^\D+$/),
  })
  await fresh.stop()
})

test.each(['help', 'nonsense', ''])('“%s” has no form', async line => {
  expect(await playground.openForm(line, subscriber)).toBeNull()
})
