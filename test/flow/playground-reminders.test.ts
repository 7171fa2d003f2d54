/** Reminders of the playground: sent to people of the company who are in its chat, and answered by them. */
import { expect, test } from 'vitest'
import type { Asker } from '../../demo/playground/people.ts'
import { openPlayground } from '../../demo/playground/playground.ts'
import { makeHome } from '../helpers/home.ts'

const friday = new Date('2026-11-20T08:00:00Z')
const admin: Asker = { person: 'admin', place: 'channel', language: 'en' }

test('so many are reached that their answers are told on the alert, and only they can answer', async () => {
  const playground = await openPlayground((await makeHome()).folder, { clock: { now: () => friday } })
  const postsTo = (isWanted: (to: string | null) => boolean) =>
    playground.state().posts.filter(({ to }) => isWanted(to))
  await playground.ask('alerts all', admin)
  await playground.ask('remind 1 send', admin)
  await playground.passDays(1)
  const reminders = postsTo(to => to?.includes('@') ?? false)
  expect(reminders.length).toBeGreaterThanOrEqual(10)
  const lineOf = ({ slack }: (typeof reminders)[number]) =>
    /reply \S+ use/.exec(JSON.stringify(slack.blocks))?.[0] ?? ''
  expect((await playground.ask(lineOf(reminders[0] ?? expect.fail()), admin)).isError).toBe(true)
  for (const reminder of reminders.slice(0, 6)) {
    const theirs: Asker = { person: reminder.to ?? '', place: 'private', language: 'en' }
    expect((await playground.ask(lineOf(reminder), theirs)).isError).toBe(false)
  }
  const [alert] = postsTo(to => to === null)
  expect(JSON.stringify(alert?.slack.blocks)).toContain('6 will use it')
  await playground.stop()
}, 60_000)
