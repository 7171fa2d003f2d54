import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { NextFunction, Request, Response } from 'express'
import { createWeb, type Web } from '../../adapters/http.ts'
import { alwaysReady } from '../../adapters/readiness.ts'
import { ConfigError } from '../../src/config.ts'
import type { Log } from '../../src/ports.ts'
import { isBreakage } from './breaking.ts'
import { createGallery } from './gallery.ts'
import { readLibrary } from './libraries.ts'
import { readAsker, readLanguage } from './people.ts'
import { createPictures } from './pictures.ts'
import type { AskedBy } from './playground.ts'
import { refuse, serveForms } from './serve-forms.ts'
import type { Worlds } from './worlds.ts'

/** Next to the source in a checkout; the built package contains the folder unchanged, see `files` of package.json. */
const pages = [new URL('./page/', import.meta.url)]

/** How far a press may move the clock: more would keep the page waiting. */
const maxDays = 31

const ownMachine = '127.0.0.1'

/** Host names of this machine; any other name belongs to another site that resolves to this address. */
const ownNames = ['127.0.0.1', 'localhost']

/**
 * The page. It answers only browsers that know it by a name of this machine.
 * @param ports the first one that is free is taken
 * @param host where it listens; in a container, the port is published by an address of its own
 * @throws ConfigError where no port is free
 */
export async function servePlayground(worlds: Worlds, ports: readonly number[], log: Log, host = ownMachine) {
  const web = createWeb(log, alwaysReady, refuseStrangers)
  const { application, readJson } = web
  const pictures = createPictures()
  const gallery = createGallery(pictures, worlds)
  application.get('/', (_request, response) => sendPage(response, 'index.html'))
  application.get('/messages', (_request, response) => sendPage(response, 'messages.html'))
  application.get('/page/:name', (request, response) => sendText(response, request.params.name, readPage))
  application.get('/lib/:name', (request, response) => sendText(response, request.params.name, readLibrary))
  application.get('/state', async (request, response) => {
    const [language, since] = [readLanguage(request.query.language), Number(request.query.since ?? 0)]
    if (!language || !Number.isInteger(since) || since < 0) return void refuse(response, 400)
    response.json(await worlds.state(language, since))
  })
  application.get('/progress', (request, response) => {
    const language = readLanguage(request.query.language)
    if (!language) return void refuse(response, 400)
    response.json(worlds.progress(language))
  })
  application.get('/examples', (_request, response) => void response.json(gallery.index()))
  application.get('/example', async (request, response) => {
    const { name, reader } = request.query
    const language = readLanguage(request.query.language)
    if (typeof name !== 'string' || typeof reader !== 'string' || !language) return void refuse(response, 400)
    const example = await gallery.example({ name, reader, language })
    if (!example) return void refuse(response, 404)
    response.json(example)
  })
  application.get('/pictures/:name', async (request, response) => {
    const picture = (await pictures.paint(request.params.name)) ?? (await worlds.paint(request.params.name))
    if (!picture) return void refuse(response, 404)
    response.type('png').send(picture)
  })
  application.get('/files/:id', async (request, response) => {
    const file = await worlds.file(request.params.id)
    if (!file) return void refuse(response, 404)
    // Taken away and never shown: what stands in its cells, people have named.
    response.attachment(file.name).set('Content-Security-Policy', "default-src 'none'; sandbox")
    response.type('text/csv; charset=utf-8').send(file.content)
  })
  application.post('/ask', readJson, async (request, response) => {
    const { line, asker, how } = request.body ?? {}
    const [by, asked] = [readAsker(asker), readHow(how)]
    if (typeof line !== 'string' || !by || !asked) return void refuse(response, 400)
    response.json(await (await worlds.in(by.language)).ask(line, by, asked))
  })
  serveForms(web, worlds)
  application.post('/clock', readJson, async (request, response) => {
    const [days, language] = [Number(request.body?.days), readLanguage(request.body?.language)]
    if (!Number.isInteger(days) || days < 1 || days > maxDays || !language) return void refuse(response, 400)
    await (await worlds.in(language)).passDays(days)
    response.json({})
  })
  application.post('/api', readJson, async (request, response) => {
    const { broken } = request.body ?? {}
    const language = readLanguage(request.body?.language)
    if ((broken !== null && !isBreakage(broken)) || !language) return void refuse(response, 400)
    const playground = await worlds.in(language)
    playground.breakApi(broken)
    response.json({})
  })

  const port = await listenOnFirst(web, host, ports)
  return { url: `http://${ownMachine}:${port}/`, close: web.close }
}

/** How a line was asked, as a request names it; `null` where it names none. */
function readHow(given: unknown): AskedBy | null {
  if (typeof given !== 'object' || given === null) return { kind: 'typed' }
  const { kind, label, entry = null } = given as Readonly<Record<string, unknown>>
  if (kind === 'typed' || kind === 'quiet') return { kind }
  if (kind !== 'pressed' || typeof label !== 'string') return null
  return entry === null || typeof entry === 'string' ? { kind, label, entry } : null
}

async function listenOnFirst(web: Web, host: string, [port = 0, ...others]: readonly number[]): Promise<number> {
  try {
    return (await web.listen(port, host)).port
  } catch (error) {
    if (!(error instanceof ConfigError) || others.length === 0) throw error
    return listenOnFirst(web, host, others)
  }
}

/** Refuses requests under a foreign host name, and requests that another site's page makes in its visitor's browser. */
function refuseStrangers(request: Request, response: Response, next: NextFunction): void {
  const { host: asked = '', origin } = request.headers
  const isOwnName = ownNames.includes(asked.replace(/:\d+$/, ''))
  const isElsewhere = origin !== undefined && origin !== `http://${asked}`
  const isLed = request.headers['sec-fetch-site'] === 'cross-site' && request.headers['sec-fetch-mode'] !== 'navigate'
  if (!isOwnName || isElsewhere || isLed) return void refuse(response, 403)
  response.set({ 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
  next()
}

function sendPage(response: Response, name: string): void {
  response
    .set('Content-Security-Policy', policy)
    .type('html')
    .send(readPage(name) ?? '')
}

function sendText(response: Response, name: string, read: (name: string) => string | null): void {
  const text = read(name)
  if (text === null) return void refuse(response, 404)
  response.type(name.endsWith('.css') ? 'css' : 'js').send(text)
}

function readPage(name: string): string | null {
  if (!/^[a-z-]+\.(html|css|js)$/.test(name)) return null
  for (const folder of pages) {
    try {
      return readFileSync(fileURLToPath(new URL(name, folder)), 'utf8')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
  return null
}

/**
 * Nothing from elsewhere, no script but the files here, and no text that becomes markup: the browser itself refuses to. The
 * policies named are Adaptive Cards' own, for a Markdown that our cards do not use.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  `trusted-types ${['markdownPassthroughPolicy', 'restoreContentsPolicy', 'deprecatedExportedFunctionPolicy'].map(name => `adaptivecards#${name}`).join(' ')}`,
].join('; ')
