import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Json } from '../../../src/ports.ts'
import { startMicrosoftCloud } from '../../clouds/microsoft/cloud.ts'
import { BOT_SCOPES } from '../../clouds/slack/people.ts'
import { startSlackCloud } from '../../clouds/slack.ts'
import { type Gate, openGate, type Post } from './gate.ts'
import { slackRates, teamsRates } from './rate.ts'

type Spot = { readonly id: string; readonly reference: Json }

/** A chat platform with many channels that the bot may post in, kept at its rates. */
export type Platform = {
  readonly gate: Gate
  readonly settings: Readonly<Record<string, string>>
  readonly spots: readonly Spot[]
  close(): Promise<void>
}

/** A workspace with this many channels, created by the bot. */
export async function openSlack(
  channels: number,
): Promise<Platform & { cloud: Awaited<ReturnType<typeof startSlackCloud>> }> {
  const cloud = await startSlackCloud({ burst: Number.POSITIVE_INFINITY, scopes: [...BOT_SCOPES, 'channels:manage'] })
  const gate = await openGate({ target: cloud.url, rates: slackRates, readPost: readSlackPost })
  const spots: Spot[] = []
  for (let made = 0; made < channels; made++) {
    const response = await fetch(`${cloud.apiUrl}conversations.create`, {
      method: 'POST',
      headers: { authorization: `Bearer ${cloud.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: `digests-${made}` }),
    })
    const { ok, error, channel } = (await response.json()) as { ok: boolean; error?: string; channel: { id: string } }
    if (!ok) throw new Error(`the workspace makes no channel: ${error}`)
    spots.push({ id: `slack:${channel.id}`, reference: { channel: channel.id } })
  }
  return {
    cloud,
    gate,
    spots,
    settings: { SLACK_API_URL: `${gate.url}/api/` },
    async close() {
      await gate.close()
      await cloud.close()
    },
  }
}

/** A tenant with this many conversations: names that the gate gives to the cloud's one channel. */
export async function openTeams(conversations: number): Promise<Platform> {
  const cloud = await startMicrosoftCloud()
  const channel = cloud.conversation('channel')
  const gate = await openGate({
    target: cloud.url,
    rates: teamsRates,
    readPost: (path, body) => readTeamsPost(path, body, channel),
  })
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const authority = join(folder, 'authority.pem')
  writeFileSync(authority, cloud.certificate)
  const serviceUrl = cloud.serviceUrl.replace(cloud.url, gate.url)
  const bot = { id: cloud.people.self.id, name: cloud.people.self.name }
  const spots = Array.from({ length: conversations }, (_, at) => {
    const id = `19:digests-${at}@thread.tacv2`
    const conversation = { id, conversationType: 'channel', isGroup: true, tenantId: cloud.tenantId }
    return {
      id: `teams:${id}`,
      reference: { kind: 'known', reference: { serviceUrl, channelId: 'msteams', bot, conversation } },
    }
  })
  return {
    gate,
    spots,
    settings: { ...cloud.environment, NO_PROXY: '127.0.0.1', NODE_EXTRA_CA_CERTS: authority },
    async close() {
      await gate.close()
      await cloud.close()
      rmSync(folder, { recursive: true })
    },
  }
}

function readSlackPost(path: string, body: string): Post | null {
  if (!path.startsWith('/api/chat.postMessage')) return null
  const channel = body.startsWith('{') ? JSON.parse(body).channel : new URLSearchParams(body).get('channel')
  return { conversation: `slack:${channel}`, path, body }
}

function readTeamsPost(path: string, body: string, channel: string): Post | null {
  const [, name] = /\/v3\/conversations\/([^/]+)\/activities/.exec(path) ?? []
  if (name === undefined) return null
  const id = decodeURIComponent(name)
  return {
    conversation: `teams:${id}`,
    path: path.replace(name, encodeURIComponent(channel)),
    body: body.replaceAll(id, channel),
  }
}
