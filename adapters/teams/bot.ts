import {
  type Activity,
  ActivityTypes,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type TurnContext,
} from 'botbuilder'
import type { Application, Request, Response } from 'express'
import type { Caller } from '../../src/access/policy.ts'
import type { Answer, App } from '../../src/app.ts'
import type { Config } from '../../src/config.ts'
import type { Charts } from '../../src/message/chart.ts'
import { languageOf } from '../../src/message/languages.ts'
import type { Message } from '../../src/message/message.ts'
import { createWords, type Words } from '../../src/message/words.ts'
import type { Clock, Log, PeopleFinder } from '../../src/ports.ts'
import type { ChatGateway } from '../../src/work/chat-gateway.ts'
import type { Places } from '../../src/work/places.ts'
import { type Attempt, tryInTurn } from '../attempts.ts'
import { systemClock } from '../core.ts'
import type { Network } from '../network.ts'
import { createOnce } from '../once.ts'
import { createUnderway } from '../underway.ts'
import { createTeamsChat } from './chat.ts'
import { fileActivity, type Offer, offerActivity, readConsent, uploadFile } from './files.ts'
import { createTeamsGateway, type TeamsProfile, tenantOf } from './gateway.ts'
import { readText } from './hear.ts'
import { refuseForwarded } from './own-machine.ts'
import { createTeamsPeople } from './people.ts'
import { placeOf } from './place.ts'
import { createPresence, isFromBot, isInstallation } from './presence.ts'
import { createTeamsVersions } from './versions.ts'
import { createWelcome } from './welcome.ts'

type Identity = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']>>

export type TeamsBot = {
  readonly chat: ChatGateway
  readonly people: PeopleFinder
  /** Resolves when everything heard is answered. */
  stop(): Promise<void>
}

export type TeamsParts = {
  readonly settings: NonNullable<Config['teams']>
  readonly app: App
  readonly words: Words
  readonly charts: Charts
  readonly log: Log
  readonly network: Network
  readonly web: Application
  /** Reads the JSON body of a request to `/api/messages`. */
  readonly readJson: (request: Request, response: Response, next: (error?: unknown) => void) => void
  /** Keeps where the bot may speak of itself; without it the bot only answers. */
  readonly places?: Places | null
  readonly clock?: Clock
}

/** Hears messages, buttons and installations at `/api/messages`; acknowledges, asks the app, says the answer. */
export function createTeamsBot(parts: TeamsParts): TeamsBot {
  const { settings, app, words, charts, log, network, web, readJson, places = null, clock = systemClock } = parts
  const authentication = new ConfigurationBotFrameworkAuthentication(
    {
      MicrosoftAppId: settings.appId,
      MicrosoftAppPassword: settings.password,
      MicrosoftAppTenantId: settings.tenantId,
      // The only type that the library takes without an app id.
      MicrosoftAppType: settings.isDev ? 'MultiTenant' : settings.type,
      ...settings.botFramework,
    },
    undefined,
    undefined,
    undefined,
    { httpClient: network.httpClient },
  )
  const adapter = new CloudAdapter(authentication)
  const versions = createTeamsVersions(words, charts)
  const gateway = createTeamsGateway(adapter, settings.appId, versions, log)
  const notePresence = places && createPresence(places, log)
  const underway = createUnderway()
  const isNew = createOnce()

  web.post('/api/messages', refuseForwarded(settings.isDev), readJson, async (request, response) => {
    const activity = request.body as Activity
    const identity = await authenticate(activity, request.header('authorization') ?? '')
    if (!identity) {
      response.status(401).end()
      return
    }
    if (!isWhole(activity)) {
      response.status(400).json({ error: 'bad request' })
      return
    }
    response.status(200).end()
    const work = adapter.processActivityDirect(identity, activity, hear)
    underway.track(work).catch((error: unknown) => log.error({ err: error }, 'an answer in Teams failed'))
  })

  /** Who sent it, or null: what was wrong with a token is for the log and for nobody who sends bad ones. */
  async function authenticate(activity: Activity, header: string): Promise<Identity | null> {
    try {
      return await authentication.authenticateRequest(activity, header)
    } catch (error) {
      log.warn({ err: error }, 'a request to /api/messages was refused')
      return null
    }
  }

  async function hear(context: TurnContext): Promise<void> {
    const { activity } = context
    // Other channels of the same bot registration (a web chat, say) do not vouch for who somebody is.
    if (activity.channelId !== 'msteams' && !settings.isDev) {
      log.warn({ channel: activity.channelId }, 'a message from another channel than Teams was not answered')
      return
    }
    if (!isNew(`${activity.conversation.id} ${activity.type} ${activity.id}`)) return
    const noted = isHome(tenantOf(activity)) ? notePresence?.(activity) : null
    try {
      await respond(context)
    } finally {
      await noted
    }
  }

  async function respond(context: TurnContext): Promise<void> {
    const { activity } = context
    if (activity.type === ActivityTypes.Message) await answer(context)
    else if (activity.type === ActivityTypes.Invoke) await hearConsent(context)
    else if (isInstallation(activity)) await gateway.reply(context, createWelcome(wordsFor(context), prefixIn(context)))
  }

  /** In the language of whoever wrote, where the bot speaks it. */
  function wordsFor({ activity }: TurnContext): Words {
    return createWords(languageOf(activity.locale) ?? words.language)
  }

  async function answer(context: TurnContext): Promise<void> {
    const { activity } = context
    if (isFromBot(activity)) return
    const line = lineOf(context)
    const [{ message, surface, file }] = await Promise.all([ask(line, context), gateway.typing(context)])
    if (file) return offer({ file, line }, message, context)
    const inPlace: Attempt = { way: 'reply', run: () => gateway.reply(context, message) }
    if (surface === 'personal' && isSharedPlace(activity)) await answerPersonally(context, message)
    else await tryInTurn([inPlace, { way: 'personal chat', run: () => gateway.direct(context, message) }], log)
  }

  /** A personal answer never stands where others read: it goes to the one-to-one chat, and a neutral line says so. */
  async function answerPersonally(context: TurnContext, message: Message): Promise<void> {
    const isDelivered = await tryInTurn([{ way: 'personal chat', run: () => gateway.direct(context, message) }], log)
    const { answeredInPersonalChat, needsPersonalChat } = wordsFor(context).privacy
    const line = isDelivered ? answeredInPersonalChat : needsPersonalChat
    await tryInTurn([{ way: 'reply', run: () => gateway.replyLine(context, line) }], log)
  }

  /** Teams takes files in personal chats alone, and there only when the person agrees. */
  async function offer(offered: Offer, { summary }: Message, context: TurnContext): Promise<void> {
    const card = offerActivity(offered, summary)
    const isShared = isSharedPlace(context.activity)
    const run = () => (isShared ? gateway.sendDirect(context, card) : gateway.send(context, card))
    const isOffered = await tryInTurn([{ way: 'offer of a file', run }], log)
    if (isOffered && !isShared) return
    const { exports, privacy } = wordsFor(context)
    const line = isOffered ? exports.inPersonalChat : isShared ? privacy.needsPersonalChat : exports.notSent
    await tryInTurn([{ way: 'reply', run: () => gateway.replyLine(context, line) }], log)
  }

  /** The answer to an offer. The line is asked again, by whoever takes the file and with what they may see now. */
  async function hearConsent(context: TurnContext): Promise<void> {
    const { activity } = context
    const consent = readConsent(activity)
    if (!consent || isFromBot(activity) || isSharedPlace(activity)) return
    const sayLine = (line: string) => tryInTurn([{ way: 'reply', run: () => gateway.replyLine(context, line) }], log)
    if (!consent.isTaken) await sayLine(wordsFor(context).exports.declined)
    else {
      const { message, file } = await ask(consent.line, context)
      if (!file) await tryInTurn([{ way: 'reply', run: () => gateway.reply(context, message) }], log)
      else if (await tryInTurn([{ way: 'upload', run: () => uploadFile(consent.to, file) }], log))
        await gateway.send(context, fileActivity(consent.to, message.summary))
      else await sayLine(wordsFor(context).exports.notSent)
    }
    // A second press could only fail.
    if (activity.replyToId) await gateway.remove(context, activity.replyToId)
  }

  async function ask(line: string, context: TurnContext): Promise<Answer> {
    return app.answer(line, await callerOf(context))
  }

  async function callerOf(context: TurnContext): Promise<Caller> {
    const { from } = context.activity
    const profile = await gateway.profile(context)
    return {
      platform: 'teams',
      id: from.aadObjectId ?? from.id,
      isAdmin: false,
      isStranger: isStranger(profile, tenantOf(context.activity)),
      profile: async () => profile,
      groups: () => gateway.groups(context),
      prefix: prefixIn(context),
      place: placeOf(context.activity),
    }
  }

  /** Guests and other companies' Teams reach a bot too; where the company's own is known, only it is answered. */
  function isStranger({ isGuest, tenantId }: TeamsProfile, tenant: string | undefined): boolean {
    return isGuest || !isHome(tenant) || !isHome(tenantId ?? tenant)
  }

  function isHome(tenant: string | undefined): boolean {
    const own = settings.tenantId.toLowerCase()
    return own === '' || tenant?.toLowerCase() === own
  }

  return {
    chat: createTeamsChat({ authentication, appId: settings.appId, versions, clock }),
    people: createTeamsPeople(adapter, settings.appId, log),
    stop: () => underway.settled(),
  }
}

/** Whether it says who wrote what, where, and to whom: all that Teams sends does, and the rest cannot be answered. */
function isWhole(activity: Partial<Activity> | undefined): boolean {
  const { type, id, channelId, serviceUrl, conversation, from, recipient } = activity ?? {}
  return [type, id, channelId, serviceUrl, conversation?.id, from?.id, recipient?.id].every(
    is => typeof is === 'string' && is,
  )
}

/** A button carries its line; a message says it, with the mention of the bot before or in it. */
function lineOf(context: TurnContext): string {
  const line: unknown = context.activity.value?.line
  if (typeof line === 'string') return line
  const text: unknown = context.activity.text
  return typeof text === 'string' ? readText(text) : ''
}

function prefixIn({ activity }: TurnContext): string {
  return isSharedPlace(activity) ? `@${activity.recipient.name ?? 'Tabnine'} ` : ''
}

function isSharedPlace(activity: Activity): boolean {
  return activity.conversation.conversationType !== 'personal'
}
