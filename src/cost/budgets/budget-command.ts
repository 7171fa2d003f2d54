import { z } from 'zod'
import { argument } from '../../command/argument.ts'
import { type Command, type Context, replyLine } from '../../command/command.ts'
import { isManagedHere, requirePlace } from '../../command/persistence.ts'
import { AppError } from '../../errors.ts'
import type { Language } from '../../message/languages.ts'
import { actions } from '../../message/message.ts'
import type { BudgetEpisode } from '../../ports.ts'
import { localDay } from '../../time/wall-clock.ts'
import { claimBudget } from './evaluate.ts'
import { endOfMonth } from './message.ts'

const args = z.object({ number: argument.number(), what: argument.choice(['snooze', 'mute', 'resume']) })

const snoozeMs = 7 * 86_400_000
const samePressMs = 60_000

const words = {
  en: {
    title: 'Budget snoozed',
    silent: (subject: string, until: string) => `I post nothing new about the budget of ${subject} until ${until}.`,
    resumedTitle: 'Budget is on',
    resumed: (subject: string) => `I post again when ${subject} reaches the next part of its budget.`,
    resume: 'Wake now',
  },
  de: {
    title: 'Budget ruht',
    silent: (subject: string, until: string) =>
      `Zum Budget von ${subject} melde ich bis ${until.replace(/\.$/, '')} nichts Neues.`,
    resumedTitle: 'Budget ist an',
    resumed: (subject: string) => `Erreicht ${subject} den nächsten Teil des Budgets, melde ich mich wieder.`,
    resume: 'Jetzt wecken',
  },
} as const satisfies Readonly<Record<Language, unknown>>

/** The buttons of a budget's message. What was reached meanwhile is posted by the next check after the snooze. */
export const budgetCommand: Command<z.output<typeof args>, 'posts'> = {
  name: 'budget',
  usage: 'budget <n> snooze, mute or resume',
  about: {
    en: {
      summary: 'snooze a budget for 7 days, or mute it for the month',
      examples: ['budget 2 snooze', 'budget 2 mute', 'budget 2 resume'],
      formTitle: 'Snooze budget',
      submit: 'Save',
    },
    de: {
      summary: 'ein Budget 7 Tage oder für den Monat stummschalten',
      examples: ['budget 2 ruhen', 'budget 2 stummschalten', 'budget 2 fortsetzen'],
      formTitle: 'Budget ruhen lassen',
      submit: 'Speichern',
    },
  },
  needsBot: true,
  surface: 'private',
  holds: 'posts',
  args,
  async run({ number, what }, context) {
    const { store, jobs } = requirePlace(context)
    const { now, rendering } = context
    const { t, timeZone } = rendering
    const { subject, month } = await findBudget(number, context)
    const until = { snooze: new Date(now.getTime() + snoozeMs), mute: endOfMonth(month), resume: null }[what]
    await store.transaction(async tx => {
      const open = await tx.budgets.lock(number)
      if (!open || open.closedAt !== null) throw new AppError('unknown-budget', { subject: String(number) })
      // The same button, pressed by two: the second changes nothing.
      const before = open.state.snoozedUntil
      if (isSame(before, until)) return
      await tx.budgets.update(number, { state: { ...open.state, snoozedUntil: until?.toISOString() ?? null } })
      if (open.messageId !== null) await claimBudget({ jobs }, tx, open, 'edit', now)
    })
    const w = words[t.language]
    const name = t.subject(subject)
    if (until === null) return replyLine(w.resumedTitle, w.resumed(name), { number, until })
    const sentence = w.silent(name, t.weekday(localDay(until, timeZone)))
    return replyLine(w.title, sentence, { number, until }, [
      actions([{ label: w.resume, line: `budget ${number} resume` }]),
    ])
  },
}

function isSame(before: string | null, until: Date | null): boolean {
  if (before === null || until === null) return before === null && until === null
  return Math.abs(new Date(before).getTime() - until.getTime()) < samePressMs
}

/** A budget whose message is in this conversation. Any other is unknown here, also one that is too small to be posted. */
async function findBudget(id: number, context: Context): Promise<BudgetEpisode> {
  const found = await requirePlace(context).store.budgets.get(id)
  const isPosted = found !== null && found.closedAt === null && found.messageId !== null
  if (!isPosted || !isManagedHere({ conversation: found.conversation, owner: '' }, context))
    throw new AppError('unknown-budget', { subject: String(id) })
  return found
}
