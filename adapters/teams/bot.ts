import { type Activity, ActivityTypes, ConfigurationBotFrameworkAuthentication, type TurnContext } from 'botbuilder'
import type { Application, Request, Response } from 'express'
import type { App } from '../../src/app.ts'
import { isGreeting } from '../../src/command/read.ts'
import type { Config } from '../../src/config.ts'
import type { ChatGateway } from '../../src/delivery/chat-gateway.ts'
import type { Places } from '../../src/delivery/places.ts'
import type { Charts } from '../../src/message/chart.ts'
import type { Words } from '../../src/message/words.ts'
import type { Clock, Log, PeopleFinder } from '../../src/ports.ts'
import { type RunAfter, after as systemAfter } from '../answer.ts'
import { systemClock } from '../core.ts'
import type { Network } from '../network.ts'
import { drawReference, withReference } from '../reference.ts'
import { createRefusals, type NoteRefusal } from '../refusals.ts'
import { createOnce, createUnderway, doubleClickMs } from '../requests.ts'
import { createAnswers } from './answers.ts'
import { boundActivity } from './bounds.ts'
import { createCallers, prefixIn, wordsFor } from './callers.ts'
import { toCredentialOptions } from './credentials.ts'
import { createFormCards } from './form-cards.ts'
import { createForms } from './forms.ts'
import { createTeamsGateway } from './gateway.ts'
import { mentionsIn, readCarried, readText } from './incoming.ts'
import { createInstallationTracker, isFromBot, isInstallation } from './installation-tracker.ts'
import { createInvokes, type InvokeAnswer } from './invokes.ts'
import { refuseForwarded } from './own-machine.ts'
import { createTeamsPeople } from './people.ts'
import { isSharedPlace } from './place.ts'
import { createPersonIn } from './readers.ts'
import { createTeamsResponder } from './responder.ts'
import { keyOfPress } from './sent-key.ts'
import { createAnsweringAdapter, createSingleTry } from './single-try.ts'
import { createTeamsVersions } from './versions.ts'
import { createWelcome } from './welcome.ts'

type Identity = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']>>

/** For the log of a refused request. */
const hint =
  'If Teams sent it, check MICROSOFT_APP_ID, MICROSOFT_APP_TENANT_ID, the clock of this machine and its way to login.botframework.com.'

export type TeamsBot = {
  readonly chat: ChatGateway
  readonly people: PeopleFinder
  /** Resolves when everything received is answered. */
  stop(): Promise<void>
}

export type TeamsParts = {
  readonly settings: NonNullable<Config['teams']>
  readonly app: App
  readonly words: Words
  readonly charts: Charts
  readonly log: Log
  /** Only logs unless given. */
  readonly noteRefusal?: NoteRefusal
  readonly network: Network
  readonly web: Application
  /** Reads the JSON body of a request to `/api/messages`. */
  readonly readJson: (request: Request, response: Response, next: (error?: unknown) => void) => void
  /** Stores the conversations in which the bot may post unprompted; without it the bot only answers. */
  readonly places?: Places | null
  readonly clock?: Clock
  readonly after?: RunAfter | undefined
  /** Called for each answer that could not be delivered in any way. */
  readonly onUndelivered?: () => void
}

/**
 * Receives messages, buttons and installations at `/api/messages`; acknowledges, asks the app, posts the answer. Only for what
 * Teams waits for, such as a dialog, is the answer in the response.
 */
export function createTeamsBot(parts: TeamsParts): TeamsBot {
  const { settings, app, words, charts, log, network, web, readJson } = parts
  const { places = null, clock = systemClock, after = systemAfter } = parts
  const { noteRefusal = createRefusals({ platform: 'teams', log }) } = parts
  const authentication = new ConfigurationBotFrameworkAuthentication(
    {
      ...toCredentialOptions(settings),
      ...settings.botFramework,
    },
    undefined,
    undefined,
    undefined,
    { httpClient: network.httpClient },
  )
  const { adapter, authenticate: authenticateRequest } = createAnsweringAdapter(authentication)
  const versions = createTeamsVersions(words, charts)
  const single = createSingleTry(authentication, () => {})
  const responder = createTeamsResponder({ adapter, single, appId: settings.appId, versions, log })
  const callers = createCallers(settings, responder)
  const { onUndelivered = () => {} } = parts
  const common = { app, responder, callers, words, log, after, onUndelivered }
  const answers = createAnswers(common)
  const forms = createForms(app)
  const handleFormCard = createFormCards({ ...common, forms, answers })
  const handleInvoke = createInvokes({ ...common, forms, answers })
  const notePresence = places && createInstallationTracker(places, log)
  const underway = createUnderway()
  const isNew = createOnce()
  const isNewPress = createOnce(doubleClickMs)

  web.post('/api/messages', refuseForwarded(settings.isDev), readJson, async (request, response) => {
    const identity = await authenticate(request.body as Activity, request.header('authorization') ?? '')
    if (!identity) {
      response.status(401).end()
      return
    }
    const activity = boundActivity(request.body)
    if (!activity) {
      response.status(400).json({ error: 'bad request' })
      return
    }
    const isWaitedFor = activity.type === ActivityTypes.Invoke
    if (!isWaitedFor) response.status(200).end()
    const known = Promise.withResolvers<InvokeAnswer>()
    const work = withReference(drawReference(), 'answer in Teams', () =>
      adapter.processActivityDirect(identity, activity, context => handle(context, known.resolve)),
    )
    underway
      .track(work)
      .catch((error: unknown) => log.error({ err: error }, 'an answer in Teams failed'))
      .finally(() => known.resolve({ status: 500 }))
    if (!isWaitedFor) return
    const { status, body } = await known.promise
    if (body === undefined) response.status(status).end()
    else response.status(status).json(body)
  })

  /** Who sent it, or null: what was wrong with a token is for the log and for no one who sends bad ones. */
  async function authenticate(activity: Activity, header: string): Promise<Identity | null> {
    try {
      return await authenticateRequest(activity, header)
    } catch (error) {
      noteRefusal('token', 'a request to /api/messages was refused', { err: error, hint })
      return null
    }
  }

  async function handle(context: TurnContext, respond: (answer: InvokeAnswer) => void): Promise<void> {
    const { activity } = context
    const isInvoke = activity.type === ActivityTypes.Invoke
    // Other channels of the same bot registration (a web chat, say) do not vouch for who someone is.
    if (activity.channelId !== 'msteams' && !settings.isDev) {
      log.warn({ channel: activity.channelId }, 'a message from another channel than Teams was not answered')
      return respond({ status: 501 })
    }
    const isFirstTime = isNew(`${activity.conversation.id} ${activity.type} ${activity.id}`)
    if (isInvoke && !isFromBot(activity)) return handleInvoke(context, respond, isFirstTime)
    if (!isFirstTime || isInvoke) return respond({ status: 501 })
    const press = keyOfPress(activity)
    if (press !== null && !isNewPress(press)) return respond({ status: 200 })
    const noted = callers.isHome(activity) ? notePresence?.(activity) : null
    try {
      await answer(context)
    } finally {
      await noted
    }
  }

  async function answer(context: TurnContext): Promise<void> {
    const { activity } = context
    if (isInstallation(activity)) return welcome(context)
    if (activity.type !== ActivityTypes.Message || isFromBot(activity)) return
    if (await handleFormCard(context)) return
    const line = lineOf(context)
    if (isGreeting(line) && !isSharedPlace(activity)) await welcome(context)
    else await answers.give(line, context)
  }

  async function welcome(context: TurnContext): Promise<void> {
    const { activity } = context
    const hasHome = places !== null && !isSharedPlace(activity)
    await responder.reply(context, createWelcome(wordsFor(activity, words), prefixIn(activity), hasHome))
  }

  return {
    chat: createTeamsGateway({
      ...{ authentication, appId: settings.appId, versions, clock },
      personIn: createPersonIn({ adapter, appId: settings.appId, membershipOf: callers.membershipOf, log }),
    }),
    people: createTeamsPeople({ adapter, appId: settings.appId, membershipOf: callers.membershipOf, log }),
    stop: () => underway.settled(),
  }
}

/** A button carries its line; a message says it, with the mention of the bot before or in it. */
function lineOf(context: TurnContext): string {
  const { value, entities, recipient } = context.activity
  const text: unknown = context.activity.text
  return readCarried(value) ?? (typeof text === 'string' ? readText(text, mentionsIn(entities, recipient.id)) : '')
}
