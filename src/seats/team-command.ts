import { z } from 'zod'
import { argument } from '../command/argument.ts'
import type { Command } from '../command/command.ts'
import { findSubject } from '../command/find-team.ts'
import { AppError } from '../errors.ts'
import { collectFor } from '../report/report.ts'
import { unreadIn } from '../report/unread.ts'
import { sheetOfTeam } from './sheet.ts'
import { explainTeam, teamReport } from './team.ts'

const args = z.object({ team: argument.team({ all: false }) })

export const teamCommand: Command<z.output<typeof args>, 'groups'> = {
  name: 'team',
  usage: 'team <team>',
  about: {
    en: {
      summary: 'a team’s people by role, and its seats',
      examples: ['team payments'],
      formTitle: 'Team overview',
      submit: 'Show team',
    },
    de: {
      summary: 'Personen eines Teams nach Rolle, und seine Plätze',
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
    const facts = await collectFor(teamReport, context, { team: subject })
    return {
      facts,
      message: teamReport.render(facts, rendering),
      provenance: explainTeam(facts, rendering),
      sheet: { make: () => sheetOfTeam(facts), unread: unreadIn(facts) },
    }
  },
}
