import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CloudParts, Organization } from './slack/cloud-parts.ts'
import { startEmulator } from './slack/emulator.ts'
import { createFaults, type Fault } from './slack/faults.ts'
import {
  APP_TOKEN,
  BOT,
  BOT_SCOPES,
  BOT_TOKEN,
  listPeople,
  OTHER_BOT,
  SIGNING_SECRET,
  TEAM,
  type UserKey,
} from './slack/people.ts'
import { createPictures } from './slack/pictures.ts'
import { createRateLimit } from './slack/rate-limit.ts'
import {
  type CallMade,
  createRecorder,
  type Ephemeral,
  type Posted,
  type Recorder,
  type Responded,
} from './slack/record.ts'
import { createResponseAddresses, type Place, type ResponseAddresses } from './slack/response-addresses.ts'
import { createSender, type Sender } from './slack/send.ts'
import { serve } from './slack/serve.ts'
import { createSockets, type Sockets } from './slack/sockets.ts'
import { createTimestamps } from './slack/timestamps.ts'
import { createTriggers } from './slack/triggers.ts'
import { buildWorld, type World } from './slack/world.ts'

export type SlackCloudOptions = {
  /** The cloud's clock: timestamps, the post limit, response addresses, trigger ids. The wall clock unless given. */
  now?: () => Date
  /** What the bot's token may do; `BOT_SCOPES` unless given. */
  scopes?: string[]
  /** Posts at once in one channel before the limit of one a second bites; 1 unless given, Infinity = no limit. */
  burst?: number
  /** Whether reading metadata needs `metadata.message:read`, which Slack's documents leave open; required unless given. */
  metadataScope?: 'required' | 'free'
  /** HTTP status of a response address that refuses what it is given; 200 unless given, where Bolt does not throw. */
  refusalStatus?: number
  /** How many messages that show an uploaded file come too early for it and are refused; none unless given. */
  slowFiles?: number
  /** The app is installed in a whole organization; in the workspace of the test alone unless given. */
  organization?: Organization
  /** Other e-mails of people than those of the made-up workspace. */
  emails?: Partial<Record<UserKey, string>>
}

/** Slack's side of the wire on 127.0.0.1, as strict as Slack: Web API, response addresses, Socket Mode, and its requests. */
export interface SlackCloud
  extends Sender,
    Pick<World, 'users' | 'channels' | 'userGroups' | 'groupWorkspaces'>,
    Pick<Recorder, 'waitFor' | 'forget'> {
  url: string
  /** For `slackApiUrl`. */
  apiUrl: string
  botToken: string
  appToken: string
  signingSecret: string
  team: typeof TEAM
  bot: typeof BOT
  otherBot: typeof OTHER_BOT
  /** Makes the next call (or `times` calls) of a Web API method, of `response_url`, or of any method (`*`) go wrong. */
  fail(method: string, fault: Fault): void
  createResponseUrl(place: Place): string
  /** The nth answer taken by a response address (from 1), past or to come. */
  responseTo: ResponseAddresses['waitFor']
  /** One raw Socket Mode envelope. */
  sendEnvelope: Sockets['send']
  sockets: Pick<Sockets, 'connected' | 'disconnect' | 'cut' | 'count'>
  /** What chat.postMessage put into a channel or one-to-one conversation, in its current form: edited, not deleted. */
  messages(channel: string): Posted[]
  readonly ephemerals: Ephemeral[]
  /** What came through response addresses, refused answers included. */
  readonly responses: Responded[]
  calls(method?: string): CallMade[]
  /** Everything recorded, in order. */
  events: Recorder['all']
  close(): Promise<void>
}

export async function startSlackCloud(options: SlackCloudOptions = {}): Promise<SlackCloud> {
  const {
    now = () => new Date(),
    scopes = BOT_SCOPES,
    burst = 1,
    metadataScope = 'required',
    refusalStatus = 200,
    slowFiles = 0,
    emails = {},
    organization = null,
  } = options
  const http = createServer()
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const base = () => url

  const timestamps = createTimestamps(now)
  const people = listPeople(emails)
  const translation = { args: timestamps.toEmulator, json: timestamps.toCloud, address: base }
  const emulator = await startEmulator(scopes, people, translation)
  const world = await buildWorld(emulator, scopes, people)
  const recorder = createRecorder(now)
  const faults = createFaults()
  const triggers = createTriggers(now)
  const sockets = createSockets(base, now)
  const pictures = createPictures(emulator, slowFiles)
  const responses = createResponseAddresses({ base, now, recorder, refusalStatus, pictures })
  const sender = createSender({ world, triggers, now, createResponseUrl: responses.create }, sockets)
  const rateLimit = createRateLimit(now, burst)
  const inside: CloudParts = {
    world,
    emulator,
    recorder,
    rateLimit,
    pictures,
    sockets,
    triggers,
    metadataScope,
    organization,
    now,
  }

  http.on('upgrade', sockets.upgrade)
  http.on('request', (request, response) => {
    serve(request, response, { ...inside, faults, responses, base }).catch(error => {
      // Nothing of this is Slack's: the test must see it.
      response.writeHead(500, { 'content-type': 'text/plain' }).end(`the Slack cloud failed: ${error.stack}`)
    })
  })

  return {
    ...sender,
    url,
    apiUrl: `${url}/api/`,
    botToken: BOT_TOKEN,
    appToken: APP_TOKEN,
    signingSecret: SIGNING_SECRET,
    team: TEAM,
    bot: BOT,
    otherBot: OTHER_BOT,
    users: world.users,
    channels: world.channels,
    userGroups: world.userGroups,
    groupWorkspaces: world.groupWorkspaces,
    fail: faults.add,
    createResponseUrl: responses.create,
    responseTo: responses.waitFor,
    sendEnvelope: sockets.send,
    sockets,
    messages: channel => listStanding(recorder, channel),
    get ephemerals() {
      return recorder.list('ephemeral')
    },
    get responses() {
      return recorder.list('response')
    },
    calls: method => recorder.list('call').filter(call => method === undefined || call.method === method),
    events: recorder.all,
    waitFor: recorder.waitFor,
    forget: recorder.forget,
    async close() {
      recorder.close()
      sender.close()
      await sockets.close()
      http.closeAllConnections()
      await Promise.all([new Promise(resolve => http.close(resolve)), emulator.close()])
    },
  }
}

function listStanding(recorder: Recorder, channel: string): Posted[] {
  const deleted = recorder.list('deletion')
  return recorder.list('message').filter(message => message.channel === channel && !deleted.includes(message))
}
