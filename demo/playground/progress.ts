/** How far the work under way is; `of` is `null` where nobody knows how much there is. */
export type Progress = { readonly text: string; readonly done: number; readonly of: number | null }

export type ProgressBoard = {
  /** `null` while nothing is done, or nothing is known of how far it is. */
  now(): Progress | null
  /** Does work that reports its progress; afterwards nothing is known any more. */
  during<T>(work: (report: (progress: Progress) => void) => Promise<T>): Promise<T>
}

/** One thing is done at a time. */
export function createProgressBoard(): ProgressBoard {
  let known: Progress | null = null
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
