import { parseArgs } from 'node:util'
import { untilStopSignal } from '../adapters/stop-signal.ts'
import { DEFAULTS, type Sandbox, type SandboxOptions, startSandbox } from './sandbox/server.ts'
import { PROFILES, type ServerProfile } from './sandbox/wire/profiles.ts'

const HELP = `Serves the Usage API of a sample company until you stop it.

  --seed <text>      generate another company (${DEFAULTS.seed})
  --teams <n>        number of teams (${DEFAULTS.teams})
  --people <n>       number of seats (${DEFAULTS.people})
  --profile <v>      Tabnine server version: ${PROFILES.join(', ')} (${DEFAULTS.profile})
  --today <date>     stop the clock on this day, for example 2026-09-28 (default: the real clock)
  --token <text>     the accepted admin token (${DEFAULTS.token})
  --host <address>   the address to listen on (${DEFAULTS.host}: this machine only)

The setting SANDBOX_PORT changes the port.`

const FLAGS = {
  seed: { type: 'string' },
  teams: { type: 'string' },
  people: { type: 'string' },
  profile: { type: 'string' },
  today: { type: 'string' },
  token: { type: 'string' },
  host: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

/** `npm run sandbox -- …`: serves until SIGINT or SIGTERM. A bad flag: one sentence, exit code 2. */
export async function runSandbox(argv: string[], { port = 0 }: { port?: number } = {}): Promise<void> {
  const asked = readFlags(argv)
  if (asked === 'help') return console.log(HELP)
  if (typeof asked === 'string') return fail(asked, 2)
  const stopped = untilStopSignal()
  const sandbox = await startSandbox({ ...asked, port }).catch((error: NodeJS.ErrnoException) => error)
  if (sandbox instanceof Error) return fail(explainStart(sandbox, port), 1)
  console.log(describe(sandbox, asked))
  await stopped
  await sandbox.close()
}

/** The options asked for, `help`, or one sentence that says what is wrong. */
function readFlags(argv: string[]): SandboxOptions | 'help' | string {
  let values: ReturnType<typeof parseFlags>
  try {
    values = parseFlags(argv)
  } catch (error) {
    // parseArgs adds advice after its first sentence that does not fit here.
    const [sentence] = (error instanceof Error ? error.message : String(error)).split(/\. |\n/)
    return `${sentence}. See --help for all flags.`
  }
  const { seed, teams, people, profile, today, token, host, help } = values
  if (help) return 'help'
  const wrong =
    checkCount('--teams', teams, 1, 5_000) ??
    checkCount('--people', people, 1, 200_000) ??
    (profile === undefined || isProfile(profile)
      ? undefined
      : `--profile must be one of ${PROFILES.join(', ')}, not "${profile}".`) ??
    (today === undefined || readDay(today)
      ? undefined
      : `--today must be a date such as 2026-09-28, not "${today}".`) ??
    (token === '' || host === '' ? '--token and --host must not be empty.' : undefined)
  if (wrong) return wrong
  return {
    today: (today && readDay(today)) || (() => new Date()),
    ...(seed !== undefined && { seed }),
    ...(teams !== undefined && { teams: Number(teams) }),
    ...(people !== undefined && { people: Number(people) }),
    ...(isProfile(profile) && { profile }),
    ...(token !== undefined && { token }),
    ...(host !== undefined && { host }),
  }
}

function parseFlags(argv: string[]) {
  return parseArgs({ args: argv, options: FLAGS, allowPositionals: false }).values
}

function checkCount(flag: string, raw: string | undefined, least: number, most: number): string | undefined {
  if (raw === undefined || (/^\d+$/.test(raw) && Number(raw) >= least && Number(raw) <= most)) return undefined
  return `${flag} must be a whole number from ${least} to ${most}, not "${raw}".`
}

function isProfile(raw: string | undefined): raw is ServerProfile {
  return PROFILES.some(profile => profile === raw)
}

/** Noon of a day, so that today has some activity already; a full moment is taken as it is. */
function readDay(raw: string): Date | undefined {
  const day = /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/.exec(raw)
  const date = new Date(day?.[1] ? raw : `${raw}T12:00:00Z`)
  if (!day || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== raw.slice(0, 10)) return undefined
  return date
}

function explainStart(error: NodeJS.ErrnoException, port: number): string {
  if (error.code === 'EADDRINUSE') return `Port ${port} is in use. Set SANDBOX_PORT to another one.`
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') return 'This machine has no such --host address.'
  return `The sandbox could not start: ${error.message}`
}

function describe({ url, token, company }: Sandbox, { profile = DEFAULTS.profile }: SandboxOptions): string {
  const authorization = `-H 'Authorization: Bearer ${token.replaceAll("'", "'\\''")}'`
  return [
    `${company.name}: ${company.teams.length} teams, ${company.seats.length} seats, as server version ${profile}.`,
    '',
    `  TABNINE_URL=${url}`,
    `  TABNINE_TOKEN=${token}`,
    '',
    'Try:',
    `  curl ${authorization} ${url}/api/v1/organization`,
    `  curl ${authorization} '${url}/api/v1/team/account-utilizations?teamId=${company.teams[0]?.id}'`,
    '',
    'Press Ctrl+C to stop.',
  ].join('\n')
}

function fail(sentence: string, exitCode: number): void {
  console.error(sentence)
  process.exitCode = exitCode
}
