import type { AddressInfo } from 'node:net'
import bolt from '@slack/bolt'

/** The argument of the process, in JSON: what our own bot reads from settings. With an app token it uses Socket Mode. */
export type BareSettings = { apiUrl: string; botToken: string; signingSecret: string; appToken?: string }

/** What is compared with: nothing but Bolt, which acknowledges, and says "hi" through the response address. */
const { apiUrl, botToken, signingSecret, appToken }: BareSettings = JSON.parse(process.argv[2] ?? '')
const clientOptions = { slackApiUrl: apiUrl }
const receiver = appToken
  ? new bolt.SocketModeReceiver({ appToken, installerOptions: { clientOptions } })
  : new bolt.ExpressReceiver({ signingSecret })
const app = new bolt.App({ token: botToken, receiver, clientOptions: { slackApiUrl: apiUrl } })
app.command('/tabnine', async ({ ack, respond }) => {
  await ack()
  await respond('hi')
})
process.once('SIGTERM', () => process.exit(0))
const port = await start()
console.log(JSON.stringify({ msg: 'ready', port }))

/** @returns the port; none in Socket Mode */
async function start(): Promise<number | undefined> {
  if (receiver instanceof bolt.SocketModeReceiver) {
    await app.start()
    return undefined
  }
  const server = await receiver.start(0)
  return (server.address() as AddressInfo).port
}
