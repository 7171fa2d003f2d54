import { z } from 'zod'
import { argument } from '../../command/argument.ts'
import { entryOf, record } from '../../command/audit-trail.ts'
import {
  type AuthorizedContext,
  type Command,
  type Context,
  formatLine,
  type Persistence,
  type Reply,
  replyLine,
} from '../../command/command.ts'
import { findAuthorization } from '../../command/guards.ts'
import { isManagedHere, requirePersistence } from '../../command/persistence.ts'
import { enqueueDelivery } from '../../delivery/enqueue.ts'
import { AppError } from '../../errors.ts'
import type { Action } from '../../message/message.ts'
import type { Alert, Store } from '../../ports.ts'
import { localDay } from '../../time/wall-clock.ts'
import { offerActions } from '../acting/offer.ts'
import { unwatched } from '../alert/notified-state.ts'
import { refreshSoon } from '../alert/refresh.ts'
import { collectUnused, type Findings, namesOf, seatsOf } from '../findings.ts'
import { sheetOfPlan } from '../list-sheets.ts'
import { coolDownSince, ownReasons, type SkipReason } from '../reminders/decide.ts'
import { reminderKind } from '../reminders/message.ts'
import { decideFor, type PlanFacts, type PlannedReminder, planReminders, type ReminderPlan } from '../reminders/plan.ts'
import { type PreviewFacts, renderPlan } from '../reminders/render-plan.ts'
import { listToDos, renderSeatsToFree, type ToDo } from '../reminders/seats-to-free.ts'

const args = z.object({ number: argument.number(), how: argument.choice(['send', 'answers']).optional() })

/** A reminder this long after its moment has lost its job. */
const strandedAfterMs = 90_000

/** Asks people whether they need their seats, after a preview; `answers` lists the seats to free. */
export const remindCommand: Command<z.output<typeof args>, 'posts'> = {
  name: 'remind',
  usage: 'remind <n> [send or answers]',
  about: {
    en: { summary: 'ask people whether they need their seats', examples: ['remind 3', 'remind 3 answers'] },
    de: { summary: 'fragen, wer den eigenen Platz braucht', examples: ['erinnern 3', 'erinnern 3 antworten'] },
  },
  listArgs: z.object({ number: argument.number() }),
  needsBot: true,
  surface: 'private',
  holds: 'posts',
  args,
  async run({ number, how }, context) {
    const persistence = requirePersistence(context)
    const { now, rendering } = context
    const alert = await findOwn(number, context)
    if (how === 'answers') return listSeatsToFree(alert, context)
    const near = await persistence.store.conversations.get(alert.conversation)
    const plan = near && (await planReminders(persistence, alert, near, now))
    if (!plan) throw new AppError('nothing-open', { subject: String(number) })
    if (how === undefined) return confirm(alert, plan, context)
    const count = await send(persistence, alert, plan, context)
    const moment = rendering.t.moment(latest(plan, now), rendering.timeZone)
    const { sentTitle, sent } = rendering.t.remind
    return replyLine(sentTitle(count), sent(count, moment), { alert: alert.id, count })
  },
}

/**
 * An alert for which this caller may send reminders: their own, or any as an admin, in the conversation that manages it; an
 * admin also in private. For other people, and in other conversations, it is unknown.
 */
async function findOwn(id: number, context: AuthorizedContext<'posts'>): Promise<Alert> {
  const {
    authorization: { role },
    caller: { place },
  } = context
  const alert = await requirePersistence(context).store.alerts.get(id)
  const isAdminAlone = role === 'admin' && (!place || place.conversation.kind === 'personal')
  if (!alert || alert.closed === unwatched || !(isManagedHere(alert, context) || isAdminAlone)) {
    throw new AppError('unknown-alert', { subject: String(id) })
  }
  const isOwn = role === 'subscriber' && alert.owner === place?.person.id
  if (role !== 'admin' && !isOwn) throw new AppError('not-your-role')
  if (alert.closed !== null) throw new AppError('nothing-open', { subject: String(id) })
  return alert
}

/** Nothing is sent before people have read this. Names are for admins, where no one else reads them. */
async function confirm(alert: Alert, plan: ReminderPlan, context: Context): Promise<Reply> {
  const { rendering, now } = context
  const { minGroupSize } = context.access.privacy
  const mayName = (await findAuthorization(context, 'people', 'personal')) !== null
  const skippedFor = (reason: SkipReason) =>
    plan.skipped.flatMap(skipped => (mayName && skipped.reason === reason ? [skipped.candidate.person] : []))
  const names = {
    notReached: mayName ? plan.unmatched.map(({ person }) => person) : [],
    notNeeded: skippedFor('not-needed'),
    expiredInvites: skippedFor('expired-invite'),
  }
  const isNaming = Object.values(names).some(list => list.length > 0)
  if (isNaming) await record(context, 'named', formatLine(remindCommand, { number: alert.id }))
  const answering = plan.skipped.filter(({ reason }) => ownReasons.includes(reason)).length
  const isOfGroup = answering >= minGroupSize
  const areReasonsShown = mayName || isOfGroup
  // What fewer people answered is for the admin alone, also for a question asked in the channel.
  const isForAdmin = isNaming || (mayName && answering > 0 && !isOfGroup)
  const facts: PlanFacts = { plan, areReasonsShown, names }
  const preview = {
    ...{ latest: latest(plan, now), minGroupSize },
    askedBy: (await context.caller.profile()).name,
    lastTime: await findLastTime(alert, context),
  }
  return {
    facts,
    message: renderPlan(alert, facts, preview, rendering),
    sheet: { make: () => sheetOfPlan(facts) },
    ...(isForAdmin ? { surface: 'personal' as const } : {}),
  }
}

/** The last day on which people of this alert were reminded. */
async function findLastTime(alert: Alert, context: Context): Promise<PreviewFacts['lastTime']> {
  const sent = await requirePersistence(context).store.reminders.ofAlert(alert.id, new Date(0))
  const days = sent.map(({ askedAt }) => localDay(askedAt, context.rendering.timeZone).getTime())
  if (days.length === 0) return null
  const last = Math.max(...days)
  return { on: new Date(last), count: days.filter(day => day === last).length }
}

/** The answers that an admin has to act on, with names where the caller may see them. */
async function listSeatsToFree(alert: Alert, context: AuthorizedContext<'posts'>): Promise<Reply> {
  const { store, watching } = requirePersistence(context)
  const { rendering, now } = context
  const findings = await collectUnused(store, alert, watching.policy, now)
  const episode = await store.episodes.openOf(alert.id)
  if (!findings || !episode) throw new AppError('nothing-open', { subject: String(alert.id) })
  const reminders = await store.reminders.ofAlert(alert.id, episode.openedAt)
  const mayName = (await findAuthorization(context, 'people', 'personal')) !== null
  // How many of a small group answered what is as private as who did.
  const isHidden = !mayName && reminders.length < context.access.privacy.minGroupSize
  const toDos = isHidden ? [] : listToDos(reminders, findings)
  const areNamesShown = mayName && toDos.length > 0
  if (areNamesShown) await record(context, 'named', formatLine(remindCommand, { number: alert.id, how: 'answers' }))
  const offers = context.authorization.role === 'admin' ? offerForAnswers(alert, toDos, findings, context) : []
  const message = renderSeatsToFree(alert.subject, toDos, { areNamesShown, links: watching.links, offers }, rendering)
  return { facts: toDos, message, ...(areNamesShown ? { surface: 'personal' as const } : {}) }
}

/** What an admin can do about the answers: a button for each kind of change, which opens its preview. */
function offerForAnswers(alert: Alert, toDos: readonly ToDo[], findings: Findings, context: Context): Action[] {
  const { seatDoor } = requirePersistence(context)
  const invited = new Set(seatsOf(findings, 'invited').flatMap(({ record }) => namesOf(record)))
  const released = toDos.filter(({ answer }) => answer === 'release')
  const counts = {
    free: released.filter(({ person }) => !invited.has(person)).length,
    withdraw: released.filter(({ person }) => invited.has(person)).length,
    invite: toDos.length - released.length,
  }
  const offered = (['free', 'withdraw', 'invite'] as const).flatMap(kind =>
    counts[kind] > 0 ? [[kind, counts[kind]] as const] : [],
  )
  return offerActions(alert.id, offered, seatDoor.allowed, context.rendering.t, 'answered')
}

/** All in one transaction: who is reminded of what and when, and who sent it. */
async function send(
  persistence: Persistence,
  alert: Alert,
  { wanted }: ReminderPlan,
  context: Context,
): Promise<number> {
  const { now } = context
  const askedBy = (await context.caller.profile()).name
  return persistence.store.transaction(async tx => {
    // Locked, so that the second of two people who press at once finds everyone reminded.
    if (!(await tx.alerts.lock(alert.id))) throw new AppError('unknown-alert', { subject: String(alert.id) })
    const asked = new Set((await decideFor(persistence, tx, alert, now))?.asked.map(({ person }) => person))
    // In the same order everywhere: each claim holds its person until the end.
    const sorted = wanted.toSorted((a, b) => (a.candidate.person < b.candidate.person ? -1 : 1))
    let count = 0
    for (const each of sorted) {
      if (asked.has(each.candidate.person) && (await claim(persistence, tx, alert, { ...each, askedBy }, now))) count++
    }
    if (count > 0) {
      const line = `${formatLine(remindCommand, { number: alert.id, how: 'send' })} · ${count}`
      await tx.audit.add(entryOf(context, 'remind', line))
      await refreshSoon(tx, persistence.jobs, alert.id, now)
    }
    return count
  })
}

/** One person, once; false where another alert has just had them asked. */
async function claim(
  { jobs, watching, newToken }: Persistence,
  tx: Store,
  alert: Alert,
  { candidate, place, zone, language, dueAt, askedBy }: PlannedReminder & { readonly askedBy: string | null },
  now: Date,
): Promise<boolean> {
  const { person, kind, since, isAtLeast, hasExpired, expiresAt } = candidate
  const asking = { token: newToken(), alert: alert.id, person }
  const reminder = await tx.reminders.claim(asking, coolDownSince(watching.reminders, now), now)
  if (!reminder) return false
  if (!(await tx.conversations.get(place.id))) await tx.conversations.save(place, now)
  const seat = { kind, since: since.toISOString(), isAtLeast, hasExpired }
  const content = { reminder: reminder.id, zone, language, seat, askedBy, expiresAt: expiresAt?.toISOString() ?? null }
  const planned = {
    ...{ key: `reminder ${reminder.id}`, kind: reminderKind, subscription: null, slot: 'reminder' },
    ...{ conversation: place.id, dueAt, content },
  }
  const delivery = await tx.deliveries.claim(planned, now)
  if (!delivery) throw new AppError('internal', {}, { cause: new Error(`the key “${planned.key}” is taken`) })
  await tx.deliveries.postpone(delivery.id, new Date(dueAt.getTime() + strandedAfterMs))
  await enqueueDelivery(tx, jobs, delivery, dueAt)
  return true
}

function latest({ wanted }: ReminderPlan, now: Date): Date {
  return wanted.reduce((last, { dueAt }) => (dueAt > last ? dueAt : last), now)
}
