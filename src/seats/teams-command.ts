import { z } from 'zod'
import type { Command, Context } from '../command/command.ts'
import { collectFor } from '../report/report.ts'
import { unreadIn } from '../report/unread.ts'
import { sheetOfTeams } from './sheet.ts'
import { explainTeams, type TeamsArgs, teamsReport } from './teams.ts'

/** @param countUnusedFor the unused seats of each team */
export function createTeamsCommand(
  countUnusedFor: (context: Context) => NonNullable<TeamsArgs['countUnused']>,
): Command<Record<string, never>, 'groups'> {
  return {
    name: 'teams',
    usage: 'teams',
    about: {
      en: { summary: 'all teams with their seats', examples: ['teams'] },
      de: { summary: 'alle Teams mit ihren Plätzen', examples: ['teams'] },
    },
    report: teamsReport,
    surface: 'private',
    holds: 'groups',
    args: z.object({}),
    async run(_args, context) {
      const facts = await collectFor(teamsReport, context, {
        isWhole: context.isWhole ?? false,
        countUnused: countUnusedFor(context),
      })
      return {
        facts,
        message: teamsReport.render(facts, context.rendering),
        provenance: explainTeams(facts, context.rendering),
        sheet: { make: () => sheetOfTeams(facts), unread: unreadIn(facts) },
      }
    },
  }
}
