import { z } from 'zod'
import { argument } from '../../command/argument.ts'
import { type Command, type Context, type Reply, replyLine } from '../../command/command.ts'
import { findSubject } from '../../command/find-team.ts'
import { languageNames, languageOfWish } from '../../command/language-names.ts'
import { nameIn, normalizeName } from '../../command/line.ts'
import { requirePlace } from '../../command/persistence.ts'
import { AppError } from '../../errors.ts'
import { footer } from '../../message/fit.ts'
import { isZone } from '../../message/formats.ts'
import { actions, countCell, type Message, table, text, withWhole } from '../../message/message.ts'
import type { Alert, Store, Subject } from '../../ports.ts'
import { subjectWord } from '../../subject.ts'
import { formatDay } from '../../time/utc-days.ts'
import { localDay } from '../../time/wall-clock.ts'
import { settleZone } from '../../time/zones.ts'
import { isConfiguredAlert } from '../alert/configured.ts'
import { silentUntil, unwatched } from '../alert/notified-state.ts'
import { refreshNow } from '../alert/refresh.ts'
import { sheetOfAlerts } from '../list-sheets.ts'

const args = z.object({
  team: argument.team({ isNeeded: true, keywords: /^(?:all|(off)(?: .+)?)$/is }).optional(),
  after: argument.days(/^after (\d{1,3}) days?$/i, ['after ', ' days']).optional(),
  repeat: argument.days(/^repeat every (\d{1,3}) days?$/i, ['repeat every ', ' days']).optional(),
  language: argument.choice(languageNames).optional(),
})

export const alertsCommand: Command<z.output<typeof args>, 'posts'> = {
  name: 'alerts',
  usage: 'alerts [<team>] [after 14 days] [repeat every 7 days] [in english, in german, auf deutsch]',
  about: {
    en: {
      summary: 'alert on unused seats',
      examples: ['alerts payments', 'alerts all after 30 days repeat every 14 days', 'alerts off payments'],
      formTitle: 'Watch unused seats',
      submit: 'Watch',
    },
    de: {
      summary: 'ungenutzte Plätze melden',
      examples: ['meldungen payments', 'meldungen alle nach 30 Tagen alle 14 Tage', 'meldungen aus payments'],
      formTitle: 'Plätze beobachten',
      submit: 'Beobachten',
    },
  },
  listArgs: z.object({}),
  needsBot: true,
  surface: 'channel',
  holds: 'posts',
  args,
  async run(asked, context) {
    if (asked.team === undefined) return listAlerts(context)
    // An alert needs a conversation that may see it, but its confirmation is only for the asker.
    return { ...(await change({ ...asked, team: asked.team }, context)), surface: 'private' }
  },
}

function change(asked: z.output<typeof args> & { team: string }, context: Context): Promise<Reply> {
  if (/^off$/i.test(asked.team)) return offerOff(context)
  const off = /^off (.+)$/is.exec(asked.team)?.[1]
  return off === undefined ? watch(asked, context) : unwatch(off, context)
}

async function watch(asked: z.output<typeof args> & { team: string }, context: Context): Promise<Reply> {
  const { store, jobs, conversation, person, watching, wayIn } = requirePlace(context)
  const { now, rendering } = context
  const t = rendering.t.alerts
  const subject = await findSubject(alertsCommand, asked, context)
  const graceDays = readDays(asked.after) ?? watching.graceDays
  const repeatDays = Math.max(1, readDays(asked.repeat) ?? watching.repeatDays)
  const language = await languageOfWish(asked.language, context.caller)
  const own = (await context.caller.profile()).zone
  const zone = own === null || !isZone(own) ? null : settleZone(own)
  const { alert, isNew } = await store.transaction(async tx => {
    // Locks the conversation: of two presses at once the second finds what the first has made.
    await tx.conversations.save(conversation, now)
    await tx.conversations.save(person, now)
    const same = (await tx.alerts.inConversation(conversation.id)).find(
      other =>
        subjectWord(other.subject) === subjectWord(subject) &&
        isAsWanted(other, { owner: person.id, graceDays, repeatDays, language }),
    )
    if (same) return { alert: same, isNew: false }
    await refuseConfigured(tx, conversation.id, subject)
    const wanted = { conversation: conversation.id, subject, owner: person.id, language, zone, graceDays, repeatDays }
    const saved = await tx.alerts.save(wanted, now)
    // What is known already is posted at once, and today's check is made if it was not yet.
    const day = formatDay(now)
    await jobs.enqueue(tx, { kind: 'check-seats', day }, { key: `check-seats ${day} for ${saved.id}` })
    // A change of days or language shows on the existing message.
    if (saved.notified !== null) await refreshNow(tx, jobs, saved.id, now)
    return { alert: saved, isNew: true }
  })
  // A bot that is not a member cannot post: the asker reads how to invite it.
  const invitation = wayIn ? await wayIn() : null
  const name = rendering.t.subject(subject)
  const word = subjectWord(subject)
  const summary = isNew ? t.watching(name, graceDays, repeatDays) : t.alreadyWatching(name)
  return replyLine(t.watchingTitle(name), summary, alert, [
    ...(invitation === null ? [] : [text(rendering.t.subscription.letIn(invitation))]),
    actions([
      { label: rendering.t.unused.act.stop, line: `alerts off ${word}` },
      { label: rendering.t.unused.act.why, line: `why ${word}`, isMore: true },
    ]),
    footer(t.levels),
  ])
}

/**
 * One that ended with its conversation begins again when it is asked for, wherever it comes from.
 * @throws AppError where the alert comes from the configuration file, which says how it is
 */
async function refuseConfigured(tx: Store, conversation: string, subject: Subject): Promise<void> {
  const word = subjectWord(subject)
  const found = (await tx.alerts.inConversation(conversation)).find(other => subjectWord(other.subject) === word)
  if (found?.closed === null && (await isConfiguredAlert(tx, found.id))) throw new AppError('set-in-file')
}

/** A request of another person makes them the owner, so only the same person's request changes nothing. */
function isAsWanted(alert: Alert, wanted: Pick<Alert, 'owner' | 'graceDays' | 'repeatDays' | 'language'>): boolean {
  return (
    alert.closed === null &&
    alert.owner === wanted.owner &&
    alert.graceDays === wanted.graceDays &&
    alert.repeatDays === wanted.repeatDays &&
    alert.language === wanted.language
  )
}

async function unwatch(team: string, context: Context): Promise<Reply> {
  const { store, jobs, conversation } = requirePlace(context)
  const { t: words } = context.rendering
  const here = await store.alerts.inConversation(conversation.id)
  const called = here.filter(({ subject }) => isCalled(subject, team))
  const found = called.length === 1 && called[0] ? called[0] : await findWatched(here, team, context)
  if (await isConfiguredAlert(store, found.id)) throw new AppError('set-in-file')
  await store.transaction(async tx => {
    // Locked, so that a check that posts now is done before the message is edited for the last time.
    if (!(await tx.alerts.lock(found.id))) return
    await tx.alerts.update(found.id, { closed: unwatched, notified: null })
    await refreshNow(tx, jobs, found.id, context.now)
  })
  const name = words.subject(found.subject)
  const undo = actions([{ label: words.alerts.undo, line: `alerts ${subjectWord(found.subject)}` }])
  return replyLine(words.alerts.offTitle(name), words.alerts.off(name), found, [undo])
}

/** What can be turned off. */
async function offerOff(context: Context): Promise<Reply> {
  const { store, conversation } = requirePlace(context)
  const { t } = context.rendering
  const here = await store.alerts.inConversation(conversation.id)
  const buttons = here.map(({ subject }) => ({
    label: t.alerts.stop(t.subject(subject)),
    line: `alerts off ${subjectWord(subject)}`,
  }))
  const sentence = here.length === 0 ? t.alerts.none : t.alerts.whichOff
  return replyLine(t.alerts.listTitle, sentence, here, buttons.length > 0 ? [actions(buttons)] : [])
}

/** Matches the name in the list: an alert can be turned off even if groups are hidden by now. */
function isCalled(subject: Subject, typed: string): boolean {
  if (/^all$/i.test(typed)) return subject.kind === 'organization'
  if (subject.kind === 'organization') return false
  const called = nameIn(typed)
  return called === subject.id || normalizeName(called) === normalizeName(subject.name)
}

async function findWatched(here: readonly Alert[], team: string, context: Context): Promise<Alert> {
  const subject = await findSubject(alertsCommand, { team }, context)
  const found = here.find(alert => subjectWord(alert.subject) === subjectWord(subject))
  if (!found) throw new AppError('unknown-alert', { subject: context.rendering.t.subject(subject) })
  return found
}

async function listAlerts(context: Context): Promise<Reply> {
  const { store, conversation } = requirePlace(context)
  const found = await store.alerts.inConversation(conversation.id)
  const form = { line: 'alerts', isEnough: found.length === 0 }
  return {
    facts: found,
    message: renderAlerts(found, context),
    sheet: { make: () => sheetOfAlerts(found, context.now) },
    surface: 'private',
    form,
  }
}

function renderAlerts(
  found: readonly Alert[],
  { now, rendering: { t, commandPrefix, timeZone: zone } }: Context,
): Message {
  const open = [{ label: t.forms.open.alerts, line: 'alerts', opens: 'form' }] as const
  const examples = alertsCommand.about[t.language].examples.map(example => text({ code: `${commandPrefix}${example}` }))
  if (found.length === 0) {
    return {
      title: t.alerts.listTitle,
      summary: t.alerts.none,
      parts: [text(t.alerts.none), ...examples, actions(open)],
    }
  }
  const summary = t.alerts.count(found.length)
  const columns = [
    { label: '#', align: 'right' },
    { label: t.teams.team, align: 'left' },
    { label: t.alerts.after, align: 'right' },
    { label: t.alerts.repeat, align: 'right' },
    { label: t.alerts.last, align: 'left' },
  ] as const
  const silent = found.map(({ notified }) => silentUntil(notified, now))
  const rows = found.map(({ id, subject, graceDays, repeatDays, reason, closed }, at) => [
    countCell(String(id), id),
    t.subject(subject),
    countCell(t.alerts.days(graceDays), graceDays),
    countCell(t.alerts.days(repeatDays), repeatDays),
    closed === null ? renderState(reason, silent[at] ?? null) : t.subscription.reason(closed),
  ])
  const wakes = found.flatMap(({ id, subject }, at) =>
    silent[at] ? [{ label: t.alerts.wake(t.subject(subject)), line: `snooze ${id} 0d` }] : [],
  )
  const parts = [table(summary, columns, rows), actions([...open, ...wakes])]
  return withWhole({ title: t.alerts.listTitle, summary, parts }, `${commandPrefix}export alerts`)

  /** While an alert is snoozed, its last decision is out of date. */
  function renderState(reason: string | null, until: Date | null): string {
    return until === null ? t.alerts.reason(reason) : t.alerts.silentUntil(t.weekday(localDay(until, zone)))
  }
}

function readDays(phrase: string | undefined): number | null {
  const digits = /\d+/.exec(phrase ?? '')?.[0]
  return digits === undefined ? null : Number(digits)
}
