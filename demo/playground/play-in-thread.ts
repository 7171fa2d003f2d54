import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Language } from '../../src/message/languages.ts'

export type PlayedInThread = {
  /** Resolves when the folder holds the story and its database. */
  readonly done: Promise<void>
  /** Ends it in the middle; `done` then rejects. */
  stop(): Promise<void>
}

/** Plays the story into a folder that is still empty. */
export function playInThread(folder: string, language: Language): PlayedInThread {
  const worker = new Worker(new URL('./story-worker.ts', import.meta.url), { workerData: { folder, language } })
  let isStopped = false
  const done = once(worker, 'exit').then(([code]) => {
    // A thread that is ended before it runs ends with 0.
    if (isStopped || code !== 0) throw new Error(`the story of the demo was not played: its thread ended with ${code}`)
  })
  return {
    done,
    async stop() {
      isStopped = true
      await worker.terminate()
    },
  }
}
