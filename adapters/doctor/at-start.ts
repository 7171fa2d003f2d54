import type { Environment } from '../../src/config/gaps.ts'
import type { Config } from '../../src/config.ts'
import type { Log } from '../../src/ports.ts'
import { after } from '../answer.ts'
import { type CheckResult, chooseChecks, runChecks } from './check.ts'
import { checks } from './checks.ts'
import { openDoctorContext } from './context.ts'

/**
 * What a running bot would not notice by itself. Tokens, clock, database and configuration file it checks at its start, and
 * keeps checking.
 */
const unnoticed = ['environment.names', 'host.memory', 'slack.scopes']

const timeoutMs = 10_000

/** Logs what the doctor would warn of, once. Never throws, and nothing waits for it. */
export async function warnAtStart(config: Config, environment: Environment, log: Log): Promise<void> {
  try {
    for (const { id, sentence } of await findWarnings(config, environment)) log.warn({ check: id }, sentence)
  } catch (error) {
    log.warn({ err: error }, 'the checks of the start could not run')
  }
}

async function findWarnings(config: Config, environment: Environment): Promise<readonly CheckResult[]> {
  const chosen = chooseChecks(checks, unnoticed)
  if ('unknown' in chosen) throw new Error(`there is no check ${chosen.unknown}`)
  const options = { environment, now: () => new Date(), timeoutMs, isOnline: false, post: null }
  const { context, close } = openDoctorContext(config, options)
  const results = await runChecks(chosen.chosen, context, after)
  await close()
  // Whether Slack can be reached is logged already.
  return results.filter(({ id, status }) => unnoticed.includes(id) && (status === 'warn' || status === 'fail'))
}
