import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import express, { type Application, type NextFunction, type Request, type RequestHandler, type Response } from 'express'
import { LRUCache } from 'lru-cache'
import pLimit from 'p-limit'
import { ConfigError } from '../src/config.ts'
import type { ChartPart } from '../src/message/message.ts'
import type { Log } from '../src/ports.ts'
import type { ChartLinks } from './chart-links.ts'
import type { Painter } from './chart-png.ts'
import type { BotMetrics } from './metrics.ts'
import type { Readiness } from './readiness.ts'

export type Web = HttpServer & {
  /** Reads JSON; used on the routes that need it, for Slack's signature is over the bytes as they came. */
  readonly readJson: ReturnType<typeof express.json>
}

export type HttpServer = {
  readonly application: Application
  /** @throws ConfigError where the port cannot be had */
  listen(port: number, host: string | undefined): Promise<AddressInfo>
  /**
   * Takes no more connections, and resolves when the open requests are answered; after `graceMs` the rest is cut. May be
   * called again.
   * @returns how many connections were cut
   */
  close(graceMs?: number): Promise<number>
}

/**
 * The HTTP server of the bot: health here, Slack and Teams add their routes. Errors are short JSON, never HTML.
 * @param guard what every request passes first
 */
export function createWeb(log: Log, readiness: Pick<Readiness, 'read'>, guard?: RequestHandler): Web {
  const application = createApplication()
  if (guard) application.use(guard)
  application.get('/health/live', (_request, response) => {
    response.json({ status: 'ok' })
  })
  application.get('/health/ready', (_request, response) => {
    const { status, notes } = readiness.read()
    response.status(status === 'ok' ? 200 : 503).json({ status, ...notes })
  })
  return { ...createServer(application, log, 'PORT'), readJson: express.json({ limit: '256kb' }) }
}

/** A server for `/metrics` alone, so that the port that Slack and Teams reach from outside shows nothing of the inside. */
export function createMetricsServer(log: Log, metrics: Pick<BotMetrics, 'render' | 'contentType'>): HttpServer {
  const application = createApplication()
  application.get('/metrics', async (_request, response) => {
    response.type(metrics.contentType).send(await metrics.render())
  })
  return createServer(application, log, 'METRICS_PORT')
}

/** How long a request may take to arrive, of 256 kB at most. */
const maxWaitMs = { headers: 10_000, request: 30_000 }

function createApplication(): Application {
  const application = express()
  application.disable('x-powered-by')
  return application
}

/** @param setting the name of the setting that gives the port, for sentences */
function createServer(application: Application, log: Log, setting: string): HttpServer {
  let server: Server | undefined
  let closed: Promise<number> | undefined

  return {
    application,
    listen(port, host) {
      // Last, after all other routes.
      application.use(answerUnknown)
      application.use(answerError(log))
      return new Promise((resolve, reject) => {
        const started = application.listen(port, host ?? '::', error => {
          if (error) return reject(explainListen(error, setting, port))
          server = started
          started.headersTimeout = maxWaitMs.headers
          started.requestTimeout = maxWaitMs.request
          resolve(started.address() as AddressInfo)
        })
      })
    },
    close(graceMs = 1_000) {
      closed ??= server ? close(server, graceMs) : Promise.resolve(0)
      return closed
    },
  }
}

/** How many pictures are kept: a card is looked at by many within minutes. */
const maxCachedPictures = 64

/**
 * Serves the pictures of charts to everyone who has a signed address; what was not signed here is never drawn. Each
 * chart is painted once, and one chart at a time, so that a burst of requests does not hold up the answers in chat.
 */
export function serveCharts(application: Application, links: ChartLinks, paint: Painter): void {
  const pictures = new LRUCache<string, Promise<Buffer>>({ max: maxCachedPictures })
  const oneByOne = pLimit(1)

  function pictureOf(drawing: string, chart: ChartPart): Promise<Buffer> {
    const known = pictures.get(drawing)
    if (known) return known
    const picture = oneByOne(async () => {
      await nextTurn()
      return paint(chart)
    })
    pictures.set(drawing, picture)
    picture.catch(() => pictures.delete(drawing))
    return picture
  }

  application.get('/charts/:file', async (request, response) => {
    const id = /^(.+)\.png$/.exec(request.params.file)?.[1] ?? ''
    const opened = links.open(id)
    if (opened === 'unknown') return void response.status(404).json({ error: 'not found' })
    if (opened === 'expired') return void response.status(410).json({ error: 'this picture is no longer served' })
    const picture = await pictureOf(opened.drawing, opened.chart)
    response
      .set({ 'Cache-Control': 'public, max-age=86400, immutable', 'X-Content-Type-Options': 'nosniff' })
      .type('png')
      .send(picture)
  })
}

function close(server: Server, graceMs: number): Promise<number> {
  // A connection becomes idle only after its answer, and would then be kept open.
  const sweep = setInterval(() => server.closeIdleConnections(), 100)
  let cut = 0
  const limit = setTimeout(() => {
    server.getConnections((_error, count) => {
      cut = count
      server.closeAllConnections()
    })
  }, graceMs)
  return new Promise(resolve => {
    // Its only error is that the server is not open.
    server.close(() => {
      clearInterval(sweep)
      clearTimeout(limit)
      resolve(cut)
    })
  })
}

function explainListen(error: NodeJS.ErrnoException, setting: string, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new ConfigError([
      `${setting} ${port} is in use by another program. Stop that program, or set ${setting} to another port.`,
    ])
  if (error.code === 'EACCES')
    return new ConfigError([`This user may not listen on ${setting} ${port}. Set ${setting} to a port above 1023.`])
  return error
}

function answerUnknown(_request: Request, response: Response): void {
  response.status(404).json({ error: 'not found' })
}

function answerError(log: Log) {
  // Express knows an error handler by its four parameters.
  return (error: unknown, _request: Request, response: Response, _next: NextFunction): void => {
    const status = statusOf(error)
    if (status >= 500) log.error({ err: error }, 'a request failed')
    if (response.headersSent) response.destroy()
    else response.status(status).json({ error: status >= 500 ? 'internal error' : 'bad request' })
  }
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'status' in error ? error.status : undefined
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500
}
