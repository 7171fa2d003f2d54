/** Teams' limits for sending into one conversation: calls per seconds. */
const windows = [
  { calls: 7, seconds: 1 },
  { calls: 8, seconds: 2 },
  { calls: 60, seconds: 30 },
  { calls: 1800, seconds: 3600 },
]

/** Counts sends; gives the seconds to wait where one is too many, else 0. A refused call does not count. */
export function createLimiter(now: () => number): (conversation: string) => number {
  const sends = new Map<string, number[]>()
  return conversation => {
    const at = now()
    const earlier = (sends.get(conversation) ?? []).filter(time => at - time < 3_600_000)
    const waits = windows.map(({ calls, seconds }) => {
      const first = earlier.at(-calls)
      return first === undefined ? 0 : Math.ceil((first + seconds * 1000 - at) / 1000)
    })
    const wait = Math.max(0, ...waits)
    sends.set(conversation, wait > 0 ? earlier : [...earlier, at])
    return wait
  }
}
