import { type Config, ConfigError } from '../src/config.ts'
import { StartError } from '../src/errors.ts'
import { createWords } from '../src/message/words.ts'
import type { Clock, Log } from '../src/ports.ts'
import { openCharts } from './charts.ts'
import { connectUsageApi, createCore, systemClock } from './core.ts'
import { createMetricsServer, createWeb, serveCharts } from './http.ts'
import { createLog } from './log.ts'
import { openRemembering, type Remembering } from './memory.ts'
import { createMetrics } from './metrics.ts'
import { applyNetworkSettings, type Network } from './network.ts'
import type { After } from './progress.ts'
import { createReadiness } from './readiness.ts'

/** A stop that takes longer than this is given up: answers under way have had their time. */
const longestStop = 25_000

/** Runs the bot until SIGTERM or SIGINT. @throws ConfigError, StartError: what to tell whoever runs it */
export async function startBot(config: Config): Promise<void> {
  const log = createLog(config.logLevel, config.secrets)
  // Before the memory is opened, for a wrong setting is to leave nothing behind.
  const network = applyNetworkSettings(config.network)
  let isEnding = false
  let bot: Bot | undefined
  const remembering = await openRemembering(config, log, {
    onStop(reason) {
      log.error({}, reason.message)
      // A stopped database opens only in a new process, which is for whoever supervises this one to start.
      void end(1)
    },
  })
  bot = await createBot(config, { log, remembering, network }).catch(async error => {
    // An open memory would keep the process alive after what is wrong was told.
    await remembering.stop()
    throw error
  })

  // Before anything is heard, so that a signal in the middle of the start is a clean stop as well.
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      log.info({ signal }, 'stopping: answers under way are finished, new questions are not taken')
      void end(0)
    })

  try {
    const port = await bot.start()
    log.info({ port, slack: slackMode(config), teams: config.teams !== null, usageApi: config.usageApi.url }, 'ready')
  } catch (error) {
    if (error instanceof ConfigError || error instanceof StartError) throw error
    log.error({ err: error }, 'the bot could not start')
    process.exit(1)
  }

  /** Once, however many reasons there come to be. */
  async function end(exitCode: number): Promise<void> {
    if (isEnding) return
    isEnding = true
    setTimeout(() => process.exit(1), longestStop).unref()
    try {
      await bot?.stop()
      log.info({}, 'stopped')
      process.exit(exitCode)
    } catch (error) {
      log.error({ err: error }, 'stopped, but not everything was closed')
      process.exit(1)
    }
  }
}

export type Bot = {
  /** Resolves with its port when everybody can be heard; where that fails, nothing is left running. */
  start(): Promise<number>
  /** Hears no more, and resolves when everything heard is answered. */
  stop(): Promise<void>
}

export type Surroundings = {
  readonly log: Log
  /** Without it the bot only answers. */
  readonly remembering?: Remembering | null
  readonly clock?: Clock
  /** Where the settings of the network were applied already. */
  readonly network?: Network
  /** Milliseconds in which Slack has to take an answer, before it is given another way. */
  readonly patience?: number
  /** How it is waited before somebody who waits is shown what is done. */
  readonly after?: After
}

/** The bot: one process, one port, the platforms that are set. */
export async function createBot(
  config: Config,
  {
    log,
    remembering = null,
    clock = systemClock,
    network = applyNetworkSettings(config.network),
    patience,
    after,
  }: Surroundings,
): Promise<Bot> {
  const metrics = createMetrics()
  const words = createWords(config.language)
  const charts = await openCharts(config, { words, clock, log })
  const usageApi = connectUsageApi(config, log, { metrics, clock })
  const app = createCore(config, log, { metrics, memory: remembering?.memory ?? null, usageApi, clock })
  const readiness = createReadiness()
  if (remembering) {
    readiness.watch('memory', remembering.condition)
    metrics.watchMemory(() => remembering.condition() === null)
  }
  const web = createWeb(log, readiness)
  const metricsServer = createMetricsServer(log, metrics)
  if (charts.served) serveCharts(web.application, charts.served.links, charts.served.paint)
  const common = { app, words, log, network, web: web.application, after }

  const slack = config.slack
    ? (await import('./slack/bot.ts')).createSlackBot({ ...common, charts, clock, settings: config.slack, patience })
    : null
  const teams = config.teams
    ? (await import('./teams/bot.ts')).createTeamsBot({
        ...common,
        charts: charts.teams,
        settings: config.teams,
        readJson: web.readJson,
        places: remembering?.createPlaces(clock) ?? null,
        clock,
      })
    : null

  async function stop(): Promise<void> {
    readiness.setReady(false)
    // First, for only when no request is open any more is everything known that was heard.
    await web.close()
    await Promise.all([slack?.stop(), teams?.stop()])
    // Last, for what was heard is still to be asked.
    await app.stop()
    await remembering?.stop()
    await metricsServer.close()
  }

  /** @throws ConfigError where a port that was asked for cannot be had */
  async function serveMetrics(): Promise<void> {
    const { port, host, isOptional } = config.metrics
    try {
      const { address, port: taken } = await metricsServer.listen(port, host)
      log.info({ address, port: taken }, 'metrics are served')
    } catch (error) {
      if (!isOptional || !(error instanceof ConfigError)) throw error
      log.warn({ port }, 'metrics are not served: the port is taken, set METRICS_PORT to another one')
    }
  }

  return {
    async start() {
      try {
        // Slack before the port: what it sends is understood only when it has told who we are.
        await slack?.start()
        const { port } = await web.listen(config.listen.port, config.listen.host)
        await serveMetrics()
        const gateways = [slack?.chat, teams?.chat].filter(chat => chat !== undefined)
        const people = [slack?.people, teams?.people].filter(finder => finder !== undefined)
        await remembering?.start({ gateways, people, usageApi, words, clock, observe: metrics.observeDelivery })
        readiness.setReady(true)
        return port
      } catch (error) {
        await stop()
        throw error
      }
    },
    stop,
  }
}

function slackMode({ slack }: Config): 'off' | 'socket' | 'http' {
  return slack === null ? 'off' : slack.appToken ? 'socket' : 'http'
}
