import { z } from 'zod'
import type { Command } from '../command/command.ts'
import { callerKey } from '../command/persistence.ts'
import { type Fact, facts, text } from '../message/message.ts'

/** What the settings call the person who asks and the conversation in which they do: ADMINS and CONFIG_FILE take these ids. */
export const whoamiCommand: Command<Record<string, never>, 'own'> = {
  name: 'whoami',
  usage: 'whoami',
  about: {
    en: { summary: 'your ID, your role and the ID of this conversation', examples: ['whoami'] },
    de: { summary: 'eigene ID, Rolle und die ID dieser Unterhaltung', examples: ['werbinich'] },
  },
  surface: 'personal',
  holds: 'own',
  args: z.object({}),
  async run(_args, context) {
    const { caller, access, rendering } = context
    const t = rendering.t.whoami
    const [role, { source, isUnchecked }, { email }] = await Promise.all([
      access.role(),
      access.roleSource(),
      caller.profile(),
    ])
    const conversation = caller.place?.conversation.id ?? null
    const found = { id: caller.id, key: callerKey(context), email, role, source, conversation }
    const shown: Fact[] = [
      { label: t.id, value: caller.id },
      ...(email === null ? [] : [{ label: t.email, value: email }]),
      { label: t.role, value: role === null ? t.noRole : `${role} (${t.from[source]})` },
      ...(conversation === null ? [] : [{ label: t.conversation, value: conversation }]),
    ]
    return {
      facts: found,
      message: {
        title: t.title,
        summary: t.summary,
        parts: [text(t.summary), facts(shown), ...(isUnchecked ? [text(t.unchecked)] : [])],
      },
    }
  },
}
