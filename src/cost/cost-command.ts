import { z } from 'zod'
import { argument } from '../command/argument.ts'
import type { Command, Context } from '../command/command.ts'
import { findSubject } from '../command/find-team.ts'
import { authorizeAnswer } from '../command/guards.ts'
import { AppError } from '../errors.ts'
import { collectFor } from '../report/report.ts'
import { unreadIn } from '../report/unread.ts'
import { resolvePeriod } from '../time/period.ts'
import { findSelf, unknownSelf } from '../usage/user-command.ts'
import { costReport } from './cost.ts'
import type { CostSubject } from './facts.ts'
import { sheetOfCost } from './sheet.ts'

const self = /^me$/i

const args = z.object({
  team: argument.team({ keywords: /^(?:all|me)$/i }).optional(),
  period: argument.period().optional(),
})

export const costCommand: Command<z.output<typeof args>, 'groups'> = {
  name: 'cost',
  usage: 'cost [<team>] [<period>]',
  about: {
    en: {
      summary: 'what agents cost, by model and kind of agent',
      examples: ['cost payments last month', 'cost me', 'cost'],
      formTitle: 'Agent cost',
      submit: 'Show cost',
    },
    de: {
      summary: 'was die Agenten kosten, nach Modell und Art',
      examples: ['kosten payments letzter Monat', 'kosten ich', 'kosten'],
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
    const isOwn = asked.team !== undefined && self.test(asked.team)
    const facts = isOwn
      ? await costReport.collect(context.sources, { subject: await findOwn(context), asked: period }, now)
      : await collectFor(costReport, context, {
          subject: await findSubject(costCommand, asked, context),
          asked: period,
        })
    return {
      ...(isOwn ? { surface: 'personal' as const } : {}),
      facts,
      message: costReport.render(facts, rendering),
      sheet: { make: () => sheetOfCost(facts), period: facts.asked, unread: unreadIn(facts) },
    }
  },
}

/** @throws AppError where others would read it, as in a shared answer */
async function findOwn(context: Context): Promise<CostSubject> {
  if (context.caller.readers === 'channel') throw new AppError('not-told-here')
  await authorizeAnswer(context, 'own', 'personal')
  const own = await findSelf(context)
  if (!own) throw await unknownSelf(context)
  return { kind: 'self', id: own.id }
}
