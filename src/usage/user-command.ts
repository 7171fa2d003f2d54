import { z } from 'zod'
import { argument } from '../command/argument.ts'
import { record } from '../command/audit-trail.ts'
import { type Command, type Context, formatLine, type Reply } from '../command/command.ts'
import { findAuthorization } from '../command/guards.ts'
import { AppError } from '../errors.ts'
import { attempt, valueOr } from '../partial.ts'
import type { Person } from '../ports.ts'
import { maySeePerson } from '../privacy/policy.ts'
import { unreadIn } from '../report/unread.ts'
import { resolvePeriod } from '../time/period.ts'
import { explainActivity } from './render-activity.ts'
import { sheetOfUser } from './sheet.ts'
import type { ToolChoice } from './tools.ts'
import { userReport } from './user.ts'

const args = z.object({ person: argument.person(), period: argument.period().optional() })

export const userCommand: Command<z.output<typeof args>, 'own'> = {
  name: 'user',
  usage: 'user <e-mail or id> [<period>]',
  about: {
    en: {
      summary: 'someone’s usage (admins), or your own',
      examples: ['user ada@example.com last month'],
      formTitle: 'Someone’s usage',
      submit: 'Show usage',
    },
    de: {
      summary: 'Nutzung einer Person (Admins) oder die eigene',
      examples: ['person ada@example.com letzter Monat'],
      formTitle: 'Nutzung einer Person',
      submit: 'Nutzung zeigen',
    },
  },
  report: userReport,
  surface: 'personal',
  holds: 'own',
  args,
  async run(asked, context) {
    // Whether a person exists is shown only to those who may see them, so the policy comes before the search.
    const mayName = (await findAuthorization(context, 'people', userCommand.surface)) !== null
    // Another person's e-mail is refused without asking Tabnine anything; an id may be the caller's own.
    if (!mayName && asked.person.includes('@') && !(await isOwnEmail(asked.person, context)))
      throw new AppError('not-allowed')
    const own = mayName ? null : await findSelf(context)
    if (!maySeePerson(mayName, own, asked.person)) throw new AppError('not-allowed')
    const person = own ?? (await findPerson(asked.person, context))
    const isSelf = await isCaller(person, context)
    const reply = await answerUsage(person, asked.period, context, { isSelf })
    if (!isSelf) await record(context, 'named', formatLine(userCommand, asked))
    return reply
  },
}

async function isCaller({ email }: Person, context: Context): Promise<boolean> {
  return email !== null && isOwnEmail(email, context)
}

async function isOwnEmail(email: string, { caller }: Context): Promise<boolean> {
  const own = (await caller.profile()).email
  return own !== null && maySeePerson(false, { id: '', email: own }, email)
}

/** The caller's own account, found by e-mail; `null` where the platform or Tabnine does not know it. */
export async function findSelf(context: Context): Promise<Person | null> {
  const { email } = await context.caller.profile()
  return email === null ? null : findByEmail(email, context)
}

/** Why nothing is known about the caller's own account. */
export async function unknownSelf({ caller }: Context): Promise<AppError> {
  const { email, missingScope } = await caller.profile()
  return new AppError('unknown-self', email === null && missingScope !== undefined ? { scope: missingScope } : {})
}

/** One person's usage over a period, by default the last 30 days. */
export async function answerUsage(
  person: Person,
  period: string | undefined,
  { sources, caller, now, rendering, isWhole = false }: Context,
  { isSelf, by }: { readonly isSelf: boolean; readonly by?: ToolChoice | undefined },
): Promise<Reply> {
  const asked = resolvePeriod(period ?? 'last 30 days', now, rendering.timeZone)
  const collected = await userReport.collect(sources, { person, asked, isWhole }, now)
  // Where many read along, the person is one of them.
  const facts = { ...collected, isSelf: isSelf && caller.readers !== 'channel', ...(by ? { by } : {}) }
  return {
    facts,
    message: userReport.render(facts, rendering),
    provenance: explainActivity(facts.activity, rendering),
    sheet: { make: () => sheetOfUser(facts), period: asked, unread: unreadIn(facts) },
  }
}

async function findPerson(asked: string, context: Context): Promise<Person> {
  if (!asked.includes('@')) return findById(asked, context)
  const found = await findByEmail(asked, context)
  if (!found) throw new AppError('unknown-person', { subject: asked })
  return found
}

/** A person's page may not say whether the account is active; then what does is asked. Without an answer it stays unknown. */
async function findById(id: string, { sources: { usageApi, signal } }: Context): Promise<Person> {
  const person = await usageApi.person(id, signal)
  if (person.active !== null) return person
  return { ...person, active: valueOr(await attempt(usageApi.isActive(id, signal), signal), null) }
}

/** The search by e-mail knows less of a person than their own page does, but may know whether they are active. */
async function findByEmail(email: string, context: Context): Promise<Person | null> {
  const { usageApi, signal } = context.sources
  const found = await usageApi.personByEmail(email, signal)
  if (!found) return null
  if (found.active === null) return findById(found.id, context)
  // Where the page cannot be read, the search has found enough to look up the person's usage.
  const page = await attempt(usageApi.person(found.id, signal), signal)
  return { ...valueOr(page, found), id: found.id, active: found.active }
}
