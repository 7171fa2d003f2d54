import { z } from 'zod'
import { findFloor } from '../access/find-floor.ts'
import { floorUsage } from '../access/floor-reports.ts'
import { surfaceOf } from '../access/policy.ts'
import { resolvePeriod } from '../report/period.ts'
import { usageReport } from '../report/usage.ts'
import { argument } from './argument.ts'
import type { Command } from './command.ts'
import { findSubject } from './find-team.ts'

const args = z.object({
  team: argument.team().optional(),
  period: argument.period().optional(),
  by: argument.choice(['daily', 'weekly', 'monthly']).optional(),
})

export const usageCommand: Command<z.output<typeof args>> = {
  name: 'usage',
  usage: 'usage [<team>] [<period>] [daily, weekly or monthly]',
  surface: 'private',
  args,
  async run(asked, context) {
    const { sources, caller, access, now, voice } = context
    const period = resolvePeriod(asked.period ?? 'last week', now, voice.zone)
    const subject = await findSubject(usageCommand, asked, context)
    const surface = surfaceOf(caller, usageCommand.surface)
    const floor = await findFloor(access, sources, { surface, subjects: [subject], period, tellsSeats: false })
    const facts = floorUsage(await usageReport.collect(sources, { subject, asked: period, by: asked.by }, now), floor)
    return { facts, message: usageReport.tell(facts, voice) }
  },
}
