import https from 'node:https'
import { json } from 'node:stream/consumers'
import ky from 'ky'
import { type Network, postJson } from '../../../adapters/network.ts'

/** Asks once as the Usage API's client does. */
export function askByFetch(url: string): Promise<unknown> {
  return ky.get(url, { retry: 0 }).json()
}

/** Asks once by Node's agent, as the libraries do that fetch Microsoft's tokens and keys. */
export function askByAgent(url: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    https.get(url, response => resolve(json(response))).on('error', reject)
  })
}

/** Opens Slack's socket, waits for the slash command that comes by it, acknowledges and responds. */
export async function serveSlack(network: Network): Promise<unknown> {
  const { App, LogLevel, SocketModeReceiver } = await import('@slack/bolt')
  const ignore = () => {}
  const levels = { debug: ignore, info: ignore, warn: ignore, error: ignore }
  const logger = { ...levels, setLevel: ignore, setName: ignore, getLevel: () => LogLevel.ERROR }
  // A fresh object each time: the receiver writes retries and a `fetch` of its own into the one that it is given.
  const nameOptions = () => ({ slackApiUrl: 'https://slack.test/api/', retryConfig: { retries: 0 } })
  const receiver = new SocketModeReceiver({
    ...{ appToken: 'xapp-1', logger, installerOptions: { clientOptions: nameOptions() } },
    ...(network.dispatcher && { dispatcher: network.dispatcher }),
  })
  // Initialized later, because the constructor would ask Slack without waiting for the answer, and a failure end the process.
  const app = new App({ token: 'xoxb-1', receiver, logger, clientOptions: nameOptions(), deferInitialization: true })
  const { promise: served, resolve, reject } = Promise.withResolvers()
  app.error(async error => reject(error))
  app.command('/tabnine', async ({ ack, command }) => {
    await ack()
    await postJson(command.response_url, { text: `you wrote ${command.text}` })
    resolve(command.text)
  })
  await app.init()
  await app.start()
  const line = await served
  await app.stop()
  return line
}

/**
 * Takes one message as if Teams had posted it, and answers it.
 * @param token what the message is signed with
 */
export async function serveTeams(network: Network, token: string): Promise<unknown> {
  const { CloudAdapter, ConfigurationBotFrameworkAuthentication } = await import('botbuilder')
  const bot = { MicrosoftAppId: 'app-1', MicrosoftAppPassword: 'secret' }
  const tenant = { MicrosoftAppType: 'SingleTenant', MicrosoftAppTenantId: 'tenant-1' }
  const adapter = new CloudAdapter(
    new ConfigurationBotFrameworkAuthentication({ ...bot, ...tenant }, undefined, undefined, undefined, {
      httpClient: network.httpClient,
    }),
  )
  const message = {
    ...{ type: 'message', id: '1', channelId: 'msteams', text: 'help', conversation: { id: 'a:1' } },
    ...{ serviceUrl: 'https://smba.trafficmanager.net/emea/', from: { id: 'person' }, recipient: { id: 'bot' } },
  }
  let refusal: unknown
  let sent: unknown
  const response = {
    socket: undefined,
    status() {},
    header() {},
    send: (reason: unknown) => {
      refusal = reason
    },
    end() {},
  }
  const request = { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: message }
  await adapter.process(request, response, async context => {
    sent = await context.sendActivity(`you wrote ${context.activity.text}`)
  })
  if (refusal) throw new Error(String(refusal))
  return sent
}
