import { ConfigError, readConfig, readEnvironment } from '../../src/config.ts'
import { StartError } from '../../src/errors.ts'
import { asTyped, isCheckout } from './as-typed.ts'
import { saveMemory } from './save-memory.ts'

const help = `See how your teams use their Tabnine seats, in Slack, Microsoft Teams and the terminal.

tabnine-usage-bot                   Run the bot for Slack and Teams
tabnine-usage-bot ask <line>        Answer one line here, for example: ask usage payments last week
tabnine-usage-bot manifest <app>    Write the app package to install: slack or teams
tabnine-usage-bot doctor            Check the settings and every service that the bot needs
tabnine-usage-bot config <action>   Check, compare, apply and export the configuration file
tabnine-usage-bot store <action>    Export, import, show or erase what the bot stores

Add --help to ask, manifest, doctor, config or store for more. --version prints the version.`

const exitAfterMs = 1_000

/** Runs the command typed after the program's name. Each command loads only what it needs. */
export async function main(argv: readonly string[]): Promise<void> {
  saveMemory()
  const [verb, ...rest] = argv
  try {
    switch (verb) {
      case undefined:
        return await startBot()
      case 'ask':
        return await (await import('./ask.ts')).ask(rest)
      case 'manifest': {
        const { publicUrl, teams, app } = readConfig(readEnvironment(), 'nothing')
        const settings = { publicUrl, microsoftAppId: teams?.appId, app }
        return await (await import('./manifest.ts')).writeManifest(rest, settings)
      }
      case 'doctor':
        return await runDoctor(rest)
      case 'config':
        return await (await import('./config.ts')).runConfig(rest, readEnvironment())
      case 'store': {
        const config = readConfig(readEnvironment(), 'nothing')
        // A database server may have a certificate that only these settings trust.
        ;(await import('../network.ts')).applyNetworkSettings(config.network)
        return await (await import('./store.ts')).runStore(rest, config)
      }
      case '--version':
      case '-v':
        return console.log((await import('../version.ts')).readVersion())
      case '--help':
      case '-h':
        return console.log(help)
      default:
        console.error(`Unknown command "${verb}".\n\n${help}`)
        process.exitCode = 2
    }
  } catch (error) {
    printProblem(error)
  }
}

/** Prints one sentence for each problem, and sets the exit code. @throws errors that are not about a setting or the start */
export function printProblem(error: unknown): void {
  process.exitCode = printProblems(error)
  // A database that could not be opened may leave timers behind; what was written is out by then.
  setTimeout(() => process.exit(), exitAfterMs).unref()
}

/** Settings that cannot be read are among the results, so they stop nothing here. */
async function runDoctor(argv: readonly string[]): Promise<void> {
  const environment = readEnvironment()
  await (await import('./doctor.ts')).doctor(argv, environment)
  // What a check that took too long has left open must not keep the process alive.
  setTimeout(() => process.exit(), exitAfterMs).unref()
}

async function startBot(): Promise<void> {
  const config = readConfig(readEnvironment(), 'bot')
  await (await import('../main.ts')).startBot(config)
}

/** @returns the exit code: 2 where a setting must change first, 1 where trying again may help */
function printProblems(error: unknown): number {
  if (error instanceof ConfigError) {
    for (const problem of error.problems) console.error(asTyped(problem))
    if (error.isUntouched && isCheckout) console.error('Just looking? Run: npm run demo')
    return 2
  }
  if (!(error instanceof StartError)) throw error
  console.error(asTyped(error.message))
  return error.isSetting ? 2 : 1
}
