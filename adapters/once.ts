import { LRUCache } from 'lru-cache'

/** Longer than any platform goes on delivering an event again, and than a replayed request stays valid. */
const remembered = 60 * 60_000

/** Tells whether something is heard for the first time. Platforms deliver again what they think was not heard. */
export function createOnce(): (key: string) => boolean {
  const heard = new LRUCache<string, true>({ max: 20_000, ttl: remembered })
  return key => {
    if (heard.has(key)) return false
    heard.set(key, true)
    return true
  }
}
