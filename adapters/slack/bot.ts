import {
  type BlockAction,
  App as Bolt,
  type ButtonAction,
  ExpressReceiver,
  type OverflowAction,
  SocketModeReceiver,
} from '@slack/bolt'
import type { Application } from 'express'
import type { App } from '../../src/app.ts'
import type { Config } from '../../src/config.ts'
import type { ChatGateway } from '../../src/delivery/chat-gateway.ts'
import type { Words } from '../../src/message/words.ts'
import type { Clock, Log, PeopleFinder } from '../../src/ports.ts'
import { after as afterReally, type RunAfter } from '../answer.ts'
import type { ShownCharts } from '../charts.ts'
import { maxReadLength } from '../longest-read.ts'
import { type Network, postJson } from '../network.ts'
import { drawReference, withReference } from '../reference.ts'
import { createRefusals, type NoteRefusal } from '../refusals.ts'
import { createOnce, createUnderway, doubleClickMs } from '../requests.ts'
import { linked, pressed, readPress } from './actions.ts'
import { createAnswering, type HomeRequest, type SlackQuestion } from './answering.ts'
import { createHandOver } from './files.ts'
import { createForms } from './forms.ts'
import { createSlackGateway } from './gateway.ts'
import { createHomeTab } from './home.ts'
import {
  isBounded,
  isDirect,
  isFromBot,
  isOwnHome,
  messageOf,
  readText,
  type StatedWorkspace,
  statedIn,
  unstated,
} from './incoming.ts'
import { toBoltLogger } from './logger.ts'
import { formCallback, pickAction } from './modal.ts'
import type { FormPlace } from './opened-form.ts'
import { createSlackPeople } from './people.ts'
import { createSlackPictures, createUploadPng } from './pictures.ts'
import { type ReplyTarget, targetAt, targetConversation, targetPress, targetThread } from './reply-target.ts'
import { createSlackResponder, withToken } from './responder.ts'
import { keepConnected } from './socket.ts'
import { maxBodyBytes, refuseUnsigned } from './unsigned.ts'
import { createSlackVersions } from './versions.ts'

export type SlackBot = {
  readonly chat: ChatGateway
  readonly people: PeopleFinder
  /** One attempt to connect; nothing is received before it succeeds. @throws ConfigError where Slack refuses a token */
  connect(): Promise<void>
  /** Receives no more in Socket Mode, and resolves when everything received is answered. May be called again. */
  stop(): Promise<void>
}

export type SlackParts = {
  readonly settings: NonNullable<Config['slack']>
  readonly app: App
  readonly words: Words
  readonly charts: Pick<ShownCharts, 'mode' | 'openPainter'>
  readonly log: Log
  /** Only logs unless given. */
  readonly noteRefusal?: NoteRefusal
  readonly network: Network
  readonly clock: Clock
  /** Where `/slack/events` is served; not used in Socket Mode. */
  readonly web: Application
  /** Milliseconds in which Slack has to take an answer, before it is given another way; 10,000 by default. */
  readonly patience?: number | undefined
  readonly after?: RunAfter | undefined
  /** @throws ConfigError where what the bot remembers is of another workspace, or of another organization that has the app */
  readonly confirmWorkspace?: ((workspace: { readonly id: string; readonly name: string }) => Promise<void>) | undefined
  /** Called for each answer that could not be delivered in any way. */
  readonly onUndelivered?: () => void
  /** Called when a connection that was open is lost, and when there is one again. */
  readonly onConnectionChange?: ((isConnected: boolean) => void) | undefined
}

/** An edit of an answered mention after this time is a new question: people fix a message within a day. */
const editedWithinMs = 24 * 60 * 60_000

type Press = BlockAction<ButtonAction | OverflowAction>

/**
 * Receives slash commands, mentions, direct messages, buttons, forms and who opens the Home tab; acknowledges at once, asks
 * the app, says the answer.
 */
export function createSlackBot(parts: SlackParts): SlackBot {
  const { settings, app, words, charts, log, network, clock, web, patience = 10_000, after = afterReally } = parts
  const { onConnectionChange, confirmWorkspace = async () => {} } = parts
  const { noteRefusal = createRefusals({ platform: 'slack', log }) } = parts
  const logger = toBoltLogger(log, noteRefusal)
  let isConnected = false
  // The SDK's own retries would post twice what was posted but not confirmed.
  const clientOptions = {
    ...(settings.apiUrl ? { slackApiUrl: settings.apiUrl } : {}),
    retryConfig: { retries: 0 },
    timeout: patience,
  }
  // Only Slack says whose bot this is, and before that no one can be distinguished from an external user. Slack sends again later.
  if (!settings.appToken)
    web.use('/slack/events', (_request, response, next) => {
      if (isConnected) next()
      else response.status(503).set('Retry-After', '10').json({ error: 'starting' })
    })
  if (!settings.appToken) web.post('/slack/events', refuseUnsigned(noteRefusal))
  const receive = (appToken: string) =>
    new SocketModeReceiver({
      appToken,
      logger,
      autoReconnectEnabled: false,
      ...(network.dispatcher ? { dispatcher: network.dispatcher } : {}),
      // An object of its own, for the receiver writes its settings for reconnecting into it.
      installerOptions: { clientOptions: { ...clientOptions, rejectRateLimitedCalls: true } },
    })
  const receiver = settings.appToken
    ? receive(settings.appToken)
    : new ExpressReceiver({ signingSecret: settings.signingSecret ?? '', app: web, logger, bodyLimit: maxBodyBytes })
  const slack = new Bolt({
    token: settings.botToken,
    receiver,
    logger,
    clientOptions: { ...clientOptions, rejectRateLimitedCalls: true },
    // No talk is remembered; Bolt would look for one, and throw and catch an error, each time.
    convoStore: false,
    deferInitialization: true,
  })
  /** What each connection receives goes to the same app. */
  const makeConnection = (appToken: string) => {
    const fresh = receive(appToken)
    fresh.init(slack)
    return fresh.client
  }
  const { appToken } = settings
  const socket = appToken ? keepConnected(() => makeConnection(appToken), log, onConnectionChange) : null
  const pictures = createSlackPictures(charts.openPainter, createUploadPng(slack.client), log)
  const versions = createSlackVersions({ words, mode: charts.mode, showPictures: pictures, clock })
  const responder = createSlackResponder({
    ...{ client: slack.client, postJson, versions, log, patience },
    isOrganizationWide: () => isOrganizationWide,
  })
  const handOver = createHandOver(slack.client, responder, log)
  const underway = createUnderway()
  const isNew = createOnce()
  const isNewMessage = createOnce(editedWithinMs)
  const isNewPress = createOnce(doubleClickMs)
  let closed: Promise<void> | undefined
  let botUser = ''
  let isOrganizationWide = false
  let home: HomeRequest = { company: { team: '', enterprise: null }, botName: '' }
  const answering = createAnswering({
    app,
    words,
    responder,
    handOver,
    log,
    after,
    home: () => home,
    onUndelivered: parts.onUndelivered ?? (() => {}),
  })
  const homeTab = createHomeTab({ app, words, responder, log, after, wordsFor: answering.wordsFor })
  const targetFrom = (place: FormPlace, user: string) => targetAt(responder, place, user)
  const forms = createForms({ app, responder, answering, words, log, after, targetAt: targetFrom })

  /** Work that continues after the acknowledgement. */
  function work(eventId: string, run: () => Promise<void>): void {
    void withReference(drawReference(), 'answer in Slack', () =>
      underway.track(run()).catch((error: unknown) => log.error({ eventId, err: error }, 'an answer in Slack failed')),
    )
  }

  /** Whether a question was not answered before: as this event, or before the message was edited. */
  function isFirstTime({ eventId, message }: SlackQuestion): boolean {
    if (!isNew(eventId)) return false
    const isUnedited = message === undefined || isNewMessage(message.key)
    return isUnedited || !message?.isEdited
  }

  /** Asks the app and posts its answer. What was received before is not answered again. */
  function answer(question: SlackQuestion, target: ReplyTarget, form?: FormOffer): void {
    if (!isFirstTime(question)) return
    work(question.eventId, async () => {
      const caller = answering.callerOf(question)
      const opens = async (line: string | undefined) =>
        form !== undefined && line !== undefined && forms.open(line, form.trigger, form.place, await caller)
      if (form?.isAsked && (await opens(question.line))) return
      const answer = await answering.ask(question, caller, target)
      const isOpen = !form?.isAsked && (await opens(answer.form?.line))
      if (!isOpen || !answer.form?.isEnough) await answering.deliver(answer, question, target)
      if (form?.place === null) await showHome(question.user, question.stated)
    })
  }

  /** Brings the Home tab of a person up to date. */
  function showHome(user: string, stated: StatedWorkspace): Promise<void> {
    return homeTab.show(user, answering.callerOf({ user, stated, channel: user, isWhispered: true }))
  }

  // Slack itself sends nothing of the kind, so no one waits for an answer.
  slack.use(async ({ body, next }) => {
    if (isBounded(body)) await next()
    else log.warn({ type: body.type }, 'Slack sent more than it ever sends, so it was not looked at')
  })

  slack.error(async error => {
    log.error({ err: error }, 'Slack sent something that could not be handled')
  })

  slack.command('/tabnine', async ({ ack, command }) => {
    await ack()
    const { channel_id: channel, user_id: user, team_id: team, trigger_id: trigger, response_url: url } = command
    const line = readText(command.text, botUser)
    const place = { channel, address: { url, isOwn: true } }
    const stated = { team, isOfPerson: true }
    const question = { eventId: `command ${trigger}`, line, user, stated, channel, isWhispered: true }
    answer(question, targetFrom(place, user), { trigger, place, isAsked: false })
  })

  slack.event('app_mention', async ({ event, body }) => {
    const { channel, user, ts, thread_ts: thread } = event
    if (!user || isFromBot(event)) return
    const line = readText(event.text, botUser)
    const asker = { user, channel, stated: statedIn(event), isWhispered: false }
    const question = { eventId: `event ${body.event_id}`, message: messageOf(event), line, ...asker }
    answer(question, targetThread(responder, { channel, user, thread }, ts))
  })

  slack.message(async ({ message: event, body }) => {
    if (!isDirect(event) || isFromBot(event)) return
    const { channel, user, thread_ts: thread } = event
    const line = readText(event.text ?? '', botUser)
    const asker = { user, channel, stated: statedIn(event), isWhispered: true }
    const question = { eventId: `event ${body.event_id}`, message: messageOf(event), line, ...asker }
    answer(question, targetConversation(responder, { channel, user, thread }))
  })

  slack.action<Press>(pressed, async ({ ack, action, body }) => {
    await ack()
    const { id: user, team_id: team } = body.user
    const { trigger_id: trigger } = body
    const place = placeOfPress(body)
    const { line, opensForm } = readPress(action)
    if (!isNewPress(pressKey(body, action.action_id, line))) return
    const eventId = `action ${trigger} ${action.action_ts}`
    const stated = { team, isOfPerson: true }
    const channel = place?.channel ?? user
    const question = { eventId, line, user, stated, channel, isWhispered: true }
    const target = targetPress(responder, place, user, body.message?.ts)
    answer(question, target, { trigger, place, isAsked: opensForm })
  })

  // The page opens without the bot.
  slack.action(linked, async ({ ack }) => ack())

  slack.view(formCallback, ({ ack, view, body }) => {
    const { id: user, team_id: team } = body.user
    const handle = async () => {
      const stated = { team, isOfPerson: true }
      const { response, place, rest } = await forms.send({ view, user, stated })
      await (response ? ack(response) : ack())
      work(`form ${view.id}`, async () => {
        await rest()
        if (place === null) await showHome(user, stated)
      })
    }
    return underway.track(handle())
  })

  slack.options(pickAction, async ({ ack, payload }) => {
    const { id: user, team_id: team } = payload.user
    const stated = { team, isOfPerson: true }
    await ack({
      options: [...(await forms.suggest(payload.action_id, payload.value.slice(0, maxReadLength), user, stated))],
    })
  })

  slack.event('app_home_opened', async ({ event, body }) => {
    const eventId = `event ${body.event_id}`
    if (event.tab !== 'home' || !isNew(eventId)) return
    // The event names the workspace of the app, not the person's.
    work(eventId, () => showHome(event.user, unstated))
  })

  return {
    chat: createSlackGateway({
      ...{ client: slack.client, versions, clock, personOf: answering.personOf },
      isConnected: () => isConnected,
    }),
    people: createSlackPeople(slack.client, log, clock, person => isOwnHome(person, home.company)),
    async connect() {
      await withToken('SLACK_BOT_TOKEN', () => slack.init())
      const { user_id, user, team_id, team, enterprise_id, is_enterprise_install } = await slack.client.auth.test()
      // An app that a whole organization has installed is the same in all its workspaces.
      isOrganizationWide = is_enterprise_install === true
      const id = (isOrganizationWide ? enterprise_id : team_id) ?? ''
      await confirmWorkspace({ id, name: team ?? '' })
      botUser = user_id ?? ''
      home = { company: { team: team_id ?? '', enterprise: enterprise_id ?? null }, botName: user ?? '' }
      isConnected = true
      if (socket) await withToken('SLACK_APP_TOKEN', () => socket.open())
    },
    async stop() {
      closed ??= socket?.close()
      await closed
      await underway.settled()
    },
  }
}

/** A form that may be opened: the press of a button or a slash command allows it for three seconds. */
type FormOffer = {
  readonly trigger: string
  readonly place: FormPlace
  /** The form itself was requested; otherwise it only fits the answer. */
  readonly isAsked: boolean
}

/** The same for both halves of a double click, which have triggers of their own. */
function pressKey({ user, container }: Press, action: string, line: string): string {
  const { channel_id = '', message_ts = '', view_id = '' } = container ?? {}
  return [user.id, channel_id, message_ts, view_id, action, line].join(' ')
}

/** The place of a button: a message, or the Home tab. */
function placeOfPress({ channel, response_url: url, message, container }: Press): FormPlace {
  if (!channel || !url) return null
  const thread: unknown = message?.thread_ts ?? container?.thread_ts
  return { channel: channel.id, address: { url, isOwn: false }, ...(typeof thread === 'string' ? { thread } : {}) }
}
