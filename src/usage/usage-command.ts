import { z } from 'zod'
import { argument } from '../command/argument.ts'
import type { Command } from '../command/command.ts'
import { findSubject } from '../command/find-team.ts'
import { collectFor } from '../report/report.ts'
import { unreadIn } from '../report/unread.ts'
import { resolvePeriod } from '../time/period.ts'
import { sheetOfModels, sheetOfUsage } from './sheet.ts'
import { toolChoices } from './tools.ts'
import { explainUsage, stepFor, usageReport } from './usage.ts'

const stepNames = ['daily', 'weekly', 'monthly'] as const

const args = z.object({
  team: argument.team().optional(),
  period: argument.period().optional(),
  by: argument
    .choice(['daily', 'weekly', 'monthly', 'by model', ...toolChoices], { typedOnly: toolChoices })
    .optional(),
})

export const usageCommand: Command<z.output<typeof args>, 'groups'> = {
  name: 'usage',
  usage: 'usage [<team>] [<period>] [daily, weekly, monthly, by model, by ide, by language]',
  about: {
    en: {
      summary: 'active members, completions, chat and agent',
      examples: ['usage payments last week', 'usage all Q3 weekly', 'usage payments by model', 'usage'],
      formTitle: 'Usage',
      submit: 'Show usage',
    },
    de: {
      summary: 'aktive Mitglieder, Vervollständigungen, Chat und Agent',
      examples: [
        'nutzung payments letzte Woche',
        'nutzung alle Q3 wöchentlich',
        'nutzung payments nach Modell',
        'nutzung',
      ],
      formTitle: 'Nutzung',
      submit: 'Nutzung zeigen',
    },
  },
  report: usageReport,
  surface: 'private',
  holds: 'groups',
  args,
  async run(asked, context) {
    const { now, rendering } = context
    const period = resolvePeriod(asked.period ?? 'last week', now, rendering.timeZone)
    const subject = await findSubject(usageCommand, asked, context)
    // A file holds the steps of the period, also where the message shows a trend only.
    const isByModel = asked.by === 'by model'
    const tools = toolChoices.find(choice => choice === asked.by)
    const steps = stepNames.find(step => step === asked.by)
    const by = steps ?? (context.isWhole && !isByModel ? stepFor(period) : undefined)
    const collected = await collectFor(usageReport, context, { subject, asked: period, by, isByModel })
    const facts = tools ? { ...collected, tools } : collected
    return {
      facts,
      message: usageReport.render(facts, rendering),
      provenance: explainUsage(facts, rendering),
      sheet: {
        make: () => (isByModel ? sheetOfModels(facts) : sheetOfUsage(facts)),
        period: facts.activity.asked,
        unread: unreadIn(facts),
      },
    }
  },
}
