/** The content of the demo when it is opened: two weeks of the bot's own work. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { printStory, readKeptStory, readShippedStory } from '../../demo/playground/kept-story.ts'
import { openPlayground, type Playground } from '../../demo/playground/playground.ts'
import type { ShownEntry, State } from '../../demo/playground/shown.ts'
import { languages } from '../../src/message/languages.ts'
import { makeHome, makeStoryHome } from '../helpers/home.ts'

const wall = new Date('2031-05-05T05:05:00Z')
const friday = new Date('2026-11-20T08:00:00Z')

let playground: Playground
let state: State

beforeAll(async () => {
  playground = await openPlayground((await makeHome()).folder, { hasStory: true, clock: { now: () => wall } })
  state = playground.state()
}, 60_000)

afterAll(() => playground?.stop())

const posts = (conversation: string) =>
  state.entries.filter(entry => entry.conversation === conversation && entry.content.kind === 'message')
const textOf = ({ content }: ShownEntry) =>
  content.kind === 'message' ? content.shown.title + content.shown.summary : ''

test('it is Monday, 7 December 2026, shortly after nine, whenever it is opened', () => {
  expect(state.now).toMatch(/^2026-12-07T09:02/)
})

test('every person is there, with a role in Tabnine that fits what the bot lets them do', () => {
  expect(state.personas.map(({ id, role, tabnineRole }) => [id, role, tabnineRole])).toEqual([
    ['admin', 'admin', 'Admin'],
    ['lead', 'subscriber', 'TeamLead'],
    ['developer', 'viewer', 'Member'],
    ['inactive', 'viewer', 'Member'],
    ['returning', 'viewer', 'Member'],
    ['never-used', 'viewer', 'Member'],
  ])
  expect(new Set(state.personas.map(({ name }) => name)).size).toBe(6)
})

describe('in #eng-platform', () => {
  test('there is a digest of this morning, and it is the newest', () => {
    const newest = posts('eng-platform').findLast(({ inReplyTo }) => inReplyTo === null) ?? expect.fail()
    expect(newest).toMatchObject({ at: expect.stringMatching(/^2026-12-07T09:00:/), inReplyTo: null, visibleTo: null })
    expect(textOf(newest)).toContain('Northwind Robotics')
  })

  test('there is an alert of two Mondays ago that was edited this morning, with a reply in its thread', () => {
    const [alert, ...others] = posts('eng-platform')
    expect(alert?.at).toMatch(/^2026-11-23/)
    expect(alert?.editedAt).toMatch(/^2026-12-07/)
    expect(others.some(({ inReplyTo, at }) => inReplyTo === alert?.id && at.startsWith('2026-11-30'))).toBe(true)
  })
})

test('a reminder was answered, and another waits for an answer', () => {
  const [answered] = posts('returning')
  const [open] = posts('never-used')
  expect(answered?.editedAt).toMatch(/^2026-12-01/)
  expect(answered?.content).toMatchObject({ line: expect.stringMatching(/^reply \S+ use$/) })
  expect(open?.content).toMatchObject({ line: null })
})

test('it is the same story each time, and one that was kept opens as it was played', async () => {
  const { folder } = await makeStoryHome('en')
  const again = await openPlayground(folder, { hasStory: true, clock: { now: () => friday } })
  const seen = ({ entries, names }: State) => JSON.stringify({ entries, names })
  expect(seen(again.state())).toBe(seen(state))
  await again.stop()
}, 60_000)

test.each(languages)(
  'the story that comes with the demo is what the bot plays today, in %s',
  async language => {
    const { folder } = await makeStoryHome(language)
    const played = readKeptStory(folder) ?? expect.fail()
    await expect(printStory(played)).toMatchFileSnapshot(`../../demo/playground/story/${language}.json`)
    expect(readShippedStory(language)).toEqual(played)
  },
  60_000,
)

test('moving time always brings something: a digest each week', async () => {
  const { revision } = state
  await playground.passDays(7)
  const fresh = playground.state(revision)
  expect(
    fresh.entries.some(({ at, conversation }) => conversation === 'eng-platform' && at.startsWith('2026-12-14T09:00')),
  ).toBe(true)
  // Only what changed is sent.
  expect(fresh.entries.length).toBeLessThan(playground.state().entries.length)
}, 60_000)
