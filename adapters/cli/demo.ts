import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { styleText } from 'node:util'
import type { Caller } from '../../src/access/policy.ts'
import type { App } from '../../src/app.ts'
import { readConfig, readEnvironment } from '../../src/config.ts'
import { renderText } from '../../src/message/text.ts'
import { createWords } from '../../src/message/words.ts'
import { listTruth } from '../../src/sandbox/company/truth.ts'
import { startSandbox } from '../../src/sandbox/server.ts'
import { createCore } from '../core.ts'
import { createLog } from '../log.ts'

/** One of every kind of answer, also of those that help with a mistake. */
const tour = [
  'help',
  'teams',
  'team payments',
  'seats payments',
  'usage payments last week',
  'usage all last month weekly',
  'me',
  'digest',
  'export teams',
  'usage paymets lst week',
]

/** Where the page is looked for when no port is set: the first one that is free. */
const ports = Array.from({ length: 20 }, (_, at) => 3000 + at)

/** `npm run demo`: the whole bot on a made-up company, on a page of one's own, until stopped; `--once` prints a tour and ends. */
export async function runDemo(argv: readonly string[]): Promise<void> {
  if (argv.includes('--once')) return printTour()
  const { PORT } = readEnvironment()
  const { listen } = readConfig({ PORT }, 'nothing')
  const { openPlayground } = await import('../web/playground.ts')
  const { servePlayground } = await import('../web/server.ts')
  const folder = mkdtempSync(join(tmpdir(), 'tabnine-usage-demo-'))
  const playground = await openPlayground(folder)
  const log = createLog('error', [], process.stderr)
  const page = await servePlayground(playground, PORT ? [listen.port] : ports, log).catch(async error => {
    await stop()
    throw error
  })
  const heart = setInterval(() => void playground.beat(), 60_000)
  console.log(`Open ${page.url} to try the bot on a made-up company. Ctrl+C ends it.`)

  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, async () => {
      clearInterval(heart)
      await page.close()
      await stop()
    })

  async function stop(): Promise<void> {
    await playground.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** One of every kind of answer, in the terminal. */
async function printTour(): Promise<void> {
  const sandbox = await startSandbox({ today: () => new Date() })
  const config = readConfig({ TABNINE_URL: sandbox.url, TABNINE_TOKEN: sandbox.token }, 'look-ups')
  const app = createCore(config, createLog('silent', config.secrets, process.stderr))
  const you = listTruth(sandbox.company, new Date()).find(({ state, service }) => state === 'active' && !service)
  const caller = createDemoCaller(you?.email ?? null)

  console.log(`A made-up company, ${sandbox.company.name}; you are ${you?.email ?? 'nobody in it'} and an admin.\n`)
  for (const line of tour) await show(app, caller, line)
  await app.stop()
  await sandbox.close()
}

async function show(app: App, caller: Caller, line: string): Promise<void> {
  console.log(styleText('bold', `> ${line}`))
  console.log(`\n${await tell(app, caller, line)}\n`)
}

async function tell(app: App, caller: Caller, line: string): Promise<string> {
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
