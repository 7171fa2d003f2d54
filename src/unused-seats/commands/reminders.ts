import { z } from 'zod'
import { argument } from '../../command/argument.ts'
import { type Command, type Context, replyLine } from '../../command/command.ts'
import { requirePersistence } from '../../command/persistence.ts'
import { actions } from '../../message/message.ts'
import { unknownSelf } from '../../usage/user-command.ts'

const args = z.object({ how: argument.choice(['off', 'on']).optional() })

/** Turns reminders to oneself off and on. */
export const remindersCommand: Command<z.output<typeof args>, 'own'> = {
  name: 'reminders',
  usage: 'reminders [off or on]',
  about: {
    en: { summary: 'turn off reminders to you', examples: ['reminders off'] },
    de: { summary: 'eigene Erinnerungen abstellen', examples: ['erinnerungen aus'] },
  },
  needsBot: true,
  surface: 'personal',
  holds: 'own',
  args,
  async run({ how }, context) {
    const { store } = requirePersistence(context)
    const { now, rendering } = context
    const names = await namesOfCaller(context)
    if (names.length === 0) throw await unknownSelf(context)
    if (how !== undefined) {
      await store.transaction(async tx => {
        for (const name of names) await (how === 'off' ? tx.optOuts.add(name, now) : tx.optOuts.remove(name))
      })
    }
    const isOff = (await store.optOuts.among(names)).length > 0
    const { mine, act } = rendering.t.remind
    const change = isOff ? { label: mine.turnOn, line: 'reminders on' } : { label: act.stop, line: 'reminders off' }
    const reply = replyLine(mine.title, isOff ? mine.off : mine.on, { isOff }, [actions([change])])
    return how === undefined ? reply : { ...reply, replacesPressed: true }
  },
}

/** The keys of a person in reminders: e-mail, and personal chat, because the e-mail here may differ from Tabnine's. */
export async function namesOfCaller({ caller }: Context): Promise<string[]> {
  const { email } = await caller.profile()
  return [email?.toLowerCase(), caller.place?.person.id].filter(name => name !== undefined)
}
