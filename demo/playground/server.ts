import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { NextFunction, Request, Response } from 'express'
import { createWeb } from '../../adapters/http.ts'
import { alwaysReady } from '../../adapters/readiness.ts'
import { ConfigError } from '../../src/config.ts'
import type { Log } from '../../src/ports.ts'
import { isBreakage } from './breaking.ts'
import { createGallery } from './gallery.ts'
import { readLibrary } from './libraries.ts'
import { readAsker } from './people.ts'
import type { Playground } from './playground.ts'
import { refuse, serveForms } from './serve-forms.ts'

/** Beside the source in a checkout; the built package carries the folder as it stands, see `files` of package.json. */
const pages = [new URL('./page/', import.meta.url)]

/** How far a press may move the clock: more would keep the page waiting. */
const mostDays = 31

const host = '127.0.0.1'

/** Names that browsers may show for this machine; any other is a page of somebody else's whose name leads here. */
const ownNames = ['127.0.0.1', 'localhost']

/**
 * The page, for this machine alone. @param ports the first one that is free is taken
 * @throws ConfigError where none is
 */
export async function servePlayground(playground: Playground, ports: readonly number[], log: Log) {
  const web = createWeb(log, alwaysReady, refuseStrangers)
  const { application, readJson } = web
  const gallery = createGallery(playground.pictures)
  application.get('/', (_request, response) => sendPage(response, 'index.html'))
  application.get('/gallery', (_request, response) => sendPage(response, 'gallery.html'))
  application.get('/page/:name', (request, response) => sendText(response, request.params.name, readPage))
  application.get('/lib/:name', (request, response) => sendText(response, request.params.name, readLibrary))
  application.get('/state', (_request, response) => void response.json(playground.state()))
  application.get('/progress', (_request, response) => void response.json(playground.progress()))
  application.get('/choices', (_request, response) => void response.json(gallery.choices))
  application.get('/examples', (request, response) => {
    const examples = gallery.examples(request.query)
    if (!examples) return void refuse(response, 400)
    response.json(examples)
  })
  application.get('/pictures/:name', async (request, response) => {
    const picture = await playground.pictures.paint(request.params.name)
    if (!picture) return void refuse(response, 404)
    response.type('png').send(picture)
  })
  application.get('/files/:id', (request, response) => {
    const file = playground.files.get(request.params.id)
    if (!file) return void refuse(response, 404)
    // Taken away and never shown: what stands in its cells, people have named.
    response.attachment(file.name).set('Content-Security-Policy', "default-src 'none'; sandbox")
    response.type('text/csv; charset=utf-8').send(file.content)
  })
  application.post('/ask', readJson, async (request, response) => {
    const { line, asker } = request.body ?? {}
    const by = readAsker(asker)
    if (typeof line !== 'string' || !by) return void refuse(response, 400)
    const answer = await playground.ask(line, by)
    response.json({ answer, state: playground.state() })
  })
  serveForms(web, playground)
  application.post('/clock', readJson, async (request, response) => {
    const days = Number(request.body?.days)
    if (!Number.isInteger(days) || days < 1 || days > mostDays) return void refuse(response, 400)
    await playground.passDays(days)
    response.json({ state: playground.state() })
  })
  application.post('/api', readJson, (request, response) => {
    const { broken } = request.body ?? {}
    if (broken !== null && !isBreakage(broken)) return void refuse(response, 400)
    playground.breakApi(broken)
    response.json({ state: playground.state() })
  })

  const port = await listenOnFirst(web, ports)
  return { url: `http://${host}:${port}/`, close: web.close }
}

async function listenOnFirst(web: ReturnType<typeof createWeb>, [port = 0, ...others]: readonly number[]) {
  try {
    return (await web.listen(port, host)).port
  } catch (error) {
    if (!(error instanceof ConfigError) || others.length === 0) throw error
    return listenOnFirst(web, others)
  }
}

/** A name of somebody else's that leads here, or a page of theirs that sends its visitor's browser here. */
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
  const page = readPage(name) ?? ''
  response.set('Content-Security-Policy', policyFor(page)).type('html').send(page)
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
 * Nothing from elsewhere, no script but the files here and the import map, and no text that becomes markup: the browser
 * itself refuses to. The policies named are Adaptive Cards' own, for a Markdown that our cards do not use.
 */
function policyFor(page: string): string {
  const map = /<script type="importmap">([\s\S]*?)<\/script>/.exec(page)?.[1] ?? ''
  const hash = createHash('sha256').update(map).digest('base64')
  return [
    "default-src 'none'",
    `script-src 'self' 'sha256-${hash}'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${['markdownPassthroughPolicy', 'restoreContentsPolicy', 'deprecatedExportedFunctionPolicy'].map(name => `adaptivecards#${name}`).join(' ')}`,
  ].join('; ')
}
