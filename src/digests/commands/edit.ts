import { z } from 'zod'
import { argument } from '../../command/argument.ts'
import { type Command, formatLine } from '../../command/command.ts'
import { findSubjects } from '../../command/find-team.ts'
import { languageIn, languageNames } from '../../command/language-names.ts'
import { requirePlace } from '../../command/persistence.ts'
import { AppError } from '../../errors.ts'
import type { Subscription } from '../../ports.ts'
import { formatSchedule, readSchedule } from '../../time/read-schedule.ts'
import { changeWithNextRun } from '../next-runs.ts'
import { findOwnSubscription, replyWith } from './subscription.ts'

const args = z.object({
  number: argument.number(),
  teams: argument.teams().optional(),
  when: argument.schedule().optional(),
  language: argument.choice(languageNames).optional(),
})

export const editCommand: Command<z.output<typeof args>, 'posts'> = {
  name: 'edit',
  usage:
    'edit <n> [<team>[, <team>…]] [every <weekday> or monthly on the 1st] [at 9:00] [<zone>] [in english, in german, auf deutsch]',
  about: {
    en: {
      summary: 'change a digest',
      examples: ['edit 7 every friday at 16:00', 'edit 7 payments, mobile'],
      formTitle: 'Edit digest',
      submit: 'Save',
    },
    de: {
      summary: 'einen Bericht ändern',
      examples: ['ändern 7 jeden Freitag um 16 Uhr', 'ändern 7 payments, mobile'],
      formTitle: 'Bericht ändern',
      submit: 'Speichern',
    },
  },
  needsBot: true,
  surface: 'channel',
  holds: 'posts',
  args,
  async run(asked, context) {
    const { store } = requirePlace(context)
    const found = await findOwnSubscription(asked.number, context)
    const { teams, when } = asked
    if (!teams && when === undefined && asked.language === undefined) throw nothingToChange(found)
    const schedule =
      when === undefined
        ? undefined
        : readSchedule(when, found.schedule, corrected => formatLine(editCommand, { ...asked, when: corrected }))
    const subjects = teams && (await findSubjects(editCommand, { ...asked, teams }, context))
    const change = {
      ...(subjects && { subjects }),
      ...(asked.language === undefined ? {} : { language: languageIn[asked.language] }),
    }
    const changed = await store.transaction(tx =>
      schedule
        ? changeWithNextRun(tx, found.id, { schedule, ...change }, context.now)
        : // Other teams at the same time: a slot that is due this very minute stays due.
          tx.subscriptions.update(found.id, change),
    )
    if (!changed) throw new AppError('subscription-gone')
    return replyWith(changed, 'changed', context)
  },
}

/** "edit 1" alone: the line to alter is that which leaves it as it is. */
function nothingToChange({ id, schedule }: Subscription): AppError {
  const line = formatLine(editCommand, { number: id, when: formatSchedule(schedule) })
  return new AppError('nothing-to-change', { suggestions: [{ label: line, line }] })
}
