import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs, styleText } from 'node:util'
import { every, startProgressBar } from '../adapters/cli/progress-bar.ts'
import { createCore, systemClock } from '../adapters/core.ts'
import { createLog } from '../adapters/log.ts'
import { maxStopMs } from '../adapters/stop.ts'
import { untilStopSignal } from '../adapters/stop-signal.ts'
import type { App } from '../src/app.ts'
import { commands } from '../src/commands.ts'
import { readConfig, readEnvironment } from '../src/config.ts'
import type { Language } from '../src/message/languages.ts'
import { renderText } from '../src/message/text.ts'
import { createWords } from '../src/message/words.ts'
import type { Caller } from '../src/privacy/policy.ts'
import type { PlayedInThread } from './playground/play-in-thread.ts'
import { listTruth } from './sandbox/company/truth.ts'
import { startSandbox } from './sandbox/server.ts'

/** One of every kind of answer, also of those that help with a mistake. The example of `user` is a person who is not here. */
const tour = [
  'help',
  ...commands
    .filter(({ name, needsBot }) => !needsBot && !['help', 'user'].includes(name))
    .map(({ about }) => about.en.examples[0]),
  'usage all last month weekly',
  'export teams',
  'about usage payments last week',
  'usage paymets lst week',
]

/** Where the page is looked for when no port is set: the first one that is free. */
const ports = Array.from({ length: 20 }, (_, at) => 3000 + at)

/**
 * `npm run demo` serves a page with the whole bot and a sample company until it is stopped. `--once` prints a tour and
 * ends. `--host` is the address on which the page listens; in a container, that is every address.
 */
export async function runDemo(argv: readonly string[]): Promise<void> {
  const { values: options } = parseArgs({
    args: [...argv],
    options: { once: { type: 'boolean', default: false }, host: { type: 'string' } },
    strict: false,
  })
  if (options.once) return printTour()
  const host = typeof options.host === 'string' ? options.host : undefined
  const { PORT } = readEnvironment()
  const { listen } = readConfig({ PORT }, 'nothing')
  const folder = mkdtempSync(join(tmpdir(), 'tabnine-usage-demo-'))
  const removeFolder = () => rmSync(folder, { recursive: true, force: true })
  let close = async () => {}
  // Before anything is opened, so that a stop in the middle of the start also removes the folder.
  void untilStopSignal().then(async () => {
    setTimeout(() => process.exit(1), maxStopMs).unref()
    await close()
    removeFolder()
    process.exit(0)
  })
  const bar = startProgressBar('Getting ready', { output: process.stderr, clock: systemClock, every })
  const begin = (label: string, done: number) => bar.show({ label, done, of: 2 })
  try {
    const opened = await openPage(folder, PORT ? [listen.port] : ports, host, begin).finally(() => bar.end())
    const heart = setInterval(() => void opened.beat(), 60_000)
    close = () => {
      clearInterval(heart)
      return opened.close()
    }
    const { port } = new URL(opened.url)
    const isMoved = !PORT && port !== String(ports[0])
    console.log(`Demo running at ${opened.url}${isMoved ? ` (${ports[0]} is in use)` : ''}. Press Ctrl+C to stop.`)
  } catch (error) {
    removeFolder()
    throw error
  }
}

/** The page and all behind it. Where it cannot be opened nothing of it stays. */
async function openPage(
  folder: string,
  ports: readonly number[],
  host: string | undefined,
  begin: (step: string, done: number) => void,
) {
  begin('Loading the bot', 0)
  const { openPlayground } = await import('./playground/playground.ts')
  const { servePlayground } = await import('./playground/server.ts')
  const { createPreview } = await import('./playground/preview.ts')
  const { playInThread } = await import('./playground/play-in-thread.ts')
  const { createWorlds } = await import('./playground/worlds.ts')
  const playing = new Set<PlayedInThread>()
  let isClosing = false
  async function openWorld(language: Language) {
    const own = join(folder, language)
    const thread = playInThread(own, language)
    playing.add(thread)
    await thread.done.finally(() => playing.delete(thread))
    return openPlayground(own, { language, hasStory: true })
  }
  const worlds = createWorlds(openWorld, language => createPreview(language, systemClock))
  begin('Starting the page', 1)
  const log = createLog('error', [], process.stderr)
  const page = await servePlayground(worlds, ports, log, host)
  // The page shows the story at once; the bot that answers on it is ready some seconds later.
  worlds.in('en').catch(error => {
    if (!isClosing) log.error({ err: error }, 'the bot of the demo could not be started')
  })
  return {
    url: page.url,
    beat: worlds.beat,
    async close() {
      isClosing = true
      await page.close()
      for (const thread of playing) await thread.stop()
      await worlds.stop()
    },
  }
}

/** One of every kind of answer, in the terminal. */
async function printTour(): Promise<void> {
  const sandbox = await startSandbox({ today: () => new Date() })
  const config = readConfig({ TABNINE_URL: sandbox.url, TABNINE_TOKEN: sandbox.token }, 'look-ups')
  const app = createCore(config, createLog('silent', config.secrets, process.stderr))
  const you = listTruth(sandbox.company, new Date()).find(({ state, service }) => state === 'active' && !service)
  const caller = createDemoCaller(you?.email ?? null)

  console.log(`Sample company: ${sandbox.company.name}. You are ${you?.email ?? 'a visitor'}, an admin.\n`)
  for (const line of tour) await show(app, caller, line)
  await app.stop()
  await sandbox.close()
}

async function show(app: App, caller: Caller, line: string): Promise<void> {
  console.log(styleText('bold', `> ${line}`))
  console.log(`\n${await answerAsText(app, caller, line)}\n`)
}

async function answerAsText(app: App, caller: Caller, line: string): Promise<string> {
  const { message } = await app.answer(line, caller)
  return renderText(message, createWords('en')).replace(/^/gm, '  ')
}

function createDemoCaller(email: string | null): Caller {
  return {
    platform: 'terminal',
    id: 'demo',
    isAdmin: true,
    isStranger: false,
    profile: async () => ({ email, zone: null, name: null }),
    place: null,
    prefix: '',
  }
}
