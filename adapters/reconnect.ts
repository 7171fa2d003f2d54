import { ConfigError } from '../src/config.ts'
import type { RunAfter } from './answer.ts'
import type { Health, HealthPart } from './health.ts'

/** Milliseconds before the next attempt, doubled with each failure up to the longest. */
const minPauseMs = 1_000
const maxPauseMs = 60_000

export type Connecting = {
  /**
   * Resolves when the first attempt has ended in any way, or takes too long.
   * @throws ConfigError if it was refused because of a setting, so that retries are useless
   */
  firstAttempt(limitMs: number): Promise<void>
  /** No attempt begins after this. */
  stop(): void
}

export type Parts = {
  readonly part: HealthPart
  /** The name in the log. */
  readonly name: string
  /** One attempt. @throws ConfigError where a setting is wrong */
  readonly connect: () => Promise<void>
  /** Explains a failure that can mean more than that the service is away. */
  readonly describe?: (error: unknown) => { readonly word: string; readonly sentence: string }
  readonly health: Pick<Health, 'report'>
  readonly after: RunAfter
  /** Milliseconds that a failure asks to wait, `null` if it names none. */
  readonly askedPauseMs: (error: unknown) => number | null
  /** Called if a setting turns out to be wrong after the first attempt. */
  readonly onRefused: (error: unknown) => void
}

/** Connects to a service, again and again until it answers. */
export function keepConnecting(parts: Parts): Connecting {
  const { part, name, connect, describe = reportOutage, health, after, askedPauseMs, onRefused } = parts
  let callOff: () => void = () => {}
  let isStopped = false

  async function attempt(pauseMs: number): Promise<void> {
    try {
      await connect()
      health.report(part, null, `${name} is connected.`)
    } catch (error) {
      if (isStopped) return
      if (error instanceof ConfigError) throw error
      const { word, sentence } = describe(error)
      health.report(part, word, sentence, { reason: innermostReason(error) })
      const wait = Math.min(Math.max(pauseMs, askedPauseMs(error) ?? 0), maxPauseMs)
      callOff = after(wait, () => void attempt(2 * pauseMs).catch(onRefused))
    }
  }

  function reportOutage() {
    return { word: 'unreachable', sentence: `${name} cannot be reached; the bot tries again until it can.` }
  }

  const first = attempt(minPauseMs)

  return {
    firstAttempt(limitMs) {
      return new Promise((resolve, reject) => {
        let isLate = false
        const cancel = after(limitMs, () => {
          isLate = true
          health.report(part, 'connecting', `${name} takes long to answer; the bot starts without it.`)
          resolve()
        })
        first
          .finally(cancel)
          .then(resolve)
          .catch(error => (isLate ? onRefused(error) : reject(error)))
      })
    },
    stop() {
      isStopped = true
      callOff()
    },
  }
}

/** One line on what happened, without the layers that pass it on, such as "fetch failed". */
function innermostReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const inner = error.cause ?? ('original' in error ? error.original : undefined)
  if (inner instanceof Error) return innermostReason(inner)
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return error.message || code || error.name
}
