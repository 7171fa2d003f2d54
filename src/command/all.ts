import { editCommand } from '../digests/commands/edit.ts'
import { historyCommand } from '../digests/commands/history.ts'
import { pauseCommand } from '../digests/commands/pause.ts'
import { resumeCommand } from '../digests/commands/resume.ts'
import { runCommand } from '../digests/commands/run.ts'
import { settleCommand } from '../digests/commands/settle.ts'
import { subscribeCommand } from '../digests/commands/subscribe.ts'
import { subscriptionsCommand } from '../digests/commands/subscriptions.ts'
import { unsubscribeCommand } from '../digests/commands/unsubscribe.ts'
import { homeCommand } from '../home/home-command.ts'
import { alertsCommand } from '../unused-seats/commands/alerts.ts'
import { excludeCommand } from '../unused-seats/commands/exclude.ts'
import { includeCommand } from '../unused-seats/commands/include.ts'
import { remindCommand } from '../unused-seats/commands/remind.ts'
import { remindersCommand } from '../unused-seats/commands/reminders.ts'
import { replyCommand } from '../unused-seats/commands/reply.ts'
import { snoozeCommand } from '../unused-seats/commands/snooze.ts'
import { whyCommand } from '../unused-seats/commands/why.ts'
import { reports } from './asked-again.ts'
import { auditCommand } from './audit.ts'
import type { Command } from './command.ts'
import { exportCommand } from './export.ts'
import { createHelpCommand } from './help.ts'
import { shareCommand } from './share.ts'

const asked: readonly Command<never>[] = [
  ...reports,
  subscribeCommand,
  subscriptionsCommand,
  editCommand,
  pauseCommand,
  resumeCommand,
  runCommand,
  unsubscribeCommand,
  historyCommand,
  settleCommand,
  alertsCommand,
  whyCommand,
  snoozeCommand,
  remindCommand,
  replyCommand,
  remindersCommand,
  excludeCommand,
  includeCommand,
  exportCommand,
  shareCommand,
  auditCommand,
  homeCommand,
]

/** Everything that can be asked, in the order of the help. Every place, help and both manifests come from this list. */
export const commands: readonly Command<never>[] = [...asked, createHelpCommand(asked)]
