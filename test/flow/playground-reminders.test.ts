/** Reminders of the demo: sent to people of the company who are in its chat, and answered by them. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Asker } from '../../demo/playground/people.ts'
import { openPlayground, type Playground } from '../../demo/playground/playground.ts'
import type { ShownEntry } from '../../demo/playground/shown.ts'
import { makeHome } from '../helpers/home.ts'

const friday = new Date('2026-11-20T08:00:00Z')
const admin: Asker = { person: 'admin', place: 'eng-platform', language: 'en' }

let playground: Playground

beforeAll(async () => {
  playground = await openPlayground((await makeHome()).folder, { clock: { now: () => friday } })
})

afterAll(() => playground?.stop())

const isChannel = ({ conversation }: ShownEntry) => ['eng-platform', 'payments'].includes(conversation)
const payloadOf = ({ content }: ShownEntry) =>
  content.kind === 'message' ? JSON.stringify(content.shown.slack.blocks) : ''
const lineOf = (entry: ShownEntry) => /reply \S+ use/.exec(payloadOf(entry))?.[0] ?? ''
const isPosted = ({ content }: ShownEntry) => content.kind === 'message' && content.line === null
const alertNow = () =>
  payloadOf(playground.state().entries.find(one => isChannel(one) && isPosted(one)) ?? expect.fail('there is no alert'))

test('enough people are reached that their answers are on the alert, and only they can answer', async () => {
  await playground.ask('alerts all', admin)
  await playground.ask('remind 1 send', admin)
  const reminders = playground.state().entries.filter(entry => !isChannel(entry) && lineOf(entry) !== '')
  expect(reminders.length).toBeGreaterThanOrEqual(10)
  const [first] = reminders
  expect((await playground.ask(lineOf(first ?? expect.fail()), admin)).isError).toBe(true)
  for (const reminder of reminders.slice(0, 6)) {
    const theirs: Asker = { person: reminder.conversation, place: 'private', language: 'en' }
    const how = { kind: 'pressed', label: 'Keep', entry: reminder.id } as const
    const { isError, entry } = await playground.ask(lineOf(reminder), theirs, how)
    // The reminder becomes its own confirmation, in its place.
    expect([isError, entry]).toEqual([false, reminder.id])
  }
  const changed = playground.state().entries.find(({ id }) => id === first?.id)
  expect(changed).toMatchObject({ editedAt: expect.any(String), content: { line: lineOf(first ?? expect.fail()) } })
  expect(alertNow()).toMatch(/\b6\b/)
}, 60_000)

test('as time goes by colleagues answer too, act on it, and fewer seats are unused', async () => {
  const unusedNow = () => Number(/(\d+) (unused|seats)/.exec(alertNow())?.[1])
  const before = unusedNow()
  expect(before).toBeGreaterThan(10)
  await playground.passDays(3)
  const answered = playground.state().entries.filter(entry => !isChannel(entry) && entry.editedAt !== null)
  expect(answered.length).toBeGreaterThan(6)
  // An invite that has expired is not reminded of, and others have become unused since: so the resolved ones are counted.
  const changed = [...alertNow().matchAll(/(\d+) (?:in use again|joined|freed)/g)]
  expect(changed.reduce((sum, [, count]) => sum + Number(count), 0)).toBeGreaterThan(3)
  expect(unusedNow()).toBeLessThan(before)
}, 60_000)
