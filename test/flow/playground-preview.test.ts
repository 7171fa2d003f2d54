/** What the page shows before the bot behind it can answer. */
import { rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { playInThread } from '../../demo/playground/play-in-thread.ts'
import { openPlayground, type Playground } from '../../demo/playground/playground.ts'
import { createPreview } from '../../demo/playground/preview.ts'
import { servePlayground } from '../../demo/playground/server.ts'
import type { State } from '../../demo/playground/shown.ts'
import { createWorlds } from '../../demo/playground/worlds.ts'
import { makeStoryHome } from '../helpers/home.ts'
import { recordLog } from '../helpers/recording-log.ts'
import { makeScratch } from '../helpers/scratch.ts'

const clock = { now: () => new Date('2026-11-20T08:00:00Z') }

test('shows the story at once, and answers on it when the bot is there', async () => {
  const ready = Promise.withResolvers<Playground>()
  const worlds = createWorlds(
    () => ready.promise,
    language => createPreview(language, clock),
  )
  const page = await servePlayground(worlds, [0], recordLog())
  const get = async (path: string) => JSON.parse(await (await fetch(new URL(path, page.url))).text())
  const ask = (line: string, person: string) =>
    fetch(new URL('/ask', page.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ line, asker: { person, place: 'private', language: 'en' } }),
    })
  try {
    const early: State = await get('/state?language=en')
    expect(early.now).toMatch(/^2026-12-07T09:02/)
    const reminder = early.entries.find(({ conversation }) => conversation === 'never-used') ?? expect.fail()
    const [line = expect.fail()] = /reply [0-9a-f]{32} use/.exec(JSON.stringify(reminder)) ?? []
    // Asked for before there is a bot; nothing about progress can be known yet.
    const answering = ask(line, 'never-used')
    expect(await get('/progress?language=en')).toBeNull()

    const { folder } = await makeStoryHome('en')
    const playground = await openPlayground(folder, { hasStory: true, clock })
    // The page continues with what it got from the preview, so both must be the same.
    expect(early).toEqual(playground.state())
    ready.resolve(playground)
    const answer = await (await answering).json()
    expect(answer).toMatchObject({
      isError: false,
      shown: { title: expect.stringContaining('keeping your Tabnine seat') },
    })
    const later: State = await get(`/state?language=en&since=${early.revision}`)
    expect(later.entries.length).toBeGreaterThan(0)
    expect(later.entries.length).toBeLessThan(early.entries.length)
  } finally {
    await page.close()
    await worlds.stop()
  }
}, 60_000)

test('a bot that cannot be started leaves the story on the page, and is started again when it is asked', async () => {
  let attempts = 0
  const open = async () => {
    attempts += 1
    throw new Error('no room')
  }
  const worlds = createWorlds(open, language => createPreview(language, clock))
  await expect(worlds.in('de')).rejects.toThrow('no room')
  expect((await worlds.state('de', 0)).language).toBe('de')
  await expect(worlds.in('de')).rejects.toThrow('no room')
  expect(attempts).toBe(2)
  await worlds.beat()
  await worlds.stop()
})

test('a story that is stopped before its thread runs counts as not played', async () => {
  const folder = makeScratch('home-story-')
  const { done, stop } = playInThread(folder, 'en')
  const outcome = expect(done).rejects.toThrow('was not played')
  await stop()
  await outcome
  rmSync(folder, { recursive: true, force: true })
})
