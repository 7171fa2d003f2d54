import { z } from 'zod'
import { collectFor } from '../access/run-report.ts'
import { usageReport } from '../report/usage.ts'
import { resolvePeriod } from '../time/period.ts'
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
    const { now, voice } = context
    const period = resolvePeriod(asked.period ?? 'last week', now, voice.zone)
    const subject = await findSubject(usageCommand, asked, context)
    const facts = await collectFor(usageReport, context, { subject, asked: period, by: asked.by })
    return { facts, message: usageReport.tell(facts, voice) }
  },
}
