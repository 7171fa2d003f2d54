import { openBackgroundServices } from '../../../adapters/background-services.ts'
import { createBot } from '../../../adapters/main.ts'
import { type SandboxOptions, startSandbox } from '../../../demo/sandbox/server.ts'
import { readConfig } from '../../../src/config.ts'
import { type MicrosoftCloud, startMicrosoftCloud } from '../../clouds/microsoft/cloud.ts'
import type { Inbound } from '../../clouds/microsoft/inbound.ts'
import { readCard } from '../../helpers/card-text.ts'
import { makeDatabase } from '../../helpers/database.ts'
import { recordLog } from '../../helpers/recording-log.ts'
import { createManualDrive } from './manual-drive.ts'

/** The bot with its own database in Teams, where time moves only when a test moves it. */
export async function openTeamsWorld(
  start: string,
  environment: (cloud: MicrosoftCloud) => Record<string, string> = () => ({}),
  company: Partial<SandboxOptions> = {},
) {
  let now = new Date(start)
  const clock = { now: () => now }
  const sandbox = await startSandbox({ today: clock.now, ...company })
  const cloud = await startMicrosoftCloud({ now: () => now.getTime() })
  const undoRoute = cloud.route()
  // The cloud's proxy is set for this whole process by `route`.
  const { HTTPS_PROXY: _, ...credentials } = cloud.environment
  const database = await makeDatabase()
  const config = readConfig(
    {
      ...credentials,
      TABNINE_URL: sandbox.url,
      TABNINE_TOKEN: sandbox.token,
      PORT: '0',
      METRICS_PORT: '0',
      DATABASE_URL: database.url,
      ...environment(cloud),
    },
    'bot',
  )
  const log = recordLog()
  const pass = (milliseconds: number) => {
    now = new Date(now.getTime() + milliseconds)
  }
  const driver = createManualDrive(clock, pass)
  const background = await openBackgroundServices(config, log, driver.drive)
  const bot = await createBot(config, { log, clock, background })
  const url = `http://127.0.0.1:${await bot.start()}/api/messages`

  const callsOf = (end: string) =>
    cloud.calls.filter(({ method, path }) => method === 'POST' && path.endsWith(end)).map(({ status }) => status)

  return {
    cloud,
    sandbox,
    store: background.persistence.store,
    log,
    tick: driver.tick,
    /** Where Teams reaches the bot. */
    url,
    channel: cloud.conversation('channel'),
    /** The chat with the person who asks, who is at home in New York. */
    personal: cloud.conversation('personal'),
    moveTo: (moment: string) => {
      now = new Date(moment)
    },
    pass: (seconds: number) => pass(seconds * 1000),
    /** Sends an event of Teams that is not a question. */
    sendEvent: (inbound: Inbound) => cloud.send(url, inbound),
    /** Asks in the channel, and gives the answer with its thread. */
    async ask(text: string) {
      const { activity } = await cloud.send(url, { scope: 'channel', text })
      const answer = await cloud.waitFor(({ replyTo }) => replyTo === activity.id)
      if (cloud.sent().filter(({ replyTo }) => replyTo === activity.id).length !== 1)
        throw new Error('more than one answer was given')
      return { text: readCard(answer.cards), thread: answer.conversation }
    },
    /** What was posted unprompted in one of the two, with its place. */
    unpromptedMessages: (conversation: string) =>
      cloud
        .sent(conversation)
        .filter(({ replyTo }) => replyTo === undefined)
        .map(message => ({ text: readCard(message.cards), conversation: message.conversation })),
    /** Every request that was to post something unprompted in a conversation, and how it was answered. */
    posts: (conversation: string) => callsOf(`/v3/conversations/${encodeURIComponent(conversation)}/activities`),
    /** Every request that was to open a chat with a person. */
    openings: () => callsOf('/v3/conversations'),
    async [Symbol.asyncDispose]() {
      await bot.stop()
      undoRoute()
      await Promise.all([cloud.close(), sandbox.close()])
      await database.remove()
    },
  }
}
