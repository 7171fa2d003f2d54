import type { Command } from './command.ts'
import { digestCommand } from './digest.ts'
import { createHelpCommand } from './help.ts'
import { meCommand } from './me.ts'
import { seatsCommand } from './seats.ts'
import { teamCommand } from './team.ts'
import { teamsCommand } from './teams.ts'
import { usageCommand } from './usage.ts'
import { userCommand } from './user.ts'

const lookUps: readonly Command<never>[] = [
  teamsCommand,
  teamCommand,
  seatsCommand,
  usageCommand,
  userCommand,
  meCommand,
  digestCommand,
]

/** Everything that can be asked, in the order of the help. Every place, help and both manifests come from this list. */
export const commands: readonly Command<never>[] = [...lookUps, createHelpCommand(lookUps)]
