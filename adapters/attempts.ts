import type { Log } from '../src/ports.ts'

export type Attempt = { readonly way: string; readonly run: () => Promise<unknown> }

/**
 * Says something in the first way that works, so that no answer is lost. Each way that fails is logged with its reason;
 * when none works the answer is lost, and that is an error. Never throws.
 */
export async function tryInTurn(attempts: readonly Attempt[], log: Log): Promise<boolean> {
  for (const { way, run } of attempts) {
    try {
      await run()
      return true
    } catch (error) {
      log.warn({ way, err: error }, 'an answer could not be given this way')
    }
  }
  log.error({ ways: attempts.map(({ way }) => way) }, 'an answer could not be given at all')
  return false
}
