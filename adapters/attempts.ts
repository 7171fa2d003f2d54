import type { Log } from '../src/ports.ts'

export type Strategy = { readonly way: string; readonly run: () => Promise<unknown> }

/**
 * Says something in the first way that works, so that no answer is lost. Each way that fails is logged with its reason;
 * when none works the answer is lost, and that is an error. Never throws.
 * @param about what else stands in those lines, so that they can be found for the one who waits
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
