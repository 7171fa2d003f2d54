import { type SlackCloud, startSlackCloud } from '../clouds/slack.ts'
import { type Figure, report, time } from './figures.ts'
import { runBot, serveBot } from './processes/bot.ts'

const rounds = 5

/** How long people wait for the first sign of life, and what the bot takes while nobody asks. */
export async function measureStart(): Promise<Figure[]> {
  const cloud = await startSlackCloud()
  const ready: number[] = []
  const memory: number[] = []
  const help: number[] = []
  const demo: number[] = []
  try {
    for (let round = 0; round < rounds; round++) {
      const started = await startOnce(cloud)
      ready.push(started.milliseconds)
      memory.push(started.megabytes)
      help.push(await time(() => runBot('ask', 'help')))
      demo.push(await time(() => runBot('demo', '--once')))
    }
  } finally {
    await cloud.close()
  }
  return [
    { what: 'bot for Slack over HTTP: from start to ready', unit: 'ms', values: ready },
    { what: 'bot for Slack over HTTP: memory when nobody asks', unit: 'MB', values: memory },
    { what: '`npm run ask -- help`, without npm', unit: 'ms', values: help },
    { what: '`npm run demo -- --once`, without npm', unit: 'ms', values: demo },
  ]
}

async function startOnce(cloud: SlackCloud): Promise<{ milliseconds: number; megabytes: number }> {
  const started = performance.now()
  const bot = await serveBot(cloud, 'HTTP')
  try {
    const address = `http://127.0.0.1:${bot.ready.port}`
    const { status } = await fetch(`${address}/health/ready`)
    const milliseconds = performance.now() - started
    if (status !== 200) throw new Error(`the bot says that it is ready, and answers ${status} when it is asked`)
    const metrics = await (await fetch(`${address}/metrics`)).text()
    const [, bytes] = /^process_resident_memory_bytes (\S+)/m.exec(metrics) ?? []
    return { milliseconds, megabytes: Number(bytes) / 2 ** 20 }
  } finally {
    await bot.close()
  }
}

if (import.meta.main) await report(measureStart)
