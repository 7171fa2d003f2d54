import { z } from 'zod'
import { findFloor } from '../access/find-floor.ts'
import { floorDigest } from '../access/floor-reports.ts'
import { surfaceOf } from '../access/policy.ts'
import { digestReport } from '../report/digest.ts'
import { resolvePeriod } from '../report/period.ts'
import { argument } from './argument.ts'
import type { Command } from './command.ts'
import { findSubject } from './find-team.ts'

const args = z.object({ team: argument.team().optional() })

export const digestCommand: Command<z.output<typeof args>> = {
  name: 'digest',
  usage: 'digest [<team>]',
  surface: 'private',
  args,
  async run(asked, context) {
    const { sources, caller, access, now, voice } = context
    const subject = await findSubject(digestCommand, asked, context)
    const args = { subjects: [subject], unit: 'week' as const, zone: voice.zone }
    const period = resolvePeriod('last week', now, voice.zone)
    const surface = surfaceOf(caller, digestCommand.surface)
    const floor = await findFloor(access, sources, { surface, subjects: [subject], period, tellsSeats: true })
    const facts = floorDigest(await digestReport.collect(sources, args, now), floor)
    return { facts, message: digestReport.tell(facts, voice) }
  },
}
