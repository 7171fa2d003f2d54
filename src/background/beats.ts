/** The beat of each minute, and what its failures say of the database. */
import type { Clock } from '../ports.ts'

type Outage = { readonly from: Date; readonly to: Date }

export type BeatParts = {
  readonly clock: Clock
  /** Writes something, for a database can answer and still take no changes. */
  readonly checkWrites: (now: Date) => Promise<void>
  /** Finds what is due. */
  readonly tick: () => Promise<void>
  /** Whether the last statements failed because of the database. */
  readonly isDatabaseAway: () => boolean
  /** Called after each beat. */
  readonly onResult: (result: { readonly isOk: boolean; readonly at: Date }) => void
  /** Notifies operators, once the database is back. */
  readonly notify: (outage: Outage) => Promise<void>
}

/** @returns one beat; it throws what went wrong, and the next one tries again */
export function createBeat({ clock, checkWrites, tick, isDatabaseAway, onResult, notify }: BeatParts) {
  let awaySince: Date | null = null

  return async function beat(): Promise<void> {
    const at = clock.now()
    try {
      await checkWrites(at)
      if (awaySince) await notify({ from: awaySince, to: at })
      awaySince = null
      await tick()
      onResult({ isOk: true, at })
    } catch (error) {
      if (isDatabaseAway()) awaySince ??= at
      onResult({ isOk: false, at })
      throw error
    }
  }
}
