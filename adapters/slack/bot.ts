import bolt, { type BlockAction, type ButtonAction, type SlackEventMiddlewareArgs } from '@slack/bolt'
import type { Application } from 'express'
import type { Caller } from '../../src/access/policy.ts'
import type { App } from '../../src/app.ts'
import type { Surface } from '../../src/command/command.ts'
import type { Config } from '../../src/config.ts'
import type { Message } from '../../src/message/message.ts'
import type { Words } from '../../src/message/words.ts'
import type { Log } from '../../src/ports.ts'
import { type Attempt, tryInTurn } from '../attempts.ts'
import type { Network } from '../network.ts'
import { createOnce } from '../once.ts'
import { createUnderway } from '../underway.ts'
import { createSlackGateway, type Respond } from './gateway.ts'
import { readText } from './hear.ts'
import { toBoltLogger } from './logger.ts'

export type SlackBot = {
  start(): Promise<void>
  /** Hears no more and resolves when everything heard is answered. */
  stop(): Promise<void>
}

export type SlackParts = {
  readonly settings: NonNullable<Config['slack']>
  readonly app: App
  readonly words: Words
  readonly log: Log
  readonly network: Network
  /** Where `/slack/events` is served; not used in Socket Mode. */
  readonly web: Application
}

const prefix = '/tabnine '

/** Hears slash commands, mentions, direct messages and buttons; acknowledges at once, asks the app, says the answer. */
export function createSlackBot({ settings, app, words, log, network, web }: SlackParts): SlackBot {
  const logger = toBoltLogger(log)
  // The SDK's own retries would post twice what was posted but not confirmed.
  const clientOptions = {
    ...(settings.apiUrl ? { slackApiUrl: settings.apiUrl } : {}),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
  }
  const receiver = settings.appToken
    ? new bolt.SocketModeReceiver({
        appToken: settings.appToken,
        logger,
        ...(network.dispatcher ? { dispatcher: network.dispatcher } : {}),
        // An object of its own, for the receiver writes its settings for reconnecting into it.
        installerOptions: { clientOptions: settings.apiUrl ? { slackApiUrl: settings.apiUrl } : {} },
      })
    : new bolt.ExpressReceiver({ signingSecret: settings.signingSecret ?? '', app: web, logger, bodyLimit: '256kb' })
  const slack = new bolt.App({
    token: settings.botToken,
    receiver,
    logger,
    clientOptions,
    deferInitialization: true,
  })
  const gateway = createSlackGateway(slack.client, words, log)
  const underway = createUnderway()
  const isNew = createOnce()
  let me = { userId: '', teamId: '' }

  /** In channels shared with other companies, people of those are not told how this one uses its seats. */
  const callerOf = (user: string, team: unknown): Caller => ({
    platform: 'slack',
    id: user,
    isAdmin: false,
    isStranger: typeof team === 'string' && team !== me.teamId,
    profile: () => gateway.profile(user),
    prefix,
  })

  /** Asks the app and says its answer in the first way that works. */
  function answer(line: string, caller: Caller, ways: (message: Message, surface: Surface) => Attempt[]): void {
    const work = app.answer(line, caller).then(({ message, surface }) => tryInTurn(ways(message, surface), log))
    underway.track(work).catch((error: unknown) => log.error({ err: error }, 'an answer in Slack failed'))
  }

  slack.error(async error => {
    log.error({ err: error }, 'Slack sent something that could not be handled')
  })

  slack.command('/tabnine', async ({ ack, command, respond }) => {
    await ack()
    if (!isNew(`command ${command.trigger_id}`)) return
    const { channel_id: channel, user_id: user } = command
    answer(readText(command.text, me.userId), callerOf(user, command.team_id), message => [
      { way: 'response address', run: () => gateway.respond(respond as Respond, message) },
      { way: 'ephemeral message', run: () => gateway.whisper({ channel, user }, message) },
      { way: 'direct message', run: () => gateway.post({ channel: user }, message) },
    ])
  })

  slack.event('app_mention', async ({ event, body }) => {
    const { channel, user, ts, thread_ts, text } = event
    if (!user || isFromBot(event) || !isNew(`event ${body.event_id}`)) return
    const thread = thread_ts ?? ts
    answer(readText(text, me.userId), callerOf(user, teamOf(event)), (message, surface) => [
      surface === 'personal'
        ? { way: 'ephemeral message', run: () => gateway.whisper({ channel, user, thread: thread_ts }, message) }
        : { way: 'thread', run: () => gateway.post({ channel, thread }, message) },
      { way: 'direct message', run: () => gateway.post({ channel: user }, message) },
    ])
  })

  slack.message(async ({ message, body }) => {
    if (!isDirect(message) || isFromBot(message) || !isNew(`event ${body.event_id}`)) return
    const { channel, user, text, thread_ts: thread } = message
    answer(readText(text ?? '', me.userId), callerOf(user, teamOf(message)), reply => [
      { way: 'direct message', run: () => gateway.post({ channel, thread }, reply) },
      { way: 'direct message outside of the thread', run: () => gateway.post({ channel: user }, reply) },
    ])
  })

  slack.action<BlockAction<ButtonAction>>(/^ask-/, async ({ ack, action, body, respond }) => {
    await ack()
    if (!isNew(`action ${body.trigger_id} ${action.action_ts}`)) return
    const user = body.user.id
    const channel = body.channel?.id
    answer(action.value ?? '', callerOf(user, body.user.team_id), message => [
      { way: 'response address', run: () => gateway.respond(respond as Respond, message) },
      ...(channel ? [{ way: 'ephemeral message', run: () => gateway.whisper({ channel, user }, message) }] : []),
      { way: 'direct message', run: () => gateway.post({ channel: user }, message) },
    ])
  })

  return {
    async start() {
      await slack.init()
      const { user_id, team_id } = await slack.client.auth.test()
      me = { userId: user_id ?? '', teamId: team_id ?? '' }
      if (receiver instanceof bolt.SocketModeReceiver) await receiver.start()
    },
    async stop() {
      if (receiver instanceof bolt.SocketModeReceiver) await receiver.stop()
      await underway.settled()
    },
  }
}

type DirectMessage = { channel: string; user: string; text?: string; thread_ts?: string; channel_type: 'im' }

/** A message that a person wrote in a direct message; edits, joins and the like have a subtype. */
function isDirect(message: SlackEventMiddlewareArgs<'message'>['message']): message is typeof message & DirectMessage {
  const isPlain = message.subtype === undefined || message.subtype === 'file_share'
  return message.channel_type === 'im' && isPlain && 'user' in message && typeof message.user === 'string'
}

/** The workspace of whoever wrote; in a shared channel it may be another company's. */
function teamOf(event: object): unknown {
  if ('user_team' in event && event.user_team) return event.user_team
  return 'team' in event ? event.team : undefined
}

function isFromBot(event: object): boolean {
  return ('bot_id' in event && Boolean(event.bot_id)) || ('bot_profile' in event && Boolean(event.bot_profile))
}
