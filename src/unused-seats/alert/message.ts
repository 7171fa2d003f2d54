import type { DeliveryOf } from '../../delivery/kind.ts'
import { AppError, hasCode } from '../../errors.ts'
import type { Message } from '../../message/message.ts'
import type { RenderContext } from '../../message/render-context.ts'
import type { ActionGroup, Alert, AuditEntry, Clock, PurchaseSettings, Store, UsageApi } from '../../ports.ts'
import type { Authorization, Content } from '../../privacy/authorize.ts'
import { readKnownPurchase } from '../../seats/purchase/purchase.ts'
import { subjectWord } from '../../subject.ts'
import { countActed } from '../acting/counts.ts'
import {
  collectUnused,
  type EpisodeProgress,
  keyOf,
  renderUnused,
  renderUnusedNews,
  renderUnwatched,
  seatsOf,
} from '../findings.ts'
import { listCandidates, type ReminderSettings } from '../reminders/decide.ts'
import { decideAmong } from '../reminders/plan.ts'
import { countAnswers } from '../reminders/send.ts'
import { viewFor } from '../view.ts'
import { type AlertContent, readState, type WatchParts } from './evaluate.ts'
import { silentUntil } from './notified-state.ts'

export type AlertMessageParts = Pick<WatchParts, 'policy'> & {
  readonly store: Store
  readonly clock: Clock
  /** Of this installation, for pseudonyms. */
  readonly key: string
  readonly usageApi: Pick<UsageApi, 'license'>
  readonly purchase: PurchaseSettings
  /** What admins may change in Tabnine; missing: nothing. */
  readonly acting?: readonly ActionGroup[]
  readonly reminders: ReminderSettings
}

type AlertReader = {
  /** @throws AppError see `authorize` */
  readonly authorize: <What extends Content>(content: What) => Promise<Authorization<What>>
  readonly rendering: RenderContext
}

/** What is to be sent, with the authorization of its reader. */
export type Composed = { readonly message: Message; readonly authorization: Authorization }

/**
 * What an alert's delivery posts for its reader, from what is known now.
 * @throws AppError `not-recorded` if it names people and the access log cannot be written: then nothing is posted
 */
export async function composeAlert(
  parts: AlertMessageParts,
  { content, conversation }: Pick<DeliveryOf<AlertContent>, 'content' | 'conversation'>,
  { authorize, rendering }: AlertReader,
): Promise<Composed> {
  const { store, clock, key, usageApi } = parts
  const now = clock.now()
  const [alert, episode] = await Promise.all([store.alerts.get(content.alert), store.episodes.get(content.episode)])
  if (!alert || !episode) throw new AppError('subscription-gone')
  const { progress, resolvedOn, isUnwatched } = readState(episode.state)
  // That an alert was turned off is posted everywhere, even where its numbers are hidden by now.
  if (isUnwatched) return composeUnwatched(alert, progress, { authorize, rendering })
  const authorization = await authorize('groups')
  const findings = await collectUnused(store, alert, parts.policy, now)
  if (!findings) throw new AppError('subscription-gone')
  const candidates = listCandidates(findings)
  const reminders = await store.reminders.ofAlert(alert.id, episode.openedAt)
  const asked = countAnswers(reminders, findings)
  const remindable = (await decideAmong(store, candidates, parts.reminders, now)).asked.length
  const facts = {
    findings,
    episode: progress && {
      number: alert.id,
      progress: asked ? { ...progress, asked } : progress,
      resolvedOn,
      silentUntil: silentUntil(alert.notified, now),
    },
    isBaseline: content.isBaseline,
    remindable,
    acted: countActed(await store.seatActions.ofAlert(alert.id, episode.openedAt), findings),
    acting: parts.acting ?? [],
    purchase: parts.purchase.seatPrice ? await readKnownPurchase(usageApi, parts.purchase) : null,
  }
  let isNaming = false
  const view = viewFor(authorization, key)
  const name: typeof view.name = record => {
    isNaming = authorization.level === 'named'
    return view.name(record)
  }
  const wanted = new Set(content.added)
  const added = seatsOf(findings).filter(({ record }) => wanted.has(keyOf(record)))
  const message =
    content.how === 'reply'
      ? renderUnusedNews(facts, added, rendering, { ...view, name })
      : renderUnused(facts, rendering, { ...view, name })
  const line = `alerts ${subjectWord(alert.subject)}`
  if (isNaming) await recordNamed(store, { at: now, who: conversation, line, surface: authorization.surface })
  return { message, authorization }
}

async function composeUnwatched(
  { subject }: Alert,
  progress: EpisodeProgress | null,
  { authorize, rendering }: AlertReader,
): Promise<Composed> {
  try {
    const authorization = await authorize('groups')
    return { message: renderUnwatched(subject, progress, rendering), authorization }
  } catch (error) {
    if (!hasCode(error, 'not-told-here')) throw error
    return { message: renderUnwatched(subject, null, rendering), authorization: await authorize('nothing') }
  }
}

/** Written before each attempt to post, for a post may be read although its outcome is unknown. */
async function recordNamed(store: Store, entry: Omit<AuditEntry, 'what'>): Promise<void> {
  try {
    await store.audit.add({ ...entry, what: 'named' })
  } catch (error) {
    throw new AppError('not-recorded', {}, { cause: error })
  }
}
