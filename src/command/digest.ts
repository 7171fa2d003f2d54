import { z } from 'zod'
import { digestReport } from '../report/digest.ts'
import { argument, type Command } from './command.ts'
import { findSubject } from './find-team.ts'

const args = z.object({ team: argument.name().optional() })

export const digestCommand: Command<z.output<typeof args>> = {
  name: 'digest',
  usage: 'digest [<team>]',
  surface: 'private',
  args,
  async run(asked, context) {
    const subject = await findSubject(digestCommand, asked, context)
    const args = { subjects: [subject], unit: 'week' as const, zone: context.voice.zone }
    const facts = await digestReport.collect(context.sources, args, context.now)
    return { facts, message: digestReport.tell(facts, context.voice) }
  },
}
