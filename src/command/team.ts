import { z } from 'zod'
import { AppError } from '../errors.ts'
import { teamReport } from '../report/team.ts'
import { argument, type Command } from './command.ts'
import { findSubject } from './find-team.ts'

const args = z.object({ team: argument.name() })

export const teamCommand: Command<z.output<typeof args>> = {
  name: 'team',
  usage: 'team <team>',
  surface: 'private',
  args,
  async run(asked, context) {
    const { sources, now, voice } = context
    const subject = await findSubject(teamCommand, asked, context)
    // "all" is the whole organization everywhere else; its parts are the teams.
    if (subject.kind === 'organization') {
      throw new AppError('bad-arguments', {
        command: 'team',
        subject: asked.team,
        suggestions: [{ label: 'teams', line: 'teams' }],
      })
    }
    const facts = await teamReport.collect(sources, { team: subject }, now)
    return { facts, message: teamReport.tell(facts, voice) }
  },
}
