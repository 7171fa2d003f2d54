/** What the bot tells of itself and of what it remembers, as each reader is told it: examples like those of the reports. */

import { tellAudit } from '../../src/command/audit.ts'
import { tellAll, tellOne } from '../../src/command/help.ts'
import { commands } from '../../src/commands.ts'
import { tellHistory, tellSubscription, tellSubscriptions } from '../../src/digests/subscriptions.ts'
import { tellHome } from '../../src/home/home.ts'
import type { Message } from '../../src/message/message.ts'
import type { Level, Role, Surface } from '../../src/privacy/policy.ts'
import { defaultPrivacy } from '../../src/privacy/policy.ts'
import type { Voice } from '../../src/report/report.ts'
import { exampleUnused, tellWhyPerson, tellWhyTeam, type UnusedView } from '../../src/unused-seats/findings.ts'
import { tellReminder } from '../../src/unused-seats/reminders/reminder.ts'
import { tellPlan } from '../../src/unused-seats/reminders/tell-plan.ts'
import { userReport } from '../../src/usage/user.ts'
import { alert, alerts, audited, dayOn, deliveries, monthly, plan, weekly } from './remembered-facts.ts'

type Reader = {
  readonly surface: Surface
  readonly role: Role
  /** How much they are told of teams. */
  readonly level: Level
  readonly view: UnusedView
}

type Example = { readonly name: string; readonly message: Message }

/** Personal answers are read in no channel, and who may only look sets nothing up. */
export function listRemembered(voice: Voice, reader: Reader): readonly Example[] {
  const isAlone = reader.surface !== 'channel'
  const isAdmin = reader.role === 'admin'
  return [
    ...listHelp(voice),
    ...(reader.role === 'viewer'
      ? []
      : [
          {
            name: 'A subscription',
            message: tellSubscription(
              {
                subscription: weekly,
                runs: [0, 7, 14].map(days => ({ at: dayOn(weekly.nextRunAt, days), clockChange: null })),
                isPassedOver: false,
                invitation: null,
                complete: null,
              },
              'created',
              voice,
            ),
          },
        ]),
    {
      name: 'Subscriptions',
      message: tellSubscriptions(
        [
          { subscription: weekly, last: deliveries[0] ?? null },
          { subscription: monthly, last: null },
        ],
        voice,
      ),
    },
    { name: 'History', message: tellHistory(weekly, deliveries, voice) },
    ...(isAlone ? listPersonal(voice, reader) : []),
    ...(isAlone && isAdmin ? listForAdmins(voice, reader.level) : []),
  ]
}

function listHelp(voice: Voice): readonly Example[] {
  const usage = commands.find(({ name }) => name === 'usage')
  return [
    { name: 'Help', message: tellAll(commands, voice) },
    ...(usage ? [{ name: 'Help with one command', message: tellOne(usage, voice) }] : []),
  ]
}

function listPersonal(voice: Voice, { level, view }: Reader): readonly Example[] {
  const { findings } = exampleUnused
  const idle = findings.verdicts.find(({ standing }) => standing === 'idle') ?? null
  const email = idle?.record.email ?? ''
  const told = userReport.tell({ ...userReport.example, isSelf: true }, voice)
  const home = { subscriptions: [weekly, monthly], alerts, usage: { told }, maySubscribe: true }
  const decided = [{ number: alert.id, reason: 'nothing-new', at: findings.day }]
  const seat = { kind: 'never-used', since: '2026-09-07T00:00:00Z', isAtLeast: false, hasExpired: false } as const
  return [
    { name: 'Home', message: tellHome(home, voice, ({ id }) => `edit ${id}`) },
    { name: 'Why a team', message: tellWhyTeam(alert.subject, findings, decided, voice, view) },
    ...(level === 'named' ? [{ name: 'Why a person', message: tellWhyPerson(email, idle, findings, voice) }] : []),
    { name: 'A reminder', message: tellReminder('token', seat, voice) },
  ]
}

function listForAdmins(voice: Voice, level: Level): readonly Example[] {
  const isNamed = level === 'named'
  const notReached = isNamed ? plan.unmatched.map(({ person }) => person) : []
  const promised = { latest: dayOn(exampleUnused.findings.day, 1), floor: defaultPrivacy.floor }
  // Where nobody can be named, nobody has seen a name.
  const entries = audited.filter(({ line }) => isNamed || !line.includes('@'))
  return [
    {
      name: 'Reminders to be sent',
      message: tellPlan(alert, { plan, areReasonsTold: true, names: { notReached, notNeeded: [] } }, promised, voice),
    },
    { name: 'Audit', message: tellAudit(entries, 'audit', voice) },
  ]
}
