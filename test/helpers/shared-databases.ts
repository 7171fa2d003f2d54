import { rmSync } from 'node:fs'
import type { TestProject } from 'vitest/node'
import { openJobs } from '../../src/jobs/engine.ts'
import { openMemory } from '../../src/store/store.ts'
import { startPostgres } from './postgres.ts'
import { recordLog } from './recording-log.ts'
import { makeScratch } from './scratch.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder with an empty embedded database, to be copied. */
    emptyHome: string
    /** Where processes that tests start keep compiled code: the second start of a bot takes half the time. */
    compileCache: string
    /** The server of the run: the address for administration, and a database with the bot's tables to copy. */
    postgres: { readonly url: string; readonly template: string }
  }
}

/** Once for all test files: to make a database takes seconds, to copy one does not. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const [dataDir, server] = await Promise.all([makeEmptyHome(), startPostgres()])
  const template = await server.createDatabase()
  await makeTables({ databaseUrl: template, dataDir })
  const compileCache = makeScratch('compiled-')
  provide('compileCache', compileCache)
  provide('emptyHome', dataDir)
  provide('postgres', { url: server.address('postgres'), template: new URL(template).pathname.slice(1) })
  return async () => {
    for (const folder of [dataDir, compileCache]) rmSync(folder, { recursive: true, force: true })
    await server.remove()
  }
}

async function makeEmptyHome(): Promise<string> {
  const dataDir = makeScratch('empty-home-')
  const { close } = await openMemory({ dataDir, log: recordLog() })
  await close()
  return dataDir
}

async function makeTables(where: { readonly databaseUrl: string; readonly dataDir: string }): Promise<void> {
  const { home, close } = await openMemory({ ...where, log: recordLog() })
  const jobs = await openJobs({ home, log: recordLog() })
  await jobs.stop()
  await close()
}
