import { z } from 'zod'
import { argument } from '../command/argument.ts'
import type { Command } from '../command/command.ts'
import { findSubject } from '../command/find-team.ts'
import { collectFor } from '../report/report.ts'
import { unreadIn } from '../report/unread.ts'
import { resolvePeriod } from '../time/period.ts'
import { costReport } from './cost.ts'
import { sheetOfCost } from './sheet.ts'

const args = z.object({ team: argument.team().optional(), period: argument.period().optional() })

export const costCommand: Command<z.output<typeof args>, 'groups'> = {
  name: 'cost',
  usage: 'cost [<team>] [<period>]',
  about: {
    en: {
      summary: 'what agents cost, by model and kind of agent',
      examples: ['cost payments last month', 'cost'],
      formTitle: 'Agent cost',
      submit: 'Show cost',
    },
    de: {
      summary: 'was die Agenten kosten, nach Modell und Art',
      examples: ['kosten payments letzter Monat', 'kosten'],
      formTitle: 'Kosten der Agenten',
      submit: 'Kosten zeigen',
    },
  },
  report: costReport,
  surface: 'private',
  holds: 'groups',
  args,
  async run(asked, context) {
    const { now, rendering } = context
    const period = resolvePeriod(asked.period ?? 'this month', now, rendering.timeZone)
    const subject = await findSubject(costCommand, asked, context)
    const facts = await collectFor(costReport, context, { subject, asked: period })
    return {
      facts,
      message: costReport.render(facts, rendering),
      sheet: { make: () => sheetOfCost(facts), period: facts.asked, unread: unreadIn(facts) },
    }
  },
}
