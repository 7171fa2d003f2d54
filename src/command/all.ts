import { alertsCommand } from './alerts.ts'
import { reports } from './asked-again.ts'
import { auditCommand } from './audit.ts'
import type { Command } from './command.ts'
import { editCommand } from './edit.ts'
import { excludeCommand } from './exclude.ts'
import { exportCommand } from './export.ts'
import { createHelpCommand } from './help.ts'
import { historyCommand } from './history.ts'
import { homeCommand } from './home.ts'
import { includeCommand } from './include.ts'
import { pauseCommand } from './pause.ts'
import { remindCommand } from './remind.ts'
import { remindersCommand } from './reminders.ts'
import { replyCommand } from './reply.ts'
import { resumeCommand } from './resume.ts'
import { runCommand } from './run.ts'
import { settleCommand } from './settle.ts'
import { shareCommand } from './share.ts'
import { snoozeCommand } from './snooze.ts'
import { subscribeCommand } from './subscribe.ts'
import { subscriptionsCommand } from './subscriptions.ts'
import { unsubscribeCommand } from './unsubscribe.ts'
import { whyCommand } from './why.ts'

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
