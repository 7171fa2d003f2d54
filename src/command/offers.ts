/** Buttons that are added to the answer of a report: where its numbers come from, and to share it. */
import { actions, type Message } from '../message/message.ts'
import type { RenderContext } from '../message/render-context.ts'
import { type Command, type Context, formatLine, type Reply } from './command.ts'
import { findAuthorization } from './guards.ts'

export const sharedSurface = 'channel'

/** Buttons that can be read at a glance; further ones are behind “more”. */
const maxVisibleActions = 3

/** The message with a button behind “more” that asks where its numbers come from, if the reply brings that. */
export function offerProvenance(
  message: Message,
  { provenance = [] }: Pick<Reply, 'provenance'>,
  { command, args }: { readonly command: Command<never>; readonly args: Readonly<Record<string, unknown>> },
  { t }: RenderContext,
): Message {
  if (provenance.length === 0 || !command.report) return message
  const about = { label: t.about.act, line: `about ${formatLine(command, args)}`, isMore: true } as const
  const at = message.parts.findLastIndex(({ kind }) => kind === 'actions')
  const last = message.parts[at]
  if (last?.kind !== 'actions') return { ...message, parts: [...message.parts, actions([about])] }
  return { ...message, parts: message.parts.with(at, actions([...last.actions, about], last.links)) }
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
