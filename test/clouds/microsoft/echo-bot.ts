import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { CloudAdapter, ConfigurationBotFrameworkAuthentication, type TurnContext } from 'botbuilder'
import express from 'express'

export type Bot = {
  url: string
  adapter: CloudAdapter
  /** Errors that ended the handling of an activity, oldest first. */
  errors: unknown[]
  close(): Promise<void>
}

/** The barest bot on Microsoft's own library: proves the cloud, nothing of ours. */
export async function startBot(
  settings: Record<string, string>,
  respond: (context: TurnContext) => Promise<void> = echo,
): Promise<Bot> {
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(settings))
  const errors: unknown[] = []
  adapter.onTurnError = async (_context, error) => void errors.push(error)
  const app = express()
  app.post('/api/messages', express.json(), (request, response) => adapter.process(request, response, respond))
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`,
    adapter,
    errors,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** Repeats a message. */
export async function echo(context: TurnContext): Promise<void> {
  if (context.activity.type === 'message') await context.sendActivity(`You wrote ${context.activity.text}`)
}
