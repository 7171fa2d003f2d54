/** Messages about what the bot stores, as each reader gets them: examples like those of the reports. */

import { renderAudit } from '../../src/command/audit.ts'
import { renderAll, renderOne, renderStart } from '../../src/command/help.ts'
import { commands } from '../../src/commands.ts'
import { defaultConfigFile } from '../../src/config/file.ts'
import { editLine, subscribeLine } from '../../src/digests/lines.ts'
import { renderHistory, renderSubscription, renderSubscriptions } from '../../src/digests/subscriptions.ts'
import { renderHome } from '../../src/home/home.ts'
import type { Message } from '../../src/message/message.ts'
import type { RenderContext } from '../../src/message/render-context.ts'
import type { Level, Role, Surface } from '../../src/privacy/policy.ts'
import { defaultPrivacy } from '../../src/privacy/policy.ts'
import { renderActed, renderPreview } from '../../src/unused-seats/acting/render.ts'
import { exampleUnused } from '../../src/unused-seats/findings/example.ts'
import { renderWhyPerson, renderWhyTeam, type UnusedView } from '../../src/unused-seats/findings.ts'
import { renderReminder } from '../../src/unused-seats/reminders/reminder.ts'
import { renderPlan } from '../../src/unused-seats/reminders/render-plan.ts'
import { userReport } from '../../src/usage/user.ts'
import {
  acted,
  alert,
  alerts,
  audited,
  dayOn,
  deliveries,
  halfDone,
  monthly,
  plan,
  previewOfChange,
  weekly,
} from './remembered-facts.ts'

const { links } = defaultConfigFile

type Reader = {
  readonly surface: Surface
  readonly role: Role
  /** How much they may see of teams. */
  readonly level: Level
  readonly view: UnusedView
}

type Example = { readonly name: string; readonly message: Message }

/** Personal answers are read in no channel, and who may only look sets nothing up. */
export function listStoredExamples(rendering: RenderContext, reader: Reader): readonly Example[] {
  const isAlone = reader.surface !== 'channel'
  const isAdmin = reader.role === 'admin'
  return [
    ...listHelp(rendering),
    ...(reader.role === 'viewer'
      ? []
      : [
          {
            name: 'A subscription',
            message: renderSubscription(
              {
                subscription: weekly,
                runs: [0, 7, 14].map(days => ({ at: dayOn(weekly.nextRunAt, days), clockChange: null })),
                isPassedOver: false,
                invitation: null,
                complete: null,
                lines: { edit: editLine(weekly), again: subscribeLine(weekly) },
              },
              'created',
              rendering,
            ),
          },
        ]),
    {
      name: 'Subscriptions',
      message: renderSubscriptions(
        [
          { subscription: weekly, last: deliveries[0] ?? null, isConfigured: false },
          { subscription: monthly, last: null, isConfigured: true },
        ],
        rendering,
      ),
    },
    { name: 'History', message: renderHistory(weekly, deliveries, rendering) },
    ...(isAlone ? listPersonal(rendering, reader) : []),
    ...(isAlone && isAdmin ? listForAdmins(rendering, reader.level) : []),
  ]
}

function listHelp(rendering: RenderContext): readonly Example[] {
  const usage = commands.find(({ name }) => name === 'usage')
  return [
    { name: 'Help', message: renderStart(commands, rendering) },
    { name: 'All commands', message: renderAll(commands, rendering) },
    ...(usage ? [{ name: 'Help with one command', message: renderOne(usage, rendering) }] : []),
  ]
}

function listPersonal(rendering: RenderContext, { level, view }: Reader): readonly Example[] {
  const { findings } = exampleUnused
  const idle = findings.verdicts.find(({ standing }) => standing === 'idle') ?? null
  const email = idle?.record.email ?? ''
  const usage = userReport.render({ ...userReport.example, isSelf: true }, rendering)
  const home = { subscriptions: [weekly, monthly], alerts, usage: { message: usage }, maySubscribe: true }
  const decided = [{ number: alert.id, reason: 'nothing-new', at: findings.day }]
  const seat = { kind: 'never-used', since: '2026-09-07T00:00:00Z', isAtLeast: false, hasExpired: false } as const
  return [
    { name: 'Home', message: renderHome(home, rendering, ({ id }) => `edit ${id}`) },
    { name: 'Why a team', message: renderWhyTeam(alert.subject, findings, decided, rendering, view) },
    ...(level === 'named'
      ? [{ name: 'Why a person', message: renderWhyPerson(email, idle, findings, rendering, false) }]
      : []),
    {
      name: 'A reminder',
      message: renderReminder('token', seat, { firstName: 'Thao', askedBy: 'Grace Ito' }, links, rendering),
    },
  ]
}

function listForAdmins(rendering: RenderContext, level: Level): readonly Example[] {
  const isNamed = level === 'named'
  const notReached = isNamed ? plan.unmatched.map(({ person }) => person) : []
  const promised = {
    latest: dayOn(exampleUnused.findings.day, 1),
    minGroupSize: defaultPrivacy.minGroupSize,
    askedBy: 'Grace Ito',
    lastTime: null,
  }
  // Where people are never named, no log entry is about a name.
  const entries = audited.filter(({ line }) => isNamed || !line.includes('@'))
  return [
    {
      name: 'Reminders to be sent',
      message: renderPlan(
        alert,
        { plan, areReasonsShown: true, names: { notReached, notNeeded: [], expiredInvites: [] } },
        promised,
        rendering,
      ),
    },
    ...(isNamed
      ? [
          { name: 'Seats to be freed', message: renderPreview(previewOfChange, rendering) },
          { name: 'Seats that were freed', message: renderActed(acted, rendering) },
          { name: 'Invites half renewed', message: renderActed(halfDone, rendering) },
        ]
      : []),
    { name: 'Audit', message: renderAudit(entries, 'audit', rendering) },
  ]
}
