import { createInterface } from 'node:readline/promises'
import { styleText } from 'node:util'
import type { Caller } from '../../src/access/policy.ts'
import type { App } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
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
  'usage paymets lst week',
]

/** `npm run demo`: sandbox and bot in one process, a tour, then a prompt; `--once` ends after the tour. */
export async function runDemo(argv: readonly string[]): Promise<void> {
  const sandbox = await startSandbox({ today: () => new Date() })
  const config = readConfig({ TABNINE_URL: sandbox.url, TABNINE_TOKEN: sandbox.token }, 'look-ups')
  const app = createCore(config, createLog('silent', config.secrets, process.stderr))
  const you = listTruth(sandbox.company, new Date()).find(({ state, service }) => state === 'active' && !service)
  const caller = createDemoCaller(you?.email ?? null)

  console.log(`A made-up company, ${sandbox.company.name}; you are ${you?.email ?? 'nobody in it'} and an admin.\n`)
  for (const line of tour) await show(app, caller, line)
  if (!argv.includes('--once')) await prompt(app, caller)
  await app.stop()
  await sandbox.close()
}

async function prompt(app: App, caller: Caller): Promise<void> {
  console.log('Now you: type a question, for example "usage mobile last month" or "help". Ctrl+D ends.\n')
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  terminal.on('SIGINT', () => terminal.close())
  // Not the terminal's own prompt: where lines come from a file, it may be closed while the last is still answered.
  process.stdout.write('> ')
  for await (const line of terminal) {
    process.stdout.write(`\n${await tell(app, caller, line)}\n\n> `)
  }
  process.stdout.write('\n')
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
