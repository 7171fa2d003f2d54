/** Message timestamps on the cloud's clock: emulate stamps by the wall clock, tests live on their own day. */
export interface Timestamps {
  /** An answer's JSON text with every timestamp moved to the cloud's clock. */
  toCloud(json: string): string
  /** A request's arguments with the timestamps emulate gave out. */
  toEmulator(args: Record<string, unknown>): Record<string, unknown>
}

const FIELDS = ['ts', 'thread_ts', 'message_ts', 'hash']

/** The six digits behind the point are emulate's counter: unique, so they tie both timestamps of a message together. */
export function createTimestamps(now: () => Date): Timestamps {
  const cloud = new Map<string, string>()
  const emulator = new Map<string, string>()

  function move(stamp: string): string {
    const known = cloud.get(stamp)
    if (known) return known
    const moved = `${Math.floor(now().getTime() / 1000)}.${stamp.slice(-6)}`
    cloud.set(stamp, moved)
    emulator.set(moved, stamp)
    return moved
  }

  return {
    toCloud: json => json.replace(/"(\d{10}\.\d{6})"/g, (whole, stamp) => (isZero(stamp) ? whole : `"${move(stamp)}"`)),
    toEmulator: args =>
      Object.fromEntries(
        Object.entries(args).map(([field, value]) => [
          field,
          FIELDS.includes(field) ? (emulator.get(String(value)) ?? value) : value,
        ]),
      ),
  }
}

function isZero(stamp: string): boolean {
  return Number(stamp) === 0
}
