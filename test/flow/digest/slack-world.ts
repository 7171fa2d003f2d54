import type { RunAfter } from '../../../adapters/answer.ts'
import { openBackgroundServices } from '../../../adapters/background-services.ts'
import { createBot } from '../../../adapters/main.ts'
import { type SandboxOptions, startSandbox } from '../../../demo/sandbox/server.ts'
import { readConfig } from '../../../src/config.ts'
import type { Content } from '../../clouds/slack/record.ts'
import { type SlackCloud, type SlackCloudOptions, startSlackCloud } from '../../clouds/slack.ts'
import { listAccounts } from '../../helpers/company-truth.ts'
import { makeDatabase } from '../../helpers/database.ts'
import { recordLog } from '../../helpers/recording-log.ts'
import { readBlocks } from '../../helpers/slack-text.ts'
import { createManualDrive } from './manual-drive.ts'

export type SlackWorld = Awaited<ReturnType<typeof openSlackWorld>>

type WorldOptions = Pick<SlackCloudOptions, 'emails' | 'organization' | 'scopes'> & {
  readonly company?: Partial<SandboxOptions>
  readonly after?: RunAfter
  /** Whether Slack reaches the bot by Socket Mode. */
  readonly isSocket?: boolean
  /** Whether the bot compares its clock, which is fixed here, with those of the servers, which are right. */
  readonly checksClock?: boolean
}

type Asking = { readonly channel?: string; readonly user?: string }

/** The bot with its own database in a workspace where time moves only when a test moves it. */
export async function openSlackWorld(
  start: string,
  environment?: (cloud: SlackCloud) => Record<string, string>,
  { company, after, isSocket = false, checksClock = false, ...options }: WorldOptions = {},
) {
  let now = new Date(start)
  const clock = { now: () => now }
  const sandbox = await startSandbox({ today: clock.now, ...company })
  const cloud = await startSlackCloud({ burst: Number.POSITIVE_INFINITY, now: clock.now, ...options })
  const database = await makeDatabase()
  const config = readConfig(
    {
      TABNINE_URL: sandbox.url,
      TABNINE_TOKEN: sandbox.token,
      SLACK_BOT_TOKEN: cloud.botToken,
      ...(isSocket ? { SLACK_APP_TOKEN: cloud.appToken } : { SLACK_SIGNING_SECRET: cloud.signingSecret }),
      SLACK_API_URL: cloud.apiUrl,
      PORT: '0',
      METRICS_PORT: '0',
      DATABASE_URL: database.url,
      ...environment?.(cloud),
    },
    'bot',
  )
  const log = recordLog()
  const pass = (milliseconds: number) => {
    now = new Date(now.getTime() + milliseconds)
  }
  const driver = createManualDrive(clock, pass)
  const background = await openBackgroundServices(config, log, driver.drive)
  const bot = await createBot(config, { log, clock, background, checksClock, ...(after ? { after } : {}) })
  const port = await bot.start()
  const place = isSocket ? 'socket' : `http://127.0.0.1:${port}`
  let stopped: ReturnType<typeof bot.stop> | undefined
  const stop = () => {
    stopped ??= bot.stop()
    return stopped
  }
  const { leads } = cloud.channels
  const { meera } = cloud.users

  function send(text: string, { channel = leads.id, user = meera.id }: Asking) {
    return cloud.send(place, { kind: 'command', text, user, channel })
  }

  return {
    cloud,
    sandbox,
    store: background.persistence.store,
    log,
    driver,
    /** Resolves when everything received is answered. */
    stop,
    /** Where Slack reaches the bot. */
    place,
    /** A person of the company who uses Tabnine. */
    anyMember() {
      const [found] = listAccounts(sandbox.company, now)
      if (!found) throw new Error('the made-up company has no one')
      return found
    },
    channel: leads.id,
    /** Who asks by default: at home in Asia/Kolkata, five and a half hours ahead of UTC. */
    person: meera,
    tick: driver.tick,
    now: clock.now,
    moveTo: (moment: string) => {
      now = new Date(moment)
    },
    pass: (seconds: number) => pass(seconds * 1000),
    /** Asks with the slash command, and gives what only who asks can read. */
    async ask(text: string, asking: Asking = {}): Promise<string> {
      const { responseUrl = '' } = await send(text, asking)
      return read(await cloud.responseTo(responseUrl))
    },
    /** The same, where the answer is for everyone in the channel. */
    async askInChannel(text: string, asking: Asking = {}): Promise<string> {
      const channel = asking.channel ?? leads.id
      const before = cloud.messages(channel).length
      await send(text, asking)
      await cloud.waitFor('message', () => cloud.messages(channel).length > before)
      const newest = cloud.messages(channel).at(-1)
      return newest ? read(newest) : ''
    },
    /** The messages in a channel, or in the direct messages with a person. */
    standing: (channel: string) => cloud.messages(channel).map(read),
    async [Symbol.asyncDispose]() {
      await stop()
      await Promise.all([cloud.close(), sandbox.close()])
      await database.remove()
    },
  }
}

function read({ text, blocks }: Content): string {
  return blocks ? readBlocks(blocks) : text
}
