/**
 * What one part of the bot knows of itself; `null` while all is well. `isReady: false` takes the process out of service,
 * which is for what only a new process can fix; anything else is a note next to "ok".
 */
export type Condition = { readonly isReady: boolean; readonly note: string }

export type Readiness = {
  /** Everything is started. */
  setReady(): void
  /** The process stops: out of service for good, while it finishes its work. */
  setStopping(): void
  /** Adds a part. `look` is called for each request, so it reads a known state and asks no one. */
  watch(part: string, look: () => Condition | null): void
  read(): {
    readonly status: 'ok' | 'not ready' | 'stopping'
    readonly notes: Readonly<Record<string, string>>
  }
}

/** What `/health/ready` answers from. It is public, so no request may cost more than reading some variables. */
export function createReadiness(): Readiness {
  const parts = new Map<string, () => Condition | null>()
  let isStarted = false
  let isStopping = false
  return {
    setReady() {
      isStarted = true
    },
    setStopping() {
      isStopping = true
    },
    watch(part, look) {
      parts.set(part, look)
    },
    read() {
      const found = [...parts].flatMap(([part, look]) => {
        const condition = look()
        return condition ? [{ part, ...condition }] : []
      })
      if (isStopping) return { status: 'stopping', notes: {} }
      if (!isStarted) return { status: 'not ready', notes: {} }
      const isReady = found.every(({ isReady }) => isReady)
      return {
        status: isReady ? 'ok' : 'not ready',
        notes: Object.fromEntries(found.map(({ part, note }) => [part, note])),
      }
    },
  }
}

/** For a server that is ready as soon as it listens. @internal */
export const alwaysReady: Pick<Readiness, 'read'> = { read: () => ({ status: 'ok', notes: {} }) }
