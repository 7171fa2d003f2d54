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
import type { Alert, Store } from '../../ports.ts'
import { unwatched } from '../alert/notified-state.ts'
import { refreshSoon } from '../alert/refresh.ts'
import { sheetOfPlan } from '../list-sheets.ts'
import { coolDownSince, ownReasons } from '../reminders/decide.ts'
import { reminderKind } from '../reminders/message.ts'
import { decideFor, type PlanFacts, planReminders, type ReminderPlan, type Wanted } from '../reminders/plan.ts'
import { renderPlan } from '../reminders/render-plan.ts'

const args = z.object({ number: argument.number(), how: argument.choice(['send']).optional() })

/** After its moment, before a reminder counts as left without a job. */
const patience = 90_000

/** Asks people whether they want their seats; first it says how many that would be, and waits for a yes. */
export const remindCommand: Command<z.output<typeof args>, 'posts'> = {
  name: 'remind',
  usage: 'remind <n> [send]',
  about: {
    en: { summary: 'ask the people of an alert whether they need their seats', examples: ['remind 3'] },
    de: { summary: 'die Personen einer Meldung fragen, ob sie ihren Platz brauchen', examples: ['remind 3'] },
  },
  listArgs: z.object({ number: argument.number() }),
  needsBot: true,
  surface: 'private',
  holds: 'posts',
  args,
  async run({ number, how }, context) {
    const memory = requirePersistence(context)
    const { now, rendering } = context
    const alert = await findOwn(number, context)
    const near = await memory.store.conversations.get(alert.conversation)
    const plan = near && (await planReminders(memory, alert, near, now))
    if (!plan) throw new AppError('nothing-open', { subject: String(number) })
    if (how === undefined) return confirm(alert, plan, context)
    const count = await send(memory, alert, plan, context)
    const moment = rendering.t.moment(latest(plan, now), rendering.timeZone)
    const sent = rendering.t.remind.sent(count, moment, context.access.privacy.minGroupSize)
    return replyLine(rendering.t.alerts.title(alert.id), sent, { alert: alert.id, count })
  },
}

/**
 * An alert that this caller may have people reminded for: one's own, or any as an admin, from where it is managed; an
 * admin also where nobody reads along. Others are not told of it, nor is another conversation.
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

/** Nobody is written to before this was read. Names are for admins, where nobody reads along. */
async function confirm(alert: Alert, plan: ReminderPlan, context: Context): Promise<Reply> {
  const { rendering, now } = context
  const { minGroupSize } = context.access.privacy
  const mayName = (await findAuthorization(context, 'people', 'personal')) !== null
  const notReached = mayName ? plan.unmatched.map(({ person }) => person) : []
  const declining = plan.skipped.filter(({ reason }) => reason === 'not-needed')
  const notNeeded = mayName ? declining.map(({ candidate }) => candidate.person) : []
  const isNaming = notReached.length + notNeeded.length > 0
  if (isNaming) await record(context, 'named', formatLine(remindCommand, { number: alert.id }))
  const answering = plan.skipped.filter(({ reason }) => ownReasons.includes(reason)).length
  const areReasonsShown = mayName || answering >= minGroupSize
  const facts: PlanFacts = { plan, areReasonsShown: areReasonsShown, names: { notReached, notNeeded } }
  const message = renderPlan(alert, facts, { latest: latest(plan, now), minGroupSize }, rendering)
  return {
    facts,
    message,
    sheet: { make: () => sheetOfPlan(facts) },
    ...(isNaming ? { surface: 'personal' as const } : {}),
  }
}

/** All in one transaction: who was asked, what is to be said to whom and when, and who had it said. */
function send(memory: Persistence, alert: Alert, { wanted }: ReminderPlan, context: Context): Promise<number> {
  const { now } = context
  return memory.store.transaction(async tx => {
    // Held, so that of two who press at once the second finds everybody asked.
    if (!(await tx.alerts.lock(alert.id))) throw new AppError('unknown-alert', { subject: String(alert.id) })
    const asked = new Set((await decideFor(memory, tx, alert, now))?.asked.map(({ person }) => person))
    // In the same order everywhere: each claim holds its person until the end.
    const sorted = wanted.toSorted((a, b) => (a.candidate.person < b.candidate.person ? -1 : 1))
    let count = 0
    for (const each of sorted) {
      if (asked.has(each.candidate.person) && (await claim(memory, tx, alert, each, now))) count++
    }
    if (count > 0) {
      const line = `${formatLine(remindCommand, { number: alert.id, how: 'send' })} · ${count}`
      await tx.audit.add(entryOf(context, 'remind', line))
      await refreshSoon(tx, memory.jobs, alert.id, now)
    }
    return count
  })
}

/** One person, once; false where another alert has just had them asked. */
async function claim(
  { jobs, watching, newToken }: Persistence,
  tx: Store,
  alert: Alert,
  { candidate, place, zone, language, dueAt }: Wanted,
  now: Date,
): Promise<boolean> {
  const { person, kind, since, isAtLeast, hasExpired } = candidate
  const asking = { token: newToken(), alert: alert.id, person }
  const reminder = await tx.reminders.claim(asking, coolDownSince(watching.reminders, now), now)
  if (!reminder) return false
  if (!(await tx.conversations.get(place.id))) await tx.conversations.save(place, now)
  const seat = { kind, since: since.toISOString(), isAtLeast, hasExpired }
  const said = {
    ...{ key: `reminder ${reminder.id}`, kind: reminderKind, subscription: null, slot: 'reminder' },
    ...{ conversation: place.id, dueAt, content: { reminder: reminder.id, zone, language, seat } },
  }
  const delivery = await tx.deliveries.claim(said, now)
  if (!delivery) throw new AppError('internal', {}, { cause: new Error(`the key “${said.key}” is taken`) })
  await tx.deliveries.postpone(delivery.id, new Date(dueAt.getTime() + patience))
  await enqueueDelivery(tx, jobs, delivery, dueAt)
  return true
}

function latest({ wanted }: ReminderPlan, now: Date): Date {
  return wanted.reduce((last, { dueAt }) => (dueAt > last ? dueAt : last), now)
}
