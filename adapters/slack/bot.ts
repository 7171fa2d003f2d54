import { type BlockAction, App as Bolt, type ButtonAction, ExpressReceiver, SocketModeReceiver } from '@slack/bolt'
import type { Application } from 'express'
import type { Caller, Place } from '../../src/access/policy.ts'
import type { Answer, App } from '../../src/app.ts'
import type { Surface } from '../../src/command/command.ts'
import type { Config } from '../../src/config.ts'
import type { TextFile } from '../../src/message/csv.ts'
import { type Message, text } from '../../src/message/message.ts'
import { type Words, wordsOf } from '../../src/message/words.ts'
import type { Clock, Log, PeopleFinder } from '../../src/ports.ts'
import type { ChatGateway } from '../../src/work/chat-gateway.ts'
import { type Attempt, tryInTurn } from '../attempts.ts'
import type { ShownCharts } from '../charts.ts'
import type { Network } from '../network.ts'
import { createOnce } from '../once.ts'
import { createUnderway } from '../underway.ts'
import { createSlackChat } from './chat.ts'
import { type Company, isStranger } from './company.ts'
import { createHandOver } from './files.ts'
import { createSlackGateway, withToken } from './gateway.ts'
import { isDirect, isFromBot, readText, teamOf } from './hear.ts'
import { toBoltLogger } from './logger.ts'
import { createSlackPeople } from './people.ts'
import { createSlackPictures, createUploadPng } from './pictures.ts'
import { keepConnected } from './socket.ts'
import { createSlackVersions } from './versions.ts'

export type SlackBot = {
  readonly chat: ChatGateway
  readonly people: PeopleFinder
  /** @throws ConfigError where Slack refuses a token */
  start(): Promise<void>
  /** Hears no more and resolves when everything heard is answered. */
  stop(): Promise<void>
}

export type SlackParts = {
  readonly settings: NonNullable<Config['slack']>
  readonly app: App
  readonly words: Words
  readonly charts: Pick<ShownCharts, 'mode' | 'openPainter'>
  readonly log: Log
  readonly network: Network
  readonly clock: Clock
  /** Where `/slack/events` is served; not used in Socket Mode. */
  readonly web: Application
  /** Milliseconds in which Slack has to take an answer, before it is given another way; 10,000 unless said. */
  readonly patience?: number | undefined
}

/** What somebody asked: one thing heard, that is answered once. */
type Question = {
  /** Slack's id of it, the same when it is delivered again. */
  readonly heard: string
  readonly line: string
  readonly user: string
  /** Where it was asked; a direct message is the person's own conversation. */
  readonly channel: string
  /** The workspace of who asks, as far as Slack says it. */
  readonly team: unknown
  /** Who asks is the only one to read the answer, though it is asked where others are. */
  readonly isWhispered: boolean
}

const prefix = '/tabnine '

/** Hears slash commands, mentions, direct messages and buttons; acknowledges at once, asks the app, says the answer. */
export function createSlackBot(parts: SlackParts): SlackBot {
  const { settings, app, words, charts, log, network, clock, web, patience = 10_000 } = parts
  const logger = toBoltLogger(log)
  // The SDK's own retries would post twice what was posted but not confirmed.
  const clientOptions = {
    ...(settings.apiUrl ? { slackApiUrl: settings.apiUrl } : {}),
    retryConfig: { retries: 0 },
    timeout: patience,
  }
  const receiver = settings.appToken
    ? new SocketModeReceiver({
        appToken: settings.appToken,
        logger,
        autoReconnectEnabled: false,
        ...(network.dispatcher ? { dispatcher: network.dispatcher } : {}),
        // An object of its own, for the receiver writes its settings for reconnecting into it.
        installerOptions: { clientOptions: { ...clientOptions } },
      })
    : new ExpressReceiver({ signingSecret: settings.signingSecret ?? '', app: web, logger, bodyLimit: '256kb' })
  const socket = receiver instanceof SocketModeReceiver ? keepConnected(receiver, log) : null
  const slack = new Bolt({
    token: settings.botToken,
    receiver,
    logger,
    clientOptions: { ...clientOptions, rejectRateLimitedCalls: true },
    // No talk is remembered; Bolt would look for one, and throw and catch an error, each time.
    convoStore: false,
    deferInitialization: true,
  })
  const pictures = createSlackPictures(charts.openPainter, createUploadPng(slack.client), log)
  const versions = createSlackVersions(words, charts.mode, pictures)
  const gateway = createSlackGateway({ client: slack.client, postJson: network.postJson, versions, log, patience })
  const handOver = createHandOver(slack.client, gateway, log)
  const underway = createUnderway()
  const isNew = createOnce()
  let botUser = ''
  let botName = ''
  let company: Company = { team: '', enterprise: null }

  async function callerOf({ user, team, channel, isWhispered }: Question): Promise<Caller> {
    const profile = () => gateway.profile(user)
    const place = placeOf(channel, user, async () => ((await gateway.isMember(channel)) ? null : `/invite @${botName}`))
    const isShared = place.conversation.kind !== 'personal'
    return {
      platform: 'slack',
      id: user,
      isAdmin: false,
      isStranger: await isStranger(team, company, async () => (await profile()).enterprise),
      profile,
      groups: () => gateway.groupsOf(user),
      prefix,
      place,
      ...(isWhispered && isShared ? { readers: 'private' as const } : {}),
    }
  }

  /** What is left to say when a file was handed over: where it is, or that it is not; nothing where it was asked for. */
  async function answerWithFile(
    { user, channel }: Question,
    { message }: Answer,
    file: TextFile,
  ): Promise<Pick<Answer, 'message' | 'surface'> | null> {
    const isThere = await handOver(user, message, file)
    if (isThere && isDirectChannel(channel, user)) return null
    const { language } = message
    const { title, inDirectMessages, notSent } = wordsOf(message, words).exports
    const sentence = isThere ? inDirectMessages : notSent
    const told = { title, summary: sentence, parts: [text(sentence)], ...(language ? { language } : {}) }
    return { message: told, surface: 'personal' }
  }

  /** Asks the app and says its answer in the first way that works. What was heard before is not answered again. */
  function answer(question: Question, ways: (message: Message, surface: Surface) => Attempt[]): void {
    const { heard, line } = question
    if (!isNew(heard)) return
    const work = callerOf(question)
      .then(caller => app.answer(line, caller))
      .then(answer => (answer.file ? answerWithFile(question, answer, answer.file) : answer))
      .then(said => said && tryInTurn(ways(said.message, said.surface), log, { heard }))
    underway.track(work).catch((error: unknown) => log.error({ heard, err: error }, 'an answer in Slack failed'))
  }

  slack.error(async error => {
    log.error({ err: error }, 'Slack sent something that could not be handled')
  })

  slack.command('/tabnine', async ({ ack, command }) => {
    await ack()
    const { channel_id: channel, user_id: user, team_id: team, trigger_id, response_url } = command
    const line = readText(command.text, botUser)
    const heard = `command ${trigger_id}`
    answer({ heard, line, user, team, channel, isWhispered: true }, (message, surface) => [
      ...(surface === 'channel' ? [{ way: 'channel', run: () => gateway.post({ channel }, message) }] : []),
      { way: 'response address', run: () => gateway.respond(response_url, message) },
      { way: 'ephemeral message', run: () => gateway.whisper({ channel, user }, message) },
      { way: 'direct message', run: () => gateway.post({ channel: user }, message) },
    ])
  })

  slack.event('app_mention', async ({ event, body }) => {
    const { channel, user, ts, thread_ts } = event
    if (!user || isFromBot(event)) return
    const line = readText(event.text, botUser)
    const asked = { line, user, channel, team: teamOf(event), isWhispered: false }
    answer({ heard: `event ${body.event_id}`, ...asked }, (message, surface) => [
      surface === 'personal'
        ? { way: 'ephemeral message', run: () => gateway.whisper({ channel, user, thread: thread_ts }, message) }
        : { way: 'thread', run: () => gateway.post({ channel, thread: thread_ts ?? ts }, message) },
      { way: 'direct message', run: () => gateway.post({ channel: user }, message) },
    ])
  })

  slack.message(async ({ message: event, body }) => {
    if (!isDirect(event) || isFromBot(event)) return
    const { channel, user, thread_ts: thread } = event
    const line = readText(event.text ?? '', botUser)
    const asked = { line, user, channel, team: teamOf(event), isWhispered: true }
    answer({ heard: `event ${body.event_id}`, ...asked }, message => [
      { way: 'direct message', run: () => gateway.post({ channel, thread }, message) },
      { way: 'direct message outside of the thread', run: () => gateway.post({ channel: user }, message) },
    ])
  })

  slack.action<BlockAction<ButtonAction>>(/^ask-/, async ({ ack, action, body }) => {
    await ack()
    const { id: user, team_id: team } = body.user
    const channel = body.channel?.id ?? user
    const heard = `action ${body.trigger_id} ${action.action_ts}`
    answer({ heard, line: action.value ?? '', user, team, channel, isWhispered: true }, (message, surface) => [
      ...(surface === 'channel' ? [{ way: 'channel', run: () => gateway.post({ channel }, message) }] : []),
      { way: 'response address', run: () => gateway.respond(body.response_url, message) },
      { way: 'ephemeral message', run: () => gateway.whisper({ channel, user }, message) },
      { way: 'direct message', run: () => gateway.post({ channel: user }, message) },
    ])
  })

  return {
    chat: createSlackChat(slack.client, versions, clock),
    people: createSlackPeople(slack.client, log, clock),
    async start() {
      await withToken('SLACK_BOT_TOKEN', () => slack.init())
      const { user_id, user, team_id, enterprise_id } = await slack.client.auth.test()
      botUser = user_id ?? ''
      botName = user ?? ''
      company = { team: team_id ?? '', enterprise: enterprise_id ?? null }
      if (socket) await withToken('SLACK_APP_TOKEN', () => socket.open())
    },
    async stop() {
      await socket?.close()
      await underway.settled()
    },
  }
}

function isDirectChannel(channel: string, user: string): boolean {
  return channel.startsWith('D') || channel === user
}

/** Direct messages have a channel of their own, but a person is reached by their id, whatever that channel is. */
function placeOf(channel: string, user: string, wayIn: () => Promise<string | null>): Place {
  const person = { id: `slack:${user}`, kind: 'personal', reference: { channel: user } } as const
  if (isDirectChannel(channel, user)) return { conversation: person, person }
  return { conversation: { id: `slack:${channel}`, kind: 'channel', reference: { channel } }, person, wayIn }
}
