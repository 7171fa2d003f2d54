import { createTerminalCaller } from '../../adapters/cli/caller.ts'
import { createCore } from '../../adapters/core.ts'
import { createLog } from '../../adapters/log.ts'
import { listTruth } from '../../demo/sandbox/company/truth.ts'
import { type Sandbox, startSandbox } from '../../demo/sandbox/server.ts'
import type { App } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { type Figure, report, time } from './figures.ts'

const rounds = 3
const delayMs = 200

/**
 * How long an answer takes, in round trips: its time against the slowest of its own calls, each made alone right after
 * it. With all calls at once that is little more than 1; whatever waits for another call adds 1.
 */
export async function measureRoundTrips(): Promise<Figure[]> {
  const sandbox = await startSandbox({ today: () => new Date(), delayMs })
  try {
    const app = createApp(sandbox)
    return [
      { ...(await measure('usage payments last week', sandbox, () => app)), bound: { is: '≤', than: 1.3 } },
      await measure('usage all last week', sandbox, () => app),
      await measure('seats payments', sandbox, () => app),
      await measure('digest payments', sandbox, () => app),
      await measure(`user ${findEmail(sandbox)}`, sandbox, () => app),
      await measure('usage payments last week', sandbox, () => createApp(sandbox), 'first question of all'),
    ]
  } finally {
    await sandbox.close()
  }
}

async function measure(line: string, sandbox: Sandbox, appOf: () => App, note = 'ids known'): Promise<Figure> {
  const trips: number[] = []
  let calls = 0
  // Round 0 only makes ids known and code warm.
  for (let round = 0; round <= rounds; round++) {
    const app = appOf()
    sandbox.clearRequests()
    const whole = await time(() => ask(app, line))
    const made = [...sandbox.requests]
    const alone: number[] = []
    for (const { path, query } of made) alone.push(await time(() => get(sandbox, path, query)))
    if (round > 0) trips.push(whole / Math.max(...alone))
    calls = made.length
  }
  const asked = line.replace(/\S+@\S+/, '<e-mail>')
  return { what: `\`${asked}\`, ${note}: ${calls} calls, against the slowest alone`, unit: '×', values: trips }
}

function createApp({ url, token }: Sandbox): App {
  const config = readConfig({ TABNINE_URL: url, TABNINE_TOKEN: token }, 'look-ups')
  return createCore(config, createLog('warn', config.secrets, process.stderr))
}

async function ask(app: App, line: string): Promise<void> {
  const { error } = await app.answer(line, createTerminalCaller(''))
  if (error) throw new Error(`"${line}" ended in ${error}`)
}

async function get({ url, token }: Sandbox, path: string, query: Readonly<Record<string, string>>): Promise<void> {
  const response = await fetch(`${url}${path}?${new URLSearchParams(query)}`, {
    headers: { authorization: `Bearer ${token}` },
  })
  await response.arrayBuffer()
}

function findEmail({ company }: Sandbox): string {
  const person = listTruth(company, new Date()).find(({ state, service }) => state === 'active' && !service)
  if (!person) throw new Error('no one in the sandbox is active')
  return person.email
}

if (import.meta.main) await report(measureRoundTrips)
