import type { Config } from '../src/config.ts'
import { createWords } from '../src/message/words.ts'
import { createCore } from './core.ts'
import { createWeb } from './http.ts'
import { createLog } from './log.ts'
import { createMetrics } from './metrics.ts'
import { applyNetworkSettings } from './network.ts'

/** A stop that takes longer than this is given up: answers under way have had their time. */
const longestStop = 25_000

/** The bot: one process, one port, the platforms that are set. Runs until SIGTERM or SIGINT. */
export async function startBot(config: Config): Promise<void> {
  const log = createLog(config.logLevel, config.secrets)
  const network = applyNetworkSettings(config.network)
  const metrics = createMetrics()
  const words = createWords(config.language)
  const app = createCore(config, log, { metrics })
  let isReady = false
  const web = createWeb(log, metrics, () => isReady)

  const slack = config.slack
    ? (await import('./slack/bot.ts')).createSlackBot({
        settings: config.slack,
        app,
        words,
        log,
        network,
        web: web.application,
      })
    : null
  const teams = config.teams
    ? (await import('./teams/bot.ts')).createTeamsBot({
        settings: config.teams,
        app,
        words,
        log,
        network,
        web: web.application,
        readJson: web.readJson,
      })
    : null

  // Before anything is heard, so that a signal in the middle of the start is a clean stop as well.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(signal))

  const { port } = await web.listen(config.listen.port, config.listen.host)
  await slack?.start()
  isReady = true
  log.info({ port, slack: slackMode(config), teams: teams !== null, usageApi: config.usageApi.url }, 'ready')

  async function stop(signal: string): Promise<void> {
    isReady = false
    log.info({ signal }, 'stopping: answers under way are finished, new questions are not taken')
    setTimeout(() => process.exit(1), longestStop).unref()
    await Promise.all([web.close(), app.stop(), slack?.stop(), teams?.stop()])
    log.info({}, 'stopped')
    process.exit(0)
  }
}

function slackMode({ slack }: Config): 'off' | 'socket' | 'http' {
  return slack === null ? 'off' : slack.appToken ? 'socket' : 'http'
}
