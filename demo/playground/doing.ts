/** How far what is being done is, for whoever waits; `of` is `null` where nobody knows how much there is. */
export type Far = { readonly said: string; readonly done: number; readonly of: number | null }

export type Doing = {
  /** `null` while nothing is done, or nothing is known of how far it is. */
  now(): Far | null
  /** Does something that tells how far it is; of that nothing is known any more when it is over. */
  during<T>(work: (tell: (far: Far) => void) => Promise<T>): Promise<T>
}

/** One thing is done at a time. */
export function createDoing(): Doing {
  let known: Far | null = null
  return {
    now: () => known,
    async during(work) {
      try {
        return await work(far => {
          known = far
        })
      } finally {
        known = null
      }
    },
  }
}
