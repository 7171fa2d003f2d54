/** Work that continues after its request was acknowledged, so that a stop can wait for it. */
export type RunningWork = {
  /** Keeps track of work; what it throws is for the person who made it to handle, here it only ends. */
  track<T>(work: Promise<T>): Promise<T>
  settled(): Promise<void>
}

export function createUnderway(): RunningWork {
  const works = new Set<Promise<unknown>>()
  return {
    track(work) {
      works.add(work)
      return work.finally(() => works.delete(work))
    },
    async settled() {
      while (works.size > 0) await Promise.allSettled(works)
    },
  }
}
