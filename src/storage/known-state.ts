/** What is known of the database from its last answers, so that no one has to ask it. */
import { hasCode } from '../errors.ts'
import type { Log } from '../ports.ts'
import { codeOf, folderGone } from './errors.ts'

/**
 * `unreachable`: it does not answer. `read-only`: it answers and takes no changes, as after a failover. `full`: the
 * disk has no room. `gone`: its folder was removed or replaced under this process, which only a new process can fix.
 */
export type DatabaseState = 'ok' | 'unreachable' | 'read-only' | 'full' | 'gone'

/** A statement that took too long, or lost against another transaction, says nothing of the database as a whole. */
const contention = new Set(['57014', '25P03', '55P03', '40001', '40P01'])

const sentences: Readonly<Record<DatabaseState, string>> = {
  ok: 'The database works again.',
  unreachable: 'The database cannot be reached. Look-ups go on, and what is due waits.',
  'read-only': 'The database is read-only. Look-ups go on, and what is due waits.',
  full: 'The database has no room left. Look-ups go on, and what is due waits.',
  gone: 'The folder of the database was removed or replaced. Nothing is kept any more: restore it, and start the bot again.',
}

export type KnownState = {
  state(): DatabaseState
  /** @param thrown what a statement threw, as `toStoreFailure` translates it */
  noteFailure(thrown: unknown): void
  /** A statement was answered. */
  noteAnswer(): void
  /** A change was written. */
  noteWrite(): void
}

/** Each change is one line of the log. */
export function createKnownState(log: Log): KnownState {
  let known: DatabaseState = 'ok'

  function become(next: DatabaseState): void {
    if (next === known) return
    known = next
    if (next === 'ok') log.info({ database: next }, sentences[next])
    else log.error({ database: next }, sentences[next])
  }

  return {
    state: () => known,
    noteFailure(thrown) {
      const next = stateAfter(thrown)
      if (next !== null) become(next)
    },
    noteAnswer() {
      // That it answers does not yet mean that it takes changes again.
      if (known === 'unreachable' || known === 'gone') become('ok')
    },
    noteWrite: () => become('ok'),
  }
}

function stateAfter(thrown: unknown): DatabaseState | null {
  if (hasCode(thrown, 'store-full')) return 'full'
  if (!hasCode(thrown, 'store-unavailable')) return null
  const code = codeOf(thrown.cause)
  if (code === folderGone) return 'gone'
  if (code === '25006') return 'read-only'
  return contention.has(code) ? null : 'unreachable'
}
