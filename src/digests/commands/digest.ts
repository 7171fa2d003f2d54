import { z } from 'zod'
import { argument } from '../../command/argument.ts'
import type { Command, Context } from '../../command/command.ts'
import { findSubjects } from '../../command/find-team.ts'
import { collectFor } from '../../report/report.ts'
import { unreadIn } from '../../report/unread.ts'
import { explainActivity } from '../../usage/render-activity.ts'
import { digestReport } from '../digest.ts'
import { sheetOfDigest } from '../sheet.ts'
import type { CountUnused } from '../unused-count.ts'

const args = z.object({
  teams: argument.teams().optional(),
  by: argument.choice(['weekly', 'monthly']).optional(),
})

/** @param countUnusedFor the unused seats that an alert in the asker's conversation would name */
export function createDigestCommand(
  countUnusedFor: (context: Context) => CountUnused,
): Command<z.output<typeof args>, 'groups'> {
  const digestCommand: Command<z.output<typeof args>, 'groups'> = {
    name: 'digest',
    usage: 'digest [<team>[, <team>…]] [weekly or monthly]',
    about: {
      en: {
        summary: 'preview a digest',
        examples: ['digest payments', 'digest payments, mobile monthly'],
        formTitle: 'Preview digest',
        submit: 'Show digest',
      },
      de: {
        summary: 'Vorschau eines Berichts',
        examples: ['bericht payments', 'bericht payments, mobile monatlich'],
        formTitle: 'Bericht ansehen',
        submit: 'Vorschau zeigen',
      },
    },
    report: digestReport,
    surface: 'private',
    holds: 'groups',
    args,
    async run(asked, context) {
      const { rendering } = context
      const subjects = await findSubjects(digestCommand, { ...asked, teams: asked.teams ?? ['all'] }, context)
      const unit = asked.by === 'monthly' ? 'month' : 'week'
      const facts = await collectFor(digestReport, context, {
        subjects,
        unit,
        zone: rendering.timeZone,
        countUnused: countUnusedFor(context),
      })
      const [first] = facts.parts
      return {
        facts,
        message: digestReport.render(facts, rendering),
        provenance: first ? explainActivity(first.activity, rendering) : [],
        sheet: {
          make: () => sheetOfDigest(facts),
          ...(first ? { period: first.activity.asked } : {}),
          unread: unreadIn(facts),
        },
      }
    },
  }
  return digestCommand
}
