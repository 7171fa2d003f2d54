import { z } from 'zod'
import { AppError } from '../errors.ts'
import { addToFooter } from '../message/fit.ts'
import { argument } from './argument.ts'
import { readAskedAgain } from './asked-again.ts'
import type { Command } from './command.ts'
import { authorizeAnswer } from './guards.ts'
import { offerProvenance, sharedSurface } from './offers.ts'

const args = z.object({ line: argument.line() })

/** Asks a report again and posts it to the channel: only what the policy lets a channel read, even if an admin asks. */
export function createShareCommand(commands: readonly Command<never>[]): Command<z.output<typeof args>, 'posts'> {
  const reports = commands.filter(({ report }) => report)
  return {
    name: 'share',
    usage: 'share <line>',
    about: {
      en: { summary: 'share a report with this channel', examples: ['share usage payments last week'] },
      de: { summary: 'einen Bericht mit diesem Kanal teilen', examples: ['teilen nutzung payments letzte Woche'] },
    },
    needsBot: true,
    surface: sharedSurface,
    holds: 'posts',
    args,
    async run({ line }, context) {
      const { command, run } = readAskedAgain('share', line, reports)
      const { caller, rendering } = context
      const { place } = caller
      if (!place || place.conversation.kind === 'personal') throw new AppError('no-audience')
      if (command.surface === 'personal') await authorizeAnswer(context, 'people', 'channel')
      const invitation = (await place.wayIn?.()) ?? null
      if (invitation !== null) throw new AppError('not-a-member', { subject: invitation })
      const { reply, args: ofReport } = await run({ ...context, caller: { ...caller, readers: 'channel' } })
      const { name } = await caller.profile()
      const message = offerProvenance(reply.message, reply, { command, args: ofReport }, rendering)
      const shared = name === null ? message : addToFooter(message, rendering.t.share.by(name))
      return { ...reply, message: shared, surface: 'channel' }
    },
  }
}
