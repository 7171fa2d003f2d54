import { rmSync } from 'node:fs'
import type { TestProject } from 'vitest/node'
import { openMemory } from '../../src/store/store.ts'
import { recordLog } from './recording-log.ts'
import { makeScratch } from './scratch.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder with an empty database, to be copied. */
    emptyHome: string
  }
}

/** Once for all test files: making a database takes seconds, copying one does not. */
export async function setup({ provide }: TestProject): Promise<() => void> {
  const dataDir = makeScratch('empty-home-')
  const { close } = await openMemory({ dataDir, log: recordLog() })
  await close()
  provide('emptyHome', dataDir)
  return () => rmSync(dataDir, { recursive: true, force: true })
}
