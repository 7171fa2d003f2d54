import { z } from 'zod'
import { findFloor } from '../access/find-floor.ts'
import { floorSeats } from '../access/floor-reports.ts'
import { resolvePeriod } from '../report/period.ts'
import { seatsReport } from '../report/seats.ts'
import { argument } from './argument.ts'
import type { Command } from './command.ts'
import { findSubject } from './find-team.ts'

const args = z.object({ team: argument.team().optional() })

export const seatsCommand: Command<z.output<typeof args>, 'groups'> = {
  name: 'seats',
  usage: 'seats [<team>]',
  surface: 'private',
  holds: 'groups',
  args,
  async run(asked, context) {
    const subject = await findSubject(seatsCommand, asked, context)
    const { sources, authorization, now, voice } = context
    const period = { ...resolvePeriod('last week', now, voice.zone), previous: null }
    const floor = await findFloor(authorization, sources, { subjects: [subject], period, tellsSeats: true })
    const facts = floorSeats(await seatsReport.collect(sources, { subject, zone: voice.zone }, now), floor)
    return { facts, message: seatsReport.tell(facts, voice) }
  },
}
