import { z } from 'zod'
import { findFloor } from '../access/find-floor.ts'
import { floorTeam } from '../access/floor-reports.ts'
import { AppError } from '../errors.ts'
import { teamReport } from '../report/team.ts'
import { argument } from './argument.ts'
import type { Command } from './command.ts'
import { findSubject } from './find-team.ts'

const args = z.object({ team: argument.team({ all: false }) })

export const teamCommand: Command<z.output<typeof args>, 'groups'> = {
  name: 'team',
  usage: 'team <team>',
  surface: 'private',
  holds: 'groups',
  args,
  async run(asked, context) {
    const { sources, authorization, now, voice } = context
    const subject = await findSubject(teamCommand, asked, context)
    // "all" is the whole organization everywhere else; its parts are the teams.
    if (subject.kind === 'organization') {
      throw new AppError('bad-arguments', {
        command: 'team',
        subject: asked.team,
        suggestions: [{ label: 'teams', line: 'teams' }],
      })
    }
    const floor = await findFloor(authorization, sources, { subjects: [subject], tellsSeats: true })
    const facts = floorTeam(await teamReport.collect(sources, { team: subject }, now), floor)
    return { facts, message: teamReport.tell(facts, voice) }
  },
}
