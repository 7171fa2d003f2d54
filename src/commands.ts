import { createAboutCommand } from './command/about.ts'
import { auditCommand } from './command/audit.ts'
import type { Command } from './command/command.ts'
import { createExportCommand } from './command/export.ts'
import { createForms } from './command/form.ts'
import { createHelpCommand } from './command/help.ts'
import { createReader } from './command/read.ts'
import { createShareCommand } from './command/share.ts'
import { budgetCommand } from './cost/budgets/budget-command.ts'
import { costCommand } from './cost/cost-command.ts'
import { createDigestCommand } from './digests/commands/digest.ts'
import { editCommand } from './digests/commands/edit.ts'
import { historyCommand } from './digests/commands/history.ts'
import { pauseCommand } from './digests/commands/pause.ts'
import { resumeCommand } from './digests/commands/resume.ts'
import { runCommand } from './digests/commands/run.ts'
import { settleCommand } from './digests/commands/settle.ts'
import { subscribeCommand } from './digests/commands/subscribe.ts'
import { subscriptionsCommand } from './digests/commands/subscriptions.ts'
import { unsubscribeCommand } from './digests/commands/unsubscribe.ts'
import { homeCommand } from './home/home-command.ts'
import { whoamiCommand } from './home/whoami-command.ts'
import { createSeatsCommand } from './seats/seats-command.ts'
import { createTeamCommand } from './seats/team-command.ts'
import { createTeamsCommand } from './seats/teams-command.ts'
import { actCommand } from './unused-seats/commands/act.ts'
import { alertsCommand } from './unused-seats/commands/alerts.ts'
import { confirmCommand } from './unused-seats/commands/confirm.ts'
import { excludeCommand } from './unused-seats/commands/exclude.ts'
import { includeCommand } from './unused-seats/commands/include.ts'
import { remindCommand } from './unused-seats/commands/remind.ts'
import { remindersCommand } from './unused-seats/commands/reminders.ts'
import { replyCommand } from './unused-seats/commands/reply.ts'
import { snoozeCommand } from './unused-seats/commands/snooze.ts'
import { whyCommand } from './unused-seats/commands/why.ts'
import { countUnusedByTeamFor, countUnusedFor } from './unused-seats/count-unused.ts'
import { exportAlert } from './unused-seats/export-alert.ts'
import { meCommand } from './usage/me-command.ts'
import { usageCommand } from './usage/usage-command.ts'
import { userCommand } from './usage/user-command.ts'

/** What can be asked, in the order of the help: a new command is one line here. */
const features: readonly Command<never>[] = [
  createTeamsCommand(countUnusedByTeamFor),
  createTeamCommand(countUnusedFor),
  createSeatsCommand(countUnusedFor),
  usageCommand,
  costCommand,
  userCommand,
  meCommand,
  createDigestCommand(countUnusedFor),
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
  budgetCommand,
  remindCommand,
  replyCommand,
  remindersCommand,
  actCommand,
  confirmCommand,
  excludeCommand,
  includeCommand,
]

const others: readonly Command<never>[] = [
  ...features,
  createExportCommand([...features, auditCommand], exportAlert),
  createShareCommand(features),
  createAboutCommand(features),
  auditCommand,
  homeCommand,
  whoamiCommand,
]

/** Everything that can be asked. Every place, help and both manifests come from this list. @internal */
export const commands: readonly Command<never>[] = [...others, createHelpCommand(others)]

export const { findCommand, readLine } = createReader(commands)
export const { findFormed, formOf } = createForms(findCommand)
