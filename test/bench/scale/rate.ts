/** At most this many in any span of this many milliseconds. */
type Rate = { readonly most: number; readonly within: number }

export const slackRates = { everywhere: { most: 300, within: 60_000 }, conversation: { most: 1, within: 1_000 } }
export const teamsRates = { everywhere: { most: 30, within: 1_000 }, conversation: { most: 7, within: 1_000 } }

export type Rates = { readonly everywhere: Rate; readonly conversation: Rate }

/** The strictest reading of a rate: any span counts, wherever it begins. What was refused does not count. */
export function createMeter({ everywhere, conversation }: Rates, now: () => number) {
  const all: number[] = []
  const byConversation = new Map<string, number[]>()

  return {
    /** Milliseconds to wait, or 0 and the post is counted. */
    take(id: string): number {
      const own = byConversation.get(id) ?? []
      byConversation.set(id, own)
      const at = now()
      const wait = Math.max(waitFor(all, everywhere, at), waitFor(own, conversation, at))
      if (wait > 0) return wait
      all.push(at)
      own.push(at)
      return 0
    },
  }
}

function waitFor(taken: readonly number[], { most, within }: Rate, at: number): number {
  const first = taken.at(-most)
  return first === undefined ? 0 : Math.max(0, first + within - at)
}

/** The shortest time that this many posts can take, in milliseconds. */
export function shortest(posts: number, { everywhere: { most, within } }: Rates): number {
  return (posts * within) / most
}
