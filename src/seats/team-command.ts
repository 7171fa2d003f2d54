import { z } from 'zod'
import { argument } from '../command/argument.ts'
import type { Command, Context } from '../command/command.ts'
import { findSubject } from '../command/find-team.ts'
import { AppError } from '../errors.ts'
import { collectFor } from '../report/report.ts'
import { unreadIn } from '../report/unread.ts'
import { sheetOfTeam } from './sheet.ts'
import { explainTeam, type TeamArgs, teamReport } from './team.ts'

const args = z.object({ team: argument.team({ all: false }) })

/** @param countUnusedFor the unused seats that an alert in the asker's conversation would name */
export function createTeamCommand(
  countUnusedFor: (context: Context) => NonNullable<TeamArgs['countUnused']>,
): Command<z.output<typeof args>, 'groups'> {
  const teamCommand: Command<z.output<typeof args>, 'groups'> = {
    name: 'team',
    usage: 'team <team>',
    about: {
      en: {
        summary: 'a team’s use last week, its seats and roles',
        examples: ['team payments'],
        formTitle: 'Team overview',
        submit: 'Show team',
      },
      de: {
        summary: 'Nutzung eines Teams letzte Woche, seine Plätze und Rollen',
        examples: ['team payments'],
        formTitle: 'Team im Überblick',
        submit: 'Team zeigen',
      },
    },
    report: teamReport,
    surface: 'private',
    holds: 'groups',
    args,
    async run(asked, context) {
      const { rendering } = context
      const subject = await findSubject(teamCommand, asked, context)
      // "all" is the whole organization everywhere else; its parts are the teams.
      if (subject.kind === 'organization') {
        throw new AppError('bad-arguments', {
          command: 'team',
          subject: asked.team,
          suggestions: [{ label: 'teams', line: 'teams' }],
        })
      }
      const facts = await collectFor(teamReport, context, {
        team: subject,
        zone: rendering.timeZone,
        countUnused: countUnusedFor(context),
      })
      return {
        facts,
        message: teamReport.render(facts, rendering),
        provenance: explainTeam(facts, rendering),
        sheet: { make: () => sheetOfTeam(facts), unread: unreadIn(facts) },
      }
    },
  }
  return teamCommand
}
