import type { Jobs } from '../../src/ports.ts'

/** A queue that runs nothing. @returns also the keys of what was queued, in order */
export function recordJobs(): { readonly jobs: Jobs; readonly queued: string[] } {
  const queued: string[] = []
  const jobs: Jobs = {
    enqueue: async (_tx, _job, { key }) => void queued.push(key),
    start: async () => {},
    pause: async () => {},
    stop: async () => {},
  }
  return { jobs, queued }
}
