import { z } from 'zod'
import { argument } from '../../command/argument.ts'
import { type Command, formatLine } from '../../command/command.ts'
import { findSubjects } from '../../command/find-team.ts'
import { languageNames, languageOfWish } from '../../command/language-names.ts'
import { requirePlace } from '../../command/persistence.ts'
import { actions, type Message, text } from '../../message/message.ts'
import type { RenderContext } from '../../message/render-context.ts'
import type { Subscription } from '../../ports.ts'
import { subjectWord } from '../../subject.ts'
import { defaultSchedule, readSchedule } from '../../time/read-schedule.ts'
import { nextRun } from '../due.ts'
import { changeWithNextRun } from '../next-runs.ts'
import { replyWith } from './subscription.ts'

const args = z.object({
  teams: argument.teams({ isNeeded: true }).optional(),
  when: argument.schedule().optional(),
  language: argument.choice(languageNames).optional(),
})

export const subscribeCommand: Command<z.output<typeof args>, 'posts'> = {
  name: 'subscribe',
  usage:
    'subscribe <team>[, <team>…] [every <weekday> or monthly on the 1st] [at 9:00] [<zone>] [in english, in german, auf deutsch]',
  about: {
    en: {
      summary: 'send a digest to this channel',
      examples: [
        'subscribe payments, mobile every tuesday at 9:30',
        'subscribe payments',
        'subscribe all monthly on the 1st at 8:00 Europe/Berlin',
      ],
      formTitle: 'Subscribe to a digest',
      submit: 'Subscribe',
    },
    de: {
      summary: 'einen Bericht regelmäßig hierher schicken',
      examples: [
        'abonnieren payments, mobile jeden Dienstag um 9:30',
        'abonnieren payments',
        'abonnieren alle am 1. jedes Monats um 8 Uhr Europe/Berlin',
      ],
      formTitle: 'Bericht abonnieren',
      submit: 'Abonnieren',
    },
  },
  needsBot: true,
  surface: 'channel',
  holds: 'posts',
  args,
  async run(asked, context) {
    const { teams } = asked
    // An explanation is for the person who tries the command, not for everyone there.
    if (!teams) {
      const form = { line: 'subscribe', isEnough: true }
      return { facts: null, message: explain(context.rendering), surface: 'private', form }
    }
    const { store, conversation, person } = requirePlace(context)
    const { now, rendering, caller } = context
    const base = defaultSchedule(rendering.timeZone)
    const schedule =
      asked.when === undefined
        ? base
        : readSchedule(asked.when, base, when => formatLine(subscribeCommand, { ...asked, when }))
    const language = await languageOfWish(asked.language, caller)
    const subjects = await findSubjects(subscribeCommand, { ...asked, teams }, context)
    const wanted = { conversation: conversation.id, subjects, schedule, language, owner: person.id }
    const { subscription, change } = await store.transaction(async tx => {
      // Holds the conversation: of two presses at once the second finds what the first has made.
      await tx.conversations.save(conversation, now)
      await tx.conversations.save(person, now)
      const same = (await tx.subscriptions.inConversation(conversation.id)).find(other => isSame(other, wanted))
      // The bot was let in again, and the same digest is requested again.
      const isBack = same?.pause?.reason === 'unreachable'
      const resumed = isBack ? await changeWithNextRun(tx, same.id, { pause: null }, now) : null
      if (resumed) return { subscription: resumed, change: 'resumed' as const }
      if (same) return { subscription: same, change: 'existing' as const }
      const created = await tx.subscriptions.create({ ...wanted, nextRunAt: nextRun(schedule, now) }, now)
      return { subscription: created, change: 'created' as const }
    })
    return replyWith(subscription, change, context)
  },
}

type Wish = Pick<Subscription, 'subjects' | 'schedule' | 'language'>

/** The same teams in any order, at the same time, in the same language: two of them would post the same numbers twice. */
function isSame(one: Wish, other: Wish): boolean {
  const keyOf = ({ subjects, schedule: { every, hour, minute, zone }, language }: Wish) =>
    JSON.stringify([subjects.map(subjectWord).toSorted(), Object.entries(every).sort(), hour, minute, zone, language])
  return keyOf(one) === keyOf(other)
}

function explain({ t, commandPrefix }: RenderContext): Message {
  return {
    title: t.help.of('subscribe'),
    summary: t.subscription.explain,
    parts: [
      text(t.subscription.explain),
      ...subscribeCommand.about[t.language].examples.map(example => text({ code: `${commandPrefix}${example}` })),
      text(t.help.schedules),
      actions([{ label: t.forms.open.subscribe, line: 'subscribe', opens: 'form' }]),
    ],
  }
}
