import { z } from 'zod'
import { AppError } from '../errors.ts'
import { nextRun } from '../schedule/due.ts'
import { readSchedule } from '../schedule/read-schedule.ts'
import { argument, type Command, formatLine } from './command.ts'
import { findSubjects, findSubscription, rememberedPlace, replyWith } from './subscription.ts'

const args = z.object({
  number: argument.number(),
  teams: argument.names().optional(),
  when: argument.schedule().optional(),
})

export const editCommand: Command<z.output<typeof args>> = {
  name: 'edit',
  usage: 'edit <n> [<team>[, <team>…]] [every <weekday> or monthly on the 1st] [at 9:00] [<zone>]',
  surface: 'channel',
  args,
  async run(asked, context) {
    const { store } = rememberedPlace(context)
    const found = await findSubscription(asked.number, context)
    if (!asked.teams && asked.when === undefined) throw new AppError('bad-arguments', { command: 'edit' })
    const schedule =
      asked.when === undefined
        ? found.schedule
        : readSchedule(asked.when, found.schedule, when => formatLine(editCommand, { ...asked, when }))
    const subjects = asked.teams ? await findSubjects(editCommand, asked.teams, context) : found.subjects
    const change = { schedule, subjects, nextRunAt: nextRun(schedule, context.now) }
    const changed = await store.subscriptions.update(found.id, change)
    if (!changed) throw new AppError('subscription-gone')
    return replyWith(changed, 'changed', context)
  },
}
