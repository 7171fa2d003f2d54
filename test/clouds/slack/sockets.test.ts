import { App, SocketModeReceiver } from '@slack/bolt'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SlackCloud, startSlackCloud } from '../slack.ts'
import { createClient, SILENT } from './client.ts'

let cloud: SlackCloud

beforeAll(async () => {
  cloud = await startSlackCloud()
})
afterAll(() => cloud.close())

describe('Socket Mode', () => {
  it('takes a ticket once', async () => {
    const opened = await createClient(cloud, cloud.appToken).apps.connections.open()
    const url = String(opened.url)
    const hello = await new Promise(resolve => {
      const first = new WebSocket(url)
      first.onmessage = ({ data }) => resolve(JSON.parse(String(data)))
    })
    expect(hello).toMatchObject({ type: 'hello', connection_info: { app_id: cloud.bot.appId } })
    const second = new WebSocket(url)
    await new Promise(resolve => {
      second.onerror = resolve
    })
    expect(second.readyState).not.toBe(WebSocket.OPEN)
  })

  it('lets a client come back, asked to or cut off', async () => {
    const home = await startSlackCloud()
    const installerOptions = { clientOptions: { slackApiUrl: home.apiUrl } }
    const quick = { appToken: home.appToken, clientPingTimeout: 20, logger: SILENT }
    const receiver = new SocketModeReceiver({ ...quick, installerOptions })
    const clientOptions = { slackApiUrl: home.apiUrl }
    const app = new App({ token: home.botToken, receiver, clientOptions, logger: SILENT })
    app.command('/tabnine', ({ ack }) => ack('here'))
    await app.start()
    const ask = () =>
      home.send('socket', { kind: 'command', text: '', user: home.users.ada.id, channel: home.channels.random.id })

    await home.sockets.disconnect()
    await home.sockets.connected()
    expect((await ask()).body).toEqual({ text: 'here' })
    home.sockets.cut()
    await home.sockets.connected()
    expect((await ask()).body).toEqual({ text: 'here' })
    expect(home.calls('apps.connections.open')).toHaveLength(3)
    await app.stop()
    await home.close()
  })

  it('reports that no one is connected, and that no one acknowledges', async () => {
    const deaf = cloud.sockets.count()
    const envelope = { type: 'slash_commands', payload: {} } as const
    expect(deaf).toBe(1)
    await expect(cloud.sendEnvelope(envelope, 10)).rejects.toThrow('slash_commands was not acknowledged in 10 ms')
    cloud.sockets.cut()
    const lonely = await startSlackCloud()
    await expect(lonely.sendEnvelope(envelope)).rejects.toThrow('no Socket Mode connection')
    await lonely.close()
  })
})
