import { type DigestFacts, digestReport } from '../digests/digest.ts'
import { shareAnswers } from '../digests/shared-answers.ts'
import { AppError } from '../errors.ts'
import { languageOf } from '../message/languages.ts'
import { type Message, note } from '../message/message.ts'
import { createWords } from '../message/words.ts'
import type { Alert, Conversation, Delivery, SeatHistory, Subscription, UsageApi } from '../ports.ts'
import { type AccessPolicy, readerOfPost } from '../privacy/access.ts'
import { type Authorization, type Authorized, authorize, type Content, release } from '../privacy/authorize.ts'
import type { Person } from '../privacy/roles.ts'
import type { Sources, Voice } from '../report/report.ts'
import { collectFor } from '../report/run-report.ts'
import { type AlertMessageParts, type Composed, composeAlert, readAlertContent } from '../unused-seats/alert/message.ts'
import { composeReminder, type ReminderParts, readReminderContent } from '../unused-seats/reminders/message.ts'
import { type Notice, readNotice, tellNotice } from './notices.ts'

export type ComposeParts = AlertMessageParts &
  ReminderParts & {
    readonly usageApi: UsageApi
    readonly accessPolicy: AccessPolicy
    /** The person of a personal chat; `null` where the platform does not tell now. Never throws. */
    readonly personIn: (conversation: Conversation) => Promise<Person | null>
    /** Where nobody's own zone is known. */
    readonly zone: string
    readonly history: SeatHistory
    /** How readers of a conversation are spoken to. */
    readonly voiceIn: (conversation: string, zone: string) => Voice
  }

/** What a delivery says. Throws an `AppError` where that cannot be found out (now). */
export function createCompose(parts: ComposeParts) {
  const { store, usageApi, clock, history, voiceIn, zone, accessPolicy } = parts
  const askFor = shareAnswers(usageApi)

  function sourcesFor(dueAt: Date): Sources {
    const { calendar } = parts.policy
    return { usageApi: askFor(dueAt), history, calendar, signal: new AbortController().signal, onProgress: () => {} }
  }

  /** The role of a personal chat's reader counts at the moment of posting, whoever set it up. */
  async function authorizeReader<What extends Content>(
    conversation: string,
    content: What,
  ): Promise<Authorization<What>> {
    const found = await store.conversations.get(conversation)
    const person = found?.kind === 'personal' ? await parts.personIn(found) : null
    return authorize(accessPolicy.privacy, readerOfPost(accessPolicy, found, person), content)
  }

  async function composeFor(delivery: Delivery): Promise<Composed & { readonly wanted: string | null }> {
    const { conversation } = delivery
    const authorizeHere = <What extends Content>(content: What) => authorizeReader(conversation, content)
    const notice = readNotice(delivery)
    if (notice) {
      const authorization = await authorizeHere('settings')
      const about = await findWish(notice, delivery)
      // Admins and the operations channel are spoken to as the settings say.
      const wanted = about?.owner === conversation ? about.language : null
      const voice = speakIn(wanted, voiceIn(conversation, 'UTC'))
      return { message: tellNotice(notice, voice), authorization, wanted }
    }
    const alert = readAlertContent(delivery)
    if (alert) {
      const about = await store.alerts.get(alert.alert)
      const wanted = about?.language ?? null
      const voice = speakIn(wanted, voiceIn(conversation, about?.zone ?? zone))
      return { ...(await composeAlert(parts, delivery, alert, { authorize: authorizeHere, voice })), wanted }
    }
    if (delivery.kind === 'reminder') {
      const authorization = await authorizeHere('own')
      const { language: wanted } = readReminderContent(delivery)
      const voice = speakIn(wanted, voiceIn(conversation, zone))
      return { message: await composeReminder(parts, delivery, voice), authorization, wanted }
    }
    const subscription = delivery.subscription === null ? null : await store.subscriptions.get(delivery.subscription)
    if (!subscription) throw new AppError('subscription-gone')
    const authorization = await authorizeHere('groups')
    // The digest of a slot is about the period before its due time, also when it is said later.
    const { subjects, schedule, language: wanted } = subscription
    const { dueAt } = delivery
    const asked = { subjects, unit: schedule.every.unit, zone: schedule.zone, dueAt }
    const answer = { sources: sourcesFor(dueAt), authorization, now: clock.now() }
    const facts = await collectFor(digestReport, answer, asked)
    const voice = speakIn(wanted, voiceIn(conversation, schedule.zone))
    return { message: tellDigest(facts, subscription, delivery, voice), authorization, wanted }
  }

  /** Who wished for what a notice is about, and in which language. */
  async function findWish(
    notice: Notice,
    { subscription }: Delivery,
  ): Promise<Pick<Alert, 'owner' | 'language'> | null> {
    if ('alert' in notice) return store.alerts.get(notice.alert)
    return subscription === null ? null : store.subscriptions.get(subscription)
  }

  function tellDigest(facts: DigestFacts, { id }: Subscription, delivery: Delivery, voice: Voice): Message {
    const message = digestReport.tell(facts, voice)
    const late = Math.round((clock.now().getTime() - delivery.dueAt.getTime()) / 60_000)
    const by = delivery.kind === 'run' && typeof delivery.content === 'string' ? delivery.content : null
    const remarks = note(
      by === null ? null : voice.words.digest.askedBy(by),
      delivery.kind === 'digest' && late >= 15 ? voice.words.digest.late(late) : null,
      voice.words.digest.footer(id, voice.prefix),
    )
    return { ...message, parts: [...message.parts, remarks] }
  }

  return async function compose(delivery: Delivery): Promise<Authorized<Message>> {
    const { message, authorization, wanted } = await composeFor(delivery)
    const language = languageOf(wanted)
    return release(language ? { ...message, language } : message, authorization)
  }
}

/** In the language that was asked for, where the bot (still) speaks it; else as the settings say. */
function speakIn(wanted: string | null, voice: Voice): Voice {
  const language = languageOf(wanted)
  return language ? { ...voice, words: createWords(language) } : voice
}
