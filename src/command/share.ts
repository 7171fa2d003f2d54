import { z } from 'zod'
import { AppError } from '../errors.ts'
import { addToFooter } from '../message/fit.ts'
import { actions, type Message } from '../message/message.ts'
import { offerProvenance } from './about.ts'
import { argument } from './argument.ts'
import { readAskedAgain } from './asked-again.ts'
import { type Command, type Context, formatLine } from './command.ts'
import { authorizeAnswer, findAuthorization } from './guards.ts'

const args = z.object({ line: argument.line() })

const sharedSurface = 'channel'

/** Buttons that can be read at a glance; further ones are behind “more”. */
const maxVisibleActions = 3

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

/** Adds a button to share an answer that only the person who asked sees, if others are there and the person may post. */
export async function offerSharing(
  message: Message,
  { command, args }: { readonly command: Command<never>; readonly args: Readonly<Record<string, unknown>> },
  context: Context,
): Promise<Message> {
  const { caller, rendering } = context
  const isAlone = caller.readers === 'private' && caller.place !== null && caller.place.conversation.kind !== 'personal'
  if (!isAlone || command.surface !== 'private' || !command.report) return message
  if (!(await findAuthorization(context, 'posts', sharedSurface))) return message
  const at = message.parts.findLastIndex(({ kind }) => kind === 'actions')
  const last = message.parts[at]
  const visible = last?.kind === 'actions' ? last.actions.filter(({ isMore }) => !isMore) : []
  const share = {
    label: rendering.t.share.act,
    line: `share ${formatLine(command, args)}`,
    ...(visible.length < maxVisibleActions ? {} : { isMore: true as const }),
  }
  if (last?.kind !== 'actions') return { ...message, parts: [...message.parts, actions([share])] }
  return { ...message, parts: message.parts.with(at, actions([...last.actions, share], last.links)) }
}
