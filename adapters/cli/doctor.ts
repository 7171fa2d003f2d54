import { parseArgs } from 'node:util'
import type { Environment } from '../../src/config/gaps.ts'
import { conversation } from '../../src/config/schema.ts'
import { ConfigError } from '../../src/config.ts'
import { systemClock } from '../core.ts'
import { diagnose } from '../doctor/doctor.ts'
import { writeJson, writeLines } from '../doctor/report.ts'
import { asTyped } from './as-typed.ts'
import { wantsHelp } from './wants-help.ts'

const help = `Checks this machine, the settings, Tabnine, Slack, Teams and the database. Writes nothing.

npm run doctor                             Run all checks
npm run doctor -- --only slack,database    Run these groups, or single checks by their id
npm run doctor -- --online                 Also look up every team, channel, group and person of the settings
npm run doctor -- --post slack:C0123       Post a test message there
npm run doctor -- --timeout 10             Seconds for each check
npm run doctor -- --strict                 Exit with 1 for warnings too
npm run -s doctor -- --json                Print the results as JSON

Exit code: 0 all is well, 1 a check failed, 2 the settings cannot be read.`

const defaultSeconds = 10
const maxSeconds = 600

/** `npm run doctor`. @throws ConfigError where an option is wrong */
export async function doctor(argv: readonly string[], environment: Environment): Promise<void> {
  if (wantsHelp(argv)) return console.log(asTyped(help))
  const { isJson, ...wishes } = readOptions(argv)
  const { results, exit } = await diagnose(environment, { ...wishes, now: () => systemClock.now() })
  console.log(asTyped(isJson ? writeJson(results, exit) : writeLines(results).join('\n')))
  process.exitCode = exit
}

function readOptions(argv: readonly string[]) {
  const { only, online, post, timeout, strict, json } = parse(argv)
  const seconds = Number(timeout)
  const problems = [
    ...(seconds > 0 && seconds <= maxSeconds ? [] : [`--timeout must be a number of seconds, up to ${maxSeconds}.`]),
    ...(post === undefined || conversation.test(post) ? [] : ['--post must be a conversation such as slack:C0123.']),
  ]
  if (problems.length > 0) throw new ConfigError(problems)
  return {
    only: only.flatMap(words => words.split(',')).filter(Boolean),
    isOnline: online,
    post: post ?? null,
    timeoutMs: seconds * 1_000,
    isStrict: strict,
    isJson: json,
  }
}

function parse(argv: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        only: { type: 'string', multiple: true, default: [] },
        online: { type: 'boolean', default: false },
        post: { type: 'string' },
        timeout: { type: 'string', default: String(defaultSeconds) },
        strict: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
    return values
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new ConfigError([`${error.message.split('. ')[0]}. See --help.`])
  }
}
