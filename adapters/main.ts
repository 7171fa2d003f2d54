import { setTimeout as wait } from 'node:timers/promises'
import { type Config, ConfigError, readEnvironment } from '../src/config.ts'
import { StartError } from '../src/errors.ts'
import { createWords } from '../src/message/words.ts'
import type { Platform } from '../src/platform.ts'
import type { Clock, Log } from '../src/ports.ts'
import { createTabnineRoles } from '../src/privacy/tabnine-roles.ts'
import { after as afterReally, type RunAfter } from './answer.ts'
import { type BackgroundServices, openBackgroundServices } from './background-services.ts'
import { createServiceOf, type OutgoingCall, watchCalls } from './calls.ts'
import { openCharts } from './charts.ts'
import { connectUsageApi, createCore, systemClock, usesTabnineRoles } from './core.ts'
import { createHealth } from './health.ts'
import { createMetricsServer, createWeb, serveCharts } from './http.ts'
import { createLog } from './log.ts'
import { createMetrics } from './metrics.ts'
import { applyNetworkSettings, type Network } from './network.ts'
import { createReadiness } from './readiness.ts'
import { type Connecting, keepConnecting } from './reconnect.ts'
import { createRefusals } from './refusals.ts'
import { findProblems, onReloadSignal, restartProcess } from './reload.ts'
import { createServerTimes } from './server-times.ts'
import { maxStopMs, type Stopped, stopInTime } from './stop.ts'
import { untilStopSignal } from './stop-signal.ts'
import { checkTabnine } from './tabnine-check.ts'
import { expiryOf } from './token-expiry.ts'
import { readVersion } from './version.ts'

/** How long a start waits for Slack; after that the rest starts without it. */
const firstAttemptMs = 3_000

/** How long a stop waits for a start to become stoppable. */
const openingMs = 1_000

/** Runs the bot until SIGTERM or SIGINT. @throws ConfigError, StartError: a sentence for the person who runs it */
export async function startBot(config: Config): Promise<void> {
  const log = createLog(config.logLevel, config.secrets)
  for (const warning of config.warnings) log.warn({}, warning)
  // Before the database is opened, so that a wrong setting leaves nothing behind.
  const network = applyNetworkSettings(config.network)
  if (config.teams) (await import('./teams/library-console.ts')).dropTokenErrors(console)
  let isEnding = false
  let isReloading = false
  const opening = openBot()
  // An embedded database is made in one piece, in which no handler runs for seconds. Without a handler a signal ends the
  // process at once, which is harmless: what is not complete is made again. Only the first process of a container needs
  // one, for there a signal without a handler is ignored.
  if (process.pid === 1) stopAtSignal()
  else void opening.then(stopAtSignal, () => undefined)

  try {
    const bot = await opening
    const port = isEnding ? null : await bot.start()
    // A stop in the middle of the start closes what the start still needs.
    if (isEnding) return
    log.info({ port, slack: slackMode(config), teams: config.teams !== null, usageApi: config.usageApi.url }, 'ready')
    const { warnAtStart } = await import('./doctor/at-start.ts')
    await warnAtStart(config, readEnvironment(), log)
  } catch (error) {
    if (isEnding) return
    if (error instanceof ConfigError || error instanceof StartError) throw error
    log.error({ err: error }, 'the bot could not start')
    process.exit(1)
  }

  function stopAtSignal(): void {
    onReloadSignal(() => void reload())
    void untilStopSignal().then(signal => {
      log.info({ signal }, 'stopping: answers under way are finished')
      // After Ctrl+C there is no load balancer to wait for.
      return end(0, signal === 'SIGTERM' ? config.drainSeconds * 1_000 : 0)
    })
  }

  async function openBot(): Promise<Bot> {
    const background = await openBackgroundServices(config, log, {
      onStop(reason) {
        log.error({}, reason.message)
        // A stopped database opens only in a new process, which is for the person who supervises this one to start.
        void end(reason instanceof StartError && reason.isSetting ? 2 : 1)
      },
    })
    return createBot(config, { log, background, network, onRefused, isTabnineChecked: true }).catch(async error => {
      // An open database would keep the process alive after the error was reported.
      await background.stop()
      throw error
    })
  }

  /** A wrong setting that was found only after the start. */
  function onRefused(error: unknown): void {
    log.error({ err: error }, 'a setting is refused; the bot stops')
    if (error instanceof ConfigError) for (const problem of error.problems) console.error(problem)
    void end(error instanceof ConfigError ? 2 : 1)
  }

  /** Settings that changed hold from a new start on; wrong ones change nothing. */
  async function reload(): Promise<void> {
    if (isEnding) return
    const problems = findProblems()
    for (const problem of problems) log.error({}, `Nothing is applied: ${problem}`)
    if (problems.length > 0) return
    log.info({}, 'the settings changed: the bot starts again with them')
    isReloading = true
    await end(0)
  }

  /** The process becomes a new one with the same id, so that every part has the settings that hold now. */
  function leave(exitCode: number): void {
    if (isReloading) restartProcess()
    process.exit(exitCode)
  }

  /** Runs once, however many reasons there are. */
  async function end(exitCode: number, drainMs = 0): Promise<void> {
    if (isEnding) return
    isEnding = true
    setTimeout(() => {
      log.error({}, 'the stop took too long; the process ends without it')
      process.exit(1)
    }, drainMs + maxStopMs).unref()
    const bot = await Promise.race([opening.catch(() => 'failed' as const), wait(openingMs, 'opening' as const)])
    if (typeof bot === 'string') {
      // A kill in the middle of opening is harmless: what is not complete is done again at the next start.
      log.info({}, 'stopped')
      return leave(exitCode)
    }
    const { aborted, isLossy } = await bot.stop(drainMs)
    if (aborted.length > 0) log.warn({ aborted }, 'stopped')
    else log.info({}, 'stopped')
    leave(exitCode || (isLossy ? 1 : 0))
  }
}

export type Bot = {
  /**
   * Resolves with its port when everything works that does not depend on a service that is away.
   * @throws ConfigError where Slack refuses a token; nothing is left running then
   */
  start(): Promise<number>
  /**
   * Receives no more, and resolves when everything received is answered, in ten seconds at most.
   * @param drainMs before that, how long everything still works while readiness refuses
   */
  stop(drainMs?: number): Promise<Stopped>
}

export type BotParts = {
  readonly log: Log
  /** Without it the bot only answers. */
  readonly background?: BackgroundServices | null
  readonly clock?: Clock
  /** Where the settings of the network were applied already. */
  readonly network?: Network
  /** Milliseconds in which Slack has to take an answer, before it is given another way. */
  readonly patience?: number
  /** How it is waited before someone who waits is shown what is done. */
  readonly after?: RunAfter
  /** Whether the log says at the start that Tabnine does not take address or token. */
  readonly isTabnineChecked?: boolean
  /** Whether servers are asked if the clock is right; a test that moves it itself does without. */
  readonly checksClock?: boolean
  /** Called where a setting turns out to be wrong after the start. */
  readonly onRefused?: (error: unknown) => void
}

/** The bot: one process, one port, the platforms that are set. */
export async function createBot(
  config: Config,
  {
    log,
    background = null,
    clock = systemClock,
    network = applyNetworkSettings(config.network),
    patience,
    after = afterReally,
    checksClock = clock === systemClock,
    onRefused = () => {},
    isTabnineChecked = false,
  }: BotParts,
): Promise<Bot> {
  const metrics = createMetrics(readVersion())
  const tokenEnd = expiryOf(config.usageApi.token)
  if (tokenEnd) metrics.observeExpiry('TABNINE_TOKEN', tokenEnd)
  const actionTokenEnd = expiryOf(config.acting.token)
  if (actionTokenEnd) metrics.observeExpiry('TABNINE_ACTION_TOKEN', actionTokenEnd)
  const traces = config.traces && (await import('./traces.ts')).startTraces(config.traces, log)
  const observe = (call: OutgoingCall) => {
    metrics.observeCall(call)
    traces?.noteCall(call)
  }
  const endCalls = watchCalls({ serviceOf: createServiceOf(config), observe, log })
  const words = createWords(config.language)
  const charts = await openCharts(config, { words, clock, log })
  const usageApi = connectUsageApi(config, log, { metrics, clock })
  // Refreshed with the heartbeat; a bot without one has only the settings.
  const roles = background && usesTabnineRoles(config) ? createTabnineRoles(usageApi, { clock, log }) : undefined
  const persistence = background?.persistence ?? null
  const app = createCore(config, log, { metrics, persistence, usageApi, clock, roles })
  const readiness = createReadiness()
  const health = createHealth({ readiness, log, observe: metrics.observePart })
  if (background) {
    readiness.watch('memory', background.condition)
    metrics.watchMemory(() => background.condition() === null)
  }
  const serverTimes = checksClock ? createServerTimes(config) : undefined
  const web = createWeb(log, readiness)
  const metricsServer = createMetricsServer(log, metrics)
  if (charts.served) serveCharts(web.application, charts.served.links, charts.served.paint)
  const common = { app, words, log, network, web: web.application, after }
  const noteRefusalOn = (platform: Platform) => createRefusals({ platform, log, observe: metrics.observeRefusal })

  const slack = config.slack
    ? (await import('./slack/bot.ts')).createSlackBot({
        ...{ ...common, onUndelivered: () => metrics.observeUndelivered('slack'), noteRefusal: noteRefusalOn('slack') },
        ...{ charts, clock, settings: config.slack, patience },
        confirmWorkspace: async ({ id, name }) => background?.confirmOwner({ kind: 'slack', id, name }),
        onConnectionChange: isConnected =>
          isConnected
            ? health.report('slack', null, 'Slack is connected again.')
            : health.report('slack', 'reconnecting', 'The connection to Slack is lost; the bot makes a new one.'),
      })
    : null
  const teams = config.teams
    ? (await import('./teams/bot.ts')).createTeamsBot({
        ...{ ...common, onUndelivered: () => metrics.observeUndelivered('teams'), noteRefusal: noteRefusalOn('teams') },
        charts: charts.teams,
        settings: config.teams,
        readJson: web.readJson,
        places: background?.createPlaces(clock) ?? null,
        clock,
      })
    : null

  const connecting = slack && {
    part: 'slack' as const,
    name: 'Slack',
    connect: slack.connect,
    health,
    after,
    askedPauseMs: (await import('./slack/responder.ts')).askedPauseMs,
    onRefused,
  }
  let connections: readonly Connecting[] = []
  let stopped: Promise<Stopped> | undefined

  function stop(drainMs = 0): Promise<Stopped> {
    for (const connection of connections) connection.stop()
    const answered = () => Promise.all([slack?.stop(), teams?.stop()])
    const closeServers = async (graceMs: number) => {
      const [cut] = await Promise.all([web.close(graceMs), metricsServer.close(graceMs)])
      return cut
    }
    stopped ??= stopInTime({
      log,
      after,
      drainMs,
      readiness,
      closeServers,
      app,
      answered,
      background,
    }).finally(async () => {
      endCalls()
      await traces?.stop()
    })
    return stopped
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

  /** @throws ConfigError if the database belongs to another tenant */
  async function confirmTenant(): Promise<void> {
    if (!config.teams || config.teams.isDev) return
    const { tenantId } = config.teams
    await background?.confirmOwner({ kind: 'teams', id: tenantId.toLowerCase(), name: '' })
  }

  return {
    async start() {
      try {
        await confirmTenant()
        const { port } = await web.listen(config.listen.port, config.listen.host)
        await serveMetrics()
        const check = isTabnineChecked ? checkTabnine(usageApi, { health, after }) : null
        const connection = connecting && keepConnecting(connecting)
        connections = [connection, check].filter(each => each !== null)
        await connection?.firstAttempt(firstAttemptMs)
        const gateways = [slack?.chat, teams?.chat].filter(chat => chat !== undefined)
        const people = [slack?.people, teams?.people].filter(finder => finder !== undefined)
        const { observeDelivery: observe, observeWaiting, observeTick, observeFigures } = metrics
        const observers = { observe, observeWaiting, observeTick, observeFigures }
        await background?.start({
          gateways,
          people,
          usageApi,
          words,
          clock,
          health,
          serverTimes,
          roles,
          ...observers,
          onRefused,
        })
        readiness.setReady()
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
