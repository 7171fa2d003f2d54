/** What is known of the database from its last answers, so that nobody has to ask it. */
import { hasCode } from '../errors.ts'
import { codeOf } from './errors.ts'

/**
 * `unreachable`: it does not answer. `read-only`: it answers and takes no changes, as after a failover. `full`: it has no
 * room for changes. `gone`: its folder was removed or replaced under this process, which only a new process can fix.
 */
export type DatabaseState = 'ok' | 'unreachable' | 'read-only' | 'full' | 'gone'

/** A statement that took too long, or lost against another transaction, says nothing of the database as a whole. */
const contention = new Set(['57014', '25P03', '55P03', '40001', '40P01'])

export type KnownState = {
  state(): DatabaseState
  /** @param thrown what a statement threw, as `toStoreFailure` translates it */
  noteFailure(thrown: unknown): void
  /** A statement was answered. */
  noteAnswer(): void
  /** A change was written. */
  noteWrite(): void
  noteGone(): void
}

export function createKnownState(): KnownState {
  let known: DatabaseState = 'ok'
  return {
    state: () => known,
    noteFailure(thrown) {
      const next = stateAfter(thrown)
      if (next !== null && known !== 'gone') known = next
    },
    noteAnswer() {
      // That it answers does not yet mean that it takes changes again.
      if (known === 'unreachable') known = 'ok'
    },
    noteWrite() {
      if (known !== 'gone') known = 'ok'
    },
    noteGone() {
      known = 'gone'
    },
  }
}

function stateAfter(thrown: unknown): DatabaseState | null {
  if (hasCode(thrown, 'store-full')) return 'full'
  if (!hasCode(thrown, 'store-unavailable')) return null
  const code = codeOf(thrown.cause)
  if (code === '25006') return 'read-only'
  return contention.has(code) ? null : 'unreachable'
}
