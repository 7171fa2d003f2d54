import { z } from 'zod'
import { findFloor } from '../access/find-floor.ts'
import { floorSeats } from '../access/floor-reports.ts'
import { surfaceOf } from '../access/policy.ts'
import { resolvePeriod } from '../report/period.ts'
import { seatsReport } from '../report/seats.ts'
import { argument } from './argument.ts'
import type { Command } from './command.ts'
import { findSubject } from './find-team.ts'

const args = z.object({ team: argument.team().optional() })

export const seatsCommand: Command<z.output<typeof args>> = {
  name: 'seats',
  usage: 'seats [<team>]',
  surface: 'private',
  args,
  async run(asked, context) {
    const subject = await findSubject(seatsCommand, asked, context)
    const { sources, caller, access, now, voice } = context
    const period = { ...resolvePeriod('last week', now, voice.zone), previous: null }
    const surface = surfaceOf(caller, seatsCommand.surface)
    const floor = await findFloor(access, sources, { surface, subjects: [subject], period, tellsSeats: true })
    const facts = floorSeats(await seatsReport.collect(sources, { subject, zone: voice.zone }, now), floor)
    return { facts, message: seatsReport.tell(facts, voice) }
  },
}
