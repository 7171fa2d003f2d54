import { z } from 'zod'
import { argument } from '../command/argument.ts'
import type { Command, Context } from '../command/command.ts'
import { findSubject } from '../command/find-team.ts'
import { collectFor } from '../report/report.ts'
import { unreadIn } from '../report/unread.ts'
import { explainSeats, type SeatsArgs, seatsReport } from './seats.ts'
import { sheetOfSeats } from './sheet.ts'

const args = z.object({ team: argument.team().optional() })

/** @param countUnusedFor the unused seats that an alert in the asker's conversation would name */
export function createSeatsCommand(
  countUnusedFor: (context: Context) => NonNullable<SeatsArgs['countUnused']>,
): Command<z.output<typeof args>, 'groups'> {
  const seatsCommand: Command<z.output<typeof args>, 'groups'> = {
    name: 'seats',
    usage: 'seats [<team>]',
    about: {
      en: {
        summary: 'members, open invites and deactivated people',
        examples: ['seats payments', 'seats'],
        formTitle: 'Seats',
        submit: 'Show seats',
      },
      de: {
        summary: 'Mitglieder, offene Einladungen und deaktivierte Personen',
        examples: ['plätze payments', 'plätze'],
        formTitle: 'Plätze',
        submit: 'Plätze zeigen',
      },
    },
    report: seatsReport,
    surface: 'private',
    holds: 'groups',
    args,
    async run(asked, context) {
      const subject = await findSubject(seatsCommand, asked, context)
      const { rendering } = context
      const facts = await collectFor(seatsReport, context, {
        subject,
        zone: rendering.timeZone,
        countUnused: countUnusedFor(context),
      })
      return {
        facts,
        message: seatsReport.render(facts, rendering),
        provenance: explainSeats(facts, rendering),
        sheet: { make: () => sheetOfSeats(facts), period: facts.activity.asked, unread: unreadIn(facts) },
      }
    },
  }
  return seatsCommand
}
