import { z } from 'zod'
import { collectFor } from '../access/run-report.ts'
import { teamsReport } from '../report/teams.ts'
import type { Command } from './command.ts'

export const teamsCommand: Command<Record<string, never>, 'groups'> = {
  name: 'teams',
  usage: 'teams',
  surface: 'private',
  holds: 'groups',
  args: z.object({}),
  async run(_args, context) {
    const facts = await collectFor(teamsReport, context, { isWhole: context.isWhole ?? false })
    return { facts, message: teamsReport.tell(facts, context.voice) }
  },
}
