import { z } from 'zod'
import { historyCommand } from '../digests/commands/history.ts'
import { subscriptionsCommand } from '../digests/commands/subscriptions.ts'
import type { DigestFacts } from '../digests/digest.ts'
import { sheetOfHistory, sheetOfSubscriptions } from '../digests/list-sheets.ts'
import { sheetOfDigest } from '../digests/sheet.ts'
import type { Listed } from '../digests/subscriptions.ts'
import { AppError } from '../errors.ts'
import { type Sheet, writeCsv } from '../message/csv.ts'
import type { Alert, AuditEntry, Delivery, KeptExclusion } from '../ports.ts'
import type { Authorization } from '../privacy/authorize.ts'
import { unreadIn } from '../report/unread.ts'
import type { SeatsFacts } from '../seats/seats.ts'
import { sheetOfSeats, sheetOfTeam, sheetOfTeams } from '../seats/sheet.ts'
import type { TeamFacts } from '../seats/team.ts'
import type { TeamsFacts } from '../seats/teams.ts'
import type { AskedPeriod } from '../time/period.ts'
import { formatDay } from '../time/utc-days.ts'
import { findAlert, remembered, replyLine } from '../unused-seats/commands/alert.ts'
import { alertsCommand } from '../unused-seats/commands/alerts.ts'
import { excludeCommand } from '../unused-seats/commands/exclude.ts'
import { remindCommand } from '../unused-seats/commands/remind.ts'
import { collectUnused, sheetOfUnused } from '../unused-seats/findings.ts'
import { sheetOfAlerts, sheetOfExclusions, sheetOfPlan } from '../unused-seats/list-sheets.ts'
import type { PlanFacts } from '../unused-seats/reminders/plan.ts'
import { viewFor } from '../unused-seats/view.ts'
import { sheetOfUsage, sheetOfUser } from '../usage/sheet.ts'
import type { UsageFacts } from '../usage/usage.ts'
import type { UserFacts } from '../usage/user.ts'
import { argument } from './argument.ts'
import { readAskedAgain, reports } from './asked-again.ts'
import { auditCommand } from './audit.ts'
import { sheetOfAudit } from './audit-sheet.ts'
import { record } from './audit-trail.ts'
import { type Command, type Context, formatLine, type Reply } from './command.ts'
import { authorizeAnswer } from './guards.ts'

const args = z.object({ line: argument.line() })

type Exported = {
  /** In the name of the file. */
  readonly name: string
  readonly sheet: Sheet
  /** What the file is about, for people. */
  readonly about: string
  readonly holds: 'totals' | 'all' | 'pseudonyms' | 'personal' | 'settings'
  readonly unread?: ReturnType<typeof unreadIn>
}

/** Without the arguments that change something, so that a line with them is not understood. */
function listOf(command: Command<never>, shape: z.ZodRawShape = {}): Command<never> {
  return { ...command, args: z.object(shape) }
}

/** What was set up or done: for whoever may ask for the list. */
const lists: readonly Command<never>[] = [
  subscriptionsCommand,
  historyCommand,
  listOf(alertsCommand),
  listOf(excludeCommand),
  listOf(remindCommand, { number: argument.number() }),
  auditCommand,
]

/** What a command's facts are, only the command knows. */
const toSheet: Readonly<Record<string, (facts: unknown, now: Date) => Sheet>> = {
  teams: facts => sheetOfTeams(facts as TeamsFacts),
  team: facts => sheetOfTeam(facts as TeamFacts),
  seats: facts => sheetOfSeats(facts as SeatsFacts),
  usage: facts => sheetOfUsage(facts as UsageFacts),
  user: facts => sheetOfUser(facts as UserFacts),
  me: facts => sheetOfUser(facts as UserFacts),
  digest: facts => sheetOfDigest(facts as DigestFacts),
  subscriptions: facts => sheetOfSubscriptions(facts as Listed[]),
  history: facts => sheetOfHistory(facts as Delivery[]),
  alerts: (facts, now) => sheetOfAlerts(facts as Alert[], now),
  exclude: facts => sheetOfExclusions(facts as KeptExclusion[]),
  remind: facts => sheetOfPlan(facts as PlanFacts),
  audit: facts => sheetOfAudit(facts as AuditEntry[]),
}

/** An answer as a file, for whoever asks alone: as much is in it as they would be told in a one-to-one chat. */
export const exportCommand: Command<z.output<typeof args>, 'own'> = {
  name: 'export',
  usage: 'export <line>',
  surface: 'personal',
  holds: 'own',
  args,
  async run(asked, context) {
    const number = /^#?0*([1-9]\d{0,8})$/.exec(asked.line)?.[1]
    const exported = number ? await exportAlert(Number(number), context) : await exportAnswer(asked.line, context)
    await record(context, 'export', formatLine(exportCommand, asked))
    return tell(exported, context)
  },
}

async function exportAnswer(line: string, context: Context): Promise<Exported> {
  const { caller, now, voice } = context
  const { command, run } = readAskedAgain('export', line, [...reports, ...lists])
  const alone: Context = {
    ...context,
    isWhole: true,
    caller: caller.place ? { ...caller, readers: 'personal' } : caller,
  }
  const { reply, authorization } = await run(alone)
  const asked = periodOf(reply.facts)
  const { title } = reply.message
  return {
    name: command.name,
    sheet: sheetOf(command.name, reply.facts, now),
    about: asked ? voice.words.exports.withPeriod(title, voice.words.period(asked)) : title,
    holds: holdsOf(command, reply, authorization),
    unread: unreadIn(reply.facts as Parameters<typeof unreadIn>[0]),
  }
}

/** What whoever has the file is to mind. */
function holdsOf(command: Command<never>, reply: Reply, { level }: Authorization): Exported['holds'] {
  if ((reply.surface ?? command.surface) === 'personal') return 'personal'
  if (lists.includes(command)) return 'settings'
  return level === 'named' ? 'all' : 'totals'
}

async function exportAlert(number: number, context: Context): Promise<Exported> {
  const { store, watching, keyOfPseudonyms } = remembered(context)
  const { now, voice } = context
  const authorization = await authorizeAnswer(context, 'groups', exportCommand.surface)
  const alert = await findAlert(number, context)
  const findings = await collectUnused(store, alert, watching.policy, now)
  if (!findings) throw new AppError('not-checked')
  const sheet = sheetOfUnused(findings, viewFor(authorization, await keyOfPseudonyms()))
  const hasPeople = sheet.columns.includes('person')
  return {
    name: `alert-${alert.id}`,
    sheet,
    about: voice.words.exports.unusedOf(alert.id, voice.words.subject(alert.subject), findings.day),
    unread: unreadIn(findings),
    holds: !hasPeople ? 'totals' : authorization.level === 'named' ? 'personal' : 'pseudonyms',
  }
}

function tell({ name, sheet, about, holds, unread = null }: Exported, { now, voice }: Context): Reply {
  const w = voice.words.exports
  const file = { name: `tabnine-${name}-${formatDay(now)}.csv`, content: writeCsv(sheet) }
  const sentences = [
    w.holds(file.name, sheet.rows.length, sheet.columns.length, about),
    w.level[holds],
    ...(unread ? [voice.words.unread.line(unread)] : []),
  ]
  return { ...replyLine(w.title, sentences.join(' '), sheet), file }
}

function sheetOf(name: string, facts: unknown, now: Date): Sheet {
  const make = toSheet[name]
  if (!make) throw new Error(`an answer without a sheet: ${name}`)
  return make(facts, now)
}

/** The days that most facts are of. */
function periodOf(facts: unknown): AskedPeriod | null {
  const { activity, parts } = facts as Partial<Pick<UsageFacts, 'activity'> & Pick<DigestFacts, 'parts'>>
  return activity?.asked ?? parts?.[0]?.activity.asked ?? null
}
