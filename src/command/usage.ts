import { z } from 'zod'
import { cutEdges } from '../access/cut-edges.ts'
import { findFloor } from '../access/find-floor.ts'
import { floorUsage, withholdUsage } from '../access/floor-reports.ts'
import { type AskedPeriod, resolvePeriod } from '../report/period.ts'
import { usageReport } from '../report/usage.ts'
import { argument } from './argument.ts'
import type { Command } from './command.ts'
import { findSubject } from './find-team.ts'

const args = z.object({
  team: argument.team().optional(),
  period: argument.period().optional(),
  by: argument.choice(['daily', 'weekly', 'monthly']).optional(),
})

export const usageCommand: Command<z.output<typeof args>, 'groups'> = {
  name: 'usage',
  usage: 'usage [<team>] [<period>] [daily, weekly or monthly]',
  surface: 'private',
  holds: 'groups',
  args,
  async run(asked, context) {
    const { sources, authorization, now, voice } = context
    const period = resolvePeriod(asked.period ?? 'last week', now, voice.zone)
    const subject = await findSubject(usageCommand, asked, context)
    const floorFor = (told: AskedPeriod) =>
      findFloor(authorization, sources, { subjects: [subject], period: told, tellsSeats: false })
    const collect = (told: AskedPeriod) => usageReport.collect(sources, { subject, asked: told, by: asked.by }, now)
    const floor = await floorFor(period)
    const cut = floor
      ? await cutEdges(sources.usageApi, subject, period, { floor: floor.people, now }, sources.signal)
      : { asked: period, atEdges: undefined }
    const isCut = cut?.asked.period !== period.period
    const floored = cut
      ? floorUsage(await collect(cut.asked), isCut ? await floorFor(cut.asked) : floor, cut.atEdges)
      : withholdUsage(await collect(period), authorization.minGroupSize)
    const facts = isCut ? { ...floored, cut: { from: period.period, floor: authorization.minGroupSize } } : floored
    return { facts, message: usageReport.tell(facts, voice) }
  },
}
