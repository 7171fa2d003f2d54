/** Progress of the running work; `of` is `null` if the total is not known. */
export type ProgressLine = { readonly text: string; readonly done: number; readonly of: number | null }

export type ProgressBoard = {
  /** `null` while nothing is done, or nothing is known of how far it is. */
  now(): ProgressLine | null
  /** Does work that reports its progress; afterwards nothing is known any more. */
  during<T>(work: (report: (progress: ProgressLine) => void) => Promise<T>): Promise<T>
}

/** One thing is done at a time. */
export function createProgressBoard(): ProgressBoard {
  let known: ProgressLine | null = null
  return {
    now: () => known,
    async during(work) {
      try {
        return await work(progress => {
          known = progress
        })
      } finally {
        known = null
      }
    },
  }
}
