import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import { keepStory } from '../../demo/playground/kept-story.ts'
import { jobQueues } from '../../src/background/job-queues.ts'
import { openJobs } from '../../src/delivery/queue/engine.ts'
import type { Language } from '../../src/message/languages.ts'
import { openStorage } from '../../src/storage/store.ts'
import { type PostgresServer, startPostgres } from './postgres.ts'
import { recordLog } from './recording-log.ts'
import { makeScratch } from './scratch.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where tests ask for what the run shares; see `Shared`. */
    shared: string
    /** Where processes that tests start keep compiled code: the second start of a bot takes half the time. */
    compileCache: string
  }
}

/** What all test files of a run share. Each is made when a test first asks for it: that takes seconds, a copy does not. */
export type Shared = {
  /** A folder with an empty embedded database, to be copied. */
  home: { readonly folder: string }
  /** Folders with the demo's story, to be copied: playing it takes seconds. */
  'story-en': { readonly folder: string }
  'story-de': { readonly folder: string }
  /** The server of the run: the address for administration, and a database with the bot's tables to copy. */
  postgres: { readonly url: string; readonly template: string }
}

/** The real time at which the story is played: any will do. */
const storyTime = new Date('2026-11-20T08:00:00Z')

export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const scratch = makeScratch('shared-')
  const servers: PostgresServer[] = []
  const made: { [Name in keyof Shared]?: Promise<Shared[Name]> } = {}
  const make: { [Name in keyof Shared]: () => Promise<Shared[Name]> } = {
    home: () => makeEmptyHome(`${scratch}/home`),
    'story-en': () => makeStory(`${scratch}/story-en`, 'en'),
    'story-de': () => makeStory(`${scratch}/story-de`, 'de'),
    async postgres() {
      const server = await startPostgres()
      servers.push(server)
      const template = await server.createDatabase()
      await makeTables(template)
      return { url: server.address('postgres'), template: new URL(template).pathname.slice(1) }
    },
  }

  const door = createServer(async (request, response) => {
    const name = Object.keys(make).find(each => request.url === `/${each}`) as keyof Shared
    try {
      made[name] ??= make[name]() as Promise<never>
      response.end(JSON.stringify(await made[name]))
    } catch (error) {
      response.writeHead(500).end(String(error))
    }
  })
  door.listen(0, '127.0.0.1')
  await once(door, 'listening')
  provide('shared', `http://127.0.0.1:${(door.address() as AddressInfo).port}`)
  provide('compileCache', `${scratch}/compiled`)
  return async () => {
    door.close()
    await Promise.all(servers.map(server => server.remove()))
    rmSync(scratch, { recursive: true, force: true })
  }
}

async function makeEmptyHome(folder: string): Promise<Shared['home']> {
  const { close } = await openStorage({ dataDir: folder, log: recordLog() })
  await close()
  return { folder }
}

async function makeStory(folder: string, language: Language): Promise<{ readonly folder: string }> {
  // Loaded only for runs that ask for it.
  const { openPlayground } = await import('../../demo/playground/playground.ts')
  const playground = await openPlayground(folder, { language, hasStory: true, clock: { now: () => storyTime } })
  const story = playground.story()
  await playground.stop()
  keepStory(folder, story)
  return { folder }
}

async function makeTables(databaseUrl: string): Promise<void> {
  const { home, close } = await openStorage({ databaseUrl, dataDir: '', log: recordLog() })
  const jobs = await openJobs({ home, log: recordLog(), queues: jobQueues })
  await jobs.stop()
  await close()
}
