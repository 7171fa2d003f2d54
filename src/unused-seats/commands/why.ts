import { z } from 'zod'
import { argument } from '../../command/argument.ts'
import { record } from '../../command/audit-trail.ts'
import { type Command, type Context, formatLine, type Reply } from '../../command/command.ts'
import { findSubject } from '../../command/find-team.ts'
import { authorizeAnswer, findAuthorization } from '../../command/guards.ts'
import { requirePersistence } from '../../command/persistence.ts'
import { AppError, toAppError } from '../../errors.ts'
import type { Part } from '../../message/message.ts'
import type { Alert, Subject } from '../../ports.ts'
import { maySeePerson } from '../../privacy/policy.ts'
import { collectRenewal, renderRenewal } from '../../seats/outlook.ts'
import { subjectWord } from '../../subject.ts'
import { unknownSelf } from '../../usage/user-command.ts'
import { collectUnused, namesOf, renderWhyPerson, renderWhyTeam } from '../findings.ts'
import { findAlert } from './alert.ts'

const args = z.object({ whom: argument.teamOrPerson({ keywords: /^(?:all|me|#?\d{1,9})$/i }) })

export const whyCommand: Command<z.output<typeof args>, 'own'> = {
  name: 'why',
  usage: 'why <team, e-mail, n or me>',
  about: {
    en: {
      summary: 'why seats are flagged, or not',
      examples: ['why payments', 'why ada@example.com', 'why 3', 'why me'],
      formTitle: 'Why was this flagged?',
      submit: 'Show why',
    },
    de: {
      summary: 'warum Plätze gemeldet werden oder nicht',
      examples: ['warum payments', 'warum ada@example.com', 'warum 3', 'warum ich'],
      formTitle: 'Warum gemeldet?',
      submit: 'Grund zeigen',
    },
  },
  needsBot: true,
  surface: 'personal',
  holds: 'own',
  args,
  run({ whom }, context) {
    if (/^me$/i.test(whom)) return whySelf(context)
    return whom.includes('@') ? whyPerson(whom, context) : whyTeam(whom, context)
  },
}

async function whySelf(context: Context): Promise<Reply> {
  requirePersistence(context)
  const { email } = await context.caller.profile()
  if (email === null) throw await unknownSelf(context)
  return whyPerson(email, context)
}

/** The subject that is meant. As in other commands, a number is first an alert's, and only then part of a team's name. */
async function findMeant(whom: string, context: Context): Promise<{ subject: Subject; alert: Alert | null }> {
  const number = /^#?0*([1-9]\d{0,8})$/.exec(whom)?.[1]
  if (number === undefined) return { subject: await findSubject(whyCommand, { team: whom }, context), alert: null }
  try {
    const alert = await findAlert(Number(number), context)
    return { subject: alert.subject, alert }
  } catch (unknown) {
    const { code } = toAppError(unknown)
    if (code !== 'unknown-alert' && code !== 'no-conversation') throw unknown
    return { subject: await findTeamOr(unknown, whom, context), alert: null }
  }
}

/** A team's name may be a number; without such a team, the error is about the alert. */
async function findTeamOr(unknown: unknown, team: string, context: Context): Promise<Subject> {
  try {
    return await findSubject(whyCommand, { team }, context)
  } catch (error) {
    throw toAppError(error).code === 'unknown-team' ? unknown : error
  }
}

async function whyTeam(whom: string, context: Context): Promise<Reply> {
  const { store } = requirePersistence(context)
  const { rendering, caller } = context
  // Before any look-up: also that there is an alert of this number is not for everyone.
  const { minGroupSize } = await authorizeAnswer(context, 'groups', whyCommand.surface)
  const { subject, alert } = await findMeant(whom, context)
  const here = caller.place ? await store.alerts.inConversation(caller.place.conversation.id) : []
  const about = alert ? [alert] : here.filter(each => subjectWord(each.subject) === subjectWord(subject))
  const decided = about.flatMap(({ id, reason, decidedAt }) =>
    reason === null || decidedAt === null ? [] : [{ number: id, reason, at: decidedAt }],
  )
  const findings = await findingsOf(subject, context, about[0]?.graceDays)
  const outlook = subject.kind === 'organization' ? await whyRenewal(context, minGroupSize) : []
  return { facts: findings, message: renderWhyTeam(subject, findings, decided, rendering, { minGroupSize, outlook }) }
}

/** Nothing is shown of groups below the minimum size. */
async function whyRenewal(context: Context, minGroupSize: number): Promise<Part[]> {
  const { store, watching } = requirePersistence(context)
  const { renewal } = watching
  if (!renewal) return []
  const outlook = await collectRenewal(store, renewal, context.now)
  return outlook && outlook.today.registered < minGroupSize ? [] : renderRenewal(renewal, outlook, context.rendering.t)
}

async function whyPerson(email: string, context: Context): Promise<Reply> {
  const { rendering, caller } = context
  const { email: own } = await caller.profile()
  const mayName = (await findAuthorization(context, 'people', whyCommand.surface)) !== null
  const account = own === null ? null : { id: own, email: own }
  if (!maySeePerson(mayName, account, email)) throw new AppError('not-allowed')
  const findings = await findingsOf({ kind: 'organization', name: '' }, context)
  const wanted = email.toLowerCase()
  const verdict = findings?.verdicts.find(({ record }) => namesOf(record).includes(wanted)) ?? null
  const isSelf = maySeePerson(false, account, email)
  if (!isSelf) await record(context, 'named', formatLine(whyCommand, { whom: email }))
  return { facts: verdict, message: renderWhyPerson(email, verdict, findings, rendering, isSelf) }
}

function findingsOf(subject: Subject, context: Context, graceDays?: number) {
  const { store, watching } = requirePersistence(context)
  return collectUnused(store, { subject, graceDays: graceDays ?? watching.graceDays }, watching.policy, context.now)
}
