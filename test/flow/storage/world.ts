import { rmSync } from 'node:fs'
import { startSandbox } from '../../../demo/sandbox/server.ts'
import { type SlackCloud, startSlackCloud } from '../../clouds/slack.ts'
import { startProcess } from '../../helpers/bot-process.ts'
import { makeScratch } from '../../helpers/scratch.ts'
import { readBlocks } from '../../helpers/slack-text.ts'

export type World = Awaited<ReturnType<typeof openWorld>>

/** A workspace and a company for bots in processes of their own, and folders for what they keep. */
export async function openWorld() {
  const [sandbox, slack] = await Promise.all([
    startSandbox({ today: () => new Date(), token: 'tabnine-admin-token' }),
    startSlackCloud({ burst: Number.POSITIVE_INFINITY }),
  ])
  const folders: string[] = []
  const settings = {
    TABNINE_URL: sandbox.url,
    TABNINE_TOKEN: sandbox.token,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    PORT: '0',
    METRICS_PORT: '0',
  }

  return {
    slack,
    settings,
    channel: slack.channels.leads.id,
    makeFolder() {
      const folder = makeScratch('memory-')
      folders.push(folder)
      return folder
    },
    /** A bot that is ready. */
    async startBot(memory: Record<string, string>) {
      const bot = startProcess([], { ...settings, ...memory })
      const { port } = await bot.untilLogged('ready')
      const metrics = await bot.untilLogged('metrics are served')
      const url = `http://127.0.0.1:${port}`
      const metricsUrl = `http://127.0.0.1:${metrics.port}/metrics`
      return {
        ...bot,
        url,
        metricsUrl,
        ask: (text: string) => ask(slack, url, text),
        askInChannel: askInChannel(slack, url),
      }
    },
    /** What is not an answer: what the bot posted unprompted in the channel where it is asked. */
    digests: () => slack.messages(slack.channels.leads.id).map(read).filter(isDigest),
    /** The next such, past or to come. */
    untilDigests: (count: number, timeoutMs: number) =>
      slack.waitFor(
        'message',
        () => slack.messages(slack.channels.leads.id).map(read).filter(isDigest).length >= count,
        timeoutMs,
      ),
    async close() {
      for (const folder of folders) rmSync(folder, { recursive: true, force: true })
      await Promise.all([sandbox.close(), slack.close()])
    },
  }
}

/** Asks with the slash command, and gives what only who asks can read. */
async function ask(slack: SlackCloud, url: string, text: string): Promise<string> {
  const { responseUrl = '' } = await send(slack, url, text)
  const { text: plain, blocks } = await slack.responseTo(responseUrl, 1, 30_000)
  return read({ text: plain, ...(blocks ? { blocks } : {}) })
}

/** The same, where the answer is for everyone in the channel. */
function askInChannel(slack: SlackCloud, url: string) {
  return async (text: string): Promise<string> => {
    const before = slack.messages(slack.channels.leads.id).length
    await send(slack, url, text)
    const isAnswered = () => slack.messages(slack.channels.leads.id).length > before
    await slack.waitFor('message', isAnswered, 20_000)
    return slack.messages(slack.channels.leads.id).slice(before).map(read).join('\n')
  }
}

function send(slack: SlackCloud, url: string, text: string) {
  const { users, channels } = slack
  return slack.send(url, { kind: 'command', text, user: users.meera.id, channel: channels.leads.id })
}

function read({ text, blocks }: { text: string; blocks?: unknown[] }): string {
  return blocks ? readBlocks(blocks) : text
}

function isDigest(text: string): boolean {
  return /^.*Tabnine this week: Payments · /.test(text)
}
