/** What happened before a visitor opens the page: two weeks of the bot's own work. */
import type { App } from '../../src/app.ts'
import type { Language } from '../../src/message/languages.ts'
import type { Log, Store, UsageApi } from '../../src/ports.ts'
import { keepSnapshots } from '../../src/seats/snapshot.ts'
import type { MovableClock } from './clock.ts'
import type { ReminderAnswer } from './colleagues.ts'
import { type Asker, type ChatMember, toCaller } from './people.ts'

/** The first Monday of which the bot kept seat counts: enough for the charts of eight weeks and a month. */
const firstCount = new Date('2026-10-12T06:00:00Z')
export const storyStart = new Date('2026-11-23T08:58:00Z')
/** When the page opens. */
const storyEnd = new Date('2026-12-07T09:02:00Z')

const week = 7 * 24 * 60 * 60_000

export type StoryParts = {
  readonly app: Pick<App, 'answer'>
  readonly clock: MovableClock
  readonly store: Store
  readonly usageApi: UsageApi
  readonly log: Log
  readonly language: Language
  readonly beat: () => Promise<void>
  /** Does at once what was just asked for. */
  readonly settle: () => Promise<void>
  readonly person: (id: string) => ChatMember
  /** Answers the newest reminder in someone's direct messages. */
  readonly answerReminder: (person: string, answer: ReminderAnswer) => Promise<void>
}

/** Six weeks of seat counts, one a week, so that changes and charts have something to show. */
export async function keepPastCounts({ clock, store, usageApi, log }: StoryParts): Promise<void> {
  for (let at = firstCount.getTime(); at < storyStart.getTime(); at += week) {
    clock.moveTo(new Date(at))
    await keepSnapshots(
      { store, usageApi, log },
      new Date(at - (at % (24 * 60 * 60_000))),
      new AbortController().signal,
    )
  }
}

/** From the first digest and alert to the Monday on which the page opens. */
export async function playStory(parts: StoryParts): Promise<void> {
  const { clock, beat } = parts
  const at = async (moment: string) => {
    clock.moveTo(new Date(moment))
    await beat()
  }
  clock.moveTo(storyStart)
  await ask(parts, 'admin', 'eng-platform', 'alerts all')
  await ask(parts, 'lead', 'payments', 'subscribe payments every monday at 9:00')
  await ask(parts, 'lead', 'payments', 'alerts payments')
  await at('2026-11-23T09:00:00Z')
  await at('2026-11-30T09:00:00Z')
  // On the day of a digest, the alert in the same channel repeats nothing.
  await ask(parts, 'admin', 'eng-platform', 'subscribe all every monday at 9:00')
  await at('2026-12-01T10:00:00Z')
  await ask(parts, 'lead', 'payments', 'remind 2 send')
  await at('2026-12-01T10:01:00Z')
  clock.moveTo(new Date('2026-12-01T10:26:00Z'))
  await parts.answerReminder('returning', 'use')
  await at('2026-12-07T09:00:00Z')
  clock.moveTo(storyEnd)
}

/** Asked before the page was opened, so the stream shows the results and not the answer. */
async function ask({ app, settle, person, language }: StoryParts, id: string, place: Asker['place'], line: string) {
  const { error } = await app.answer(line, toCaller(person(id), { person: id, place, language }))
  if (error !== null) throw new Error(`the story of the demo stops at “${line}”: ${error}`)
  await settle()
}
