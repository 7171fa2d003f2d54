import type { Log } from '../src/ports.ts'

export type Strategy = { readonly way: string; readonly run: () => Promise<unknown> }

/**
 * Tries each way to deliver an answer until one works. Each failure is logged with its reason; if all fail, the answer is
 * lost, and that is logged as an error. Never throws.
 * @param about further fields of those log lines, so that an answer's lines can be found
 */
export async function tryInTurn(
  attempts: readonly Strategy[],
  log: Log,
  about: Readonly<Record<string, unknown>> = {},
): Promise<boolean> {
  for (const { way, run } of attempts) {
    try {
      await run()
      return true
    } catch (error) {
      log.warn({ ...about, way, err: error }, 'an answer could not be given this way')
    }
  }
  log.error({ ...about, ways: attempts.map(({ way }) => way) }, 'an answer could not be given at all')
  return false
}
