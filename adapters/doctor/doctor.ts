/** Looks for what keeps the bot from working, with the settings that the bot itself would read. */
import type { ConfigNeeds, Environment } from '../../src/config/gaps.ts'
import { ConfigError, readConfig } from '../../src/config.ts'
import { after } from '../answer.ts'
import { maskSecrets } from '../log.ts'
import { applyNetworkSettings } from '../network.ts'
import { type Check, type CheckResult, chooseChecks, runChecks } from './check.ts'
import { checks } from './checks.ts'
import { type DoctorOptions, openDoctorContext } from './context.ts'
import { describeNearNames, findNearNames } from './environment.ts'
import { type Exit, exitOf } from './report.ts'

export type DoctorWishes = Omit<DoctorOptions, 'environment'> & {
  /** Groups or ids of checks; empty: all. */
  readonly only: readonly string[]
  readonly isStrict: boolean
}

export type Diagnosis = { readonly results: readonly CheckResult[]; readonly exit: Exit }

/**
 * Runs the checks. Settings that cannot be read are results too, with exit code 2.
 * @throws ConfigError where `only` names no check
 */
export async function diagnose(environment: Environment, wishes: DoctorWishes): Promise<Diagnosis> {
  const chosen = chooseChecks(checks, wishes.only)
  if ('unknown' in chosen) {
    const known = [...new Set(checks.map(({ group }) => group))].join(', ')
    throw new ConfigError([`There is no check called "${chosen.unknown}". Groups: ${known}.`])
  }
  const config = tryToRead(environment, needsOf(chosen.chosen))
  if (config instanceof ConfigError) return { results: describeProblems(config, environment), exit: 2 }
  const mask = maskSecrets(config.secrets)
  const { context, close } = openDoctorContext(config, { ...wishes, environment })
  try {
    const results = await runChecks(chosen.chosen, context, after)
    // No sentence holds a secret on purpose; what a service answers is not ours to trust.
    const masked = results.map(result => ({ ...result, sentence: mask(result.sentence) }))
    return { results: masked, exit: exitOf(masked, wishes.isStrict) }
  } finally {
    await close()
  }
}

/** Before a chat app is set up, Tabnine and the database can be checked without one. */
function needsOf(chosen: readonly Check[]): ConfigNeeds {
  const has = (...groups: Check['group'][]) => chosen.some(({ group }) => groups.includes(group))
  if (has('slack', 'teams', 'post')) return 'bot'
  return has('tabnine') ? 'look-ups' : 'nothing'
}

function tryToRead(environment: Environment, needs: ConfigNeeds) {
  try {
    const config = readConfig(environment, needs)
    applyNetworkSettings(config.network)
    return config
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
}

function describeProblems({ problems }: ConfigError, environment: Environment): CheckResult[] {
  const near = describeNearNames(findNearNames(environment))
  const found = problems.map(sentence => ({
    id: 'environment.settings',
    group: 'environment' as const,
    status: 'fail' as const,
    sentence,
  }))
  if (near === null) return found
  return [...found, { id: 'environment.names', group: 'environment', status: 'warn', sentence: near }]
}
