import { z } from 'zod'
import { seatsReport } from '../report/seats.ts'
import { argument, type Command } from './command.ts'
import { findSubject } from './find-team.ts'

const args = z.object({ team: argument.name().optional() })

export const seatsCommand: Command<z.output<typeof args>> = {
  name: 'seats',
  usage: 'seats [<team>]',
  surface: 'private',
  args,
  async run(asked, context) {
    const subject = await findSubject(seatsCommand, asked, context)
    const facts = await seatsReport.collect(context.sources, { subject, zone: context.voice.zone }, context.now)
    return { facts, message: seatsReport.tell(facts, context.voice) }
  },
}
