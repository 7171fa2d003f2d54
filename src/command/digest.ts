import { z } from 'zod'
import { findFloor } from '../access/find-floor.ts'
import { floorDigest } from '../access/floor-reports.ts'
import { digestReport } from '../report/digest.ts'
import { resolvePeriod } from '../report/period.ts'
import { argument } from './argument.ts'
import type { Command } from './command.ts'
import { findSubjects } from './find-team.ts'

const args = z.object({
  teams: argument.teams().optional(),
  by: argument.choice(['weekly', 'monthly']).optional(),
})

export const digestCommand: Command<z.output<typeof args>, 'groups'> = {
  name: 'digest',
  usage: 'digest [<team>[, <team>…]] [weekly or monthly]',
  surface: 'private',
  holds: 'groups',
  args,
  async run(asked, context) {
    const { sources, authorization, now, voice } = context
    const subjects = await findSubjects(digestCommand, { ...asked, teams: asked.teams ?? ['all'] }, context)
    const unit = asked.by === 'monthly' ? 'month' : 'week'
    const period = resolvePeriod(`last ${unit}`, now, voice.zone)
    const floor = await findFloor(authorization, sources, { subjects, period, tellsSeats: true })
    const facts = floorDigest(await digestReport.collect(sources, { subjects, unit, zone: voice.zone }, now), floor)
    return { facts, message: digestReport.tell(facts, voice) }
  },
}
