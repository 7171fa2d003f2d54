import { z } from 'zod'
import { refreshNow } from '../alert/refresh.ts'
import { AppError } from '../errors.ts'
import { dayCell, note, table, text } from '../message/message.ts'
import { readUntil } from '../schedule/read-until.ts'
import { remembered, replyLine, whoAsks } from './alert.ts'
import { entryOf } from './audit-trail.ts'
import { argument, type Command, type Context, formatLine, type Reply } from './command.ts'

const args = z.object({ whom: argument.name().optional(), until: argument.until().optional() })

/** Somebody who is not to be counted or named: on leave, say, or an account that is nobody. */
export const excludeCommand: Command<z.output<typeof args>> = {
  name: 'exclude',
  usage: 'exclude [<person> <reason>] [until <date>]',
  surface: 'personal',
  args,
  async run(asked, context) {
    const { store, jobs } = remembered(context)
    if ((await context.access.role()) !== 'admin') throw new AppError('not-allowed')
    if (asked.whom === undefined) return listExcluded(context)
    const { now, voice } = context
    const [, person = '', reason = ''] = /^(\S+)\s*(.*)$/s.exec(asked.whom) ?? []
    if (reason === '') throw new AppError('bad-arguments', { command: 'exclude', subject: person })
    const until = asked.until === undefined ? null : readUntil(asked.until, now, voice.zone)
    const who = person.toLowerCase()
    await store.transaction(async tx => {
      await tx.exclusions.save({ person: who, reason, until, by: whoAsks(context) }, now)
      await tx.audit.add(entryOf(context, 'exclude', formatLine(excludeCommand, asked)))
      for (const { id } of await tx.alerts.open()) await refreshNow(tx, jobs, id, now)
    })
    const { words } = voice
    return replyLine(words.alerts.excludeTitle, words.alerts.excluded(person, reason, until), { person: who, until })
  },
}

async function listExcluded(context: Context): Promise<Reply> {
  const { words: w } = context.voice
  const all = await remembered(context).store.exclusions.all(context.now)
  const columns = [
    { label: w.unused.person, align: 'left' },
    { label: w.alerts.because, align: 'left' },
    { label: w.alerts.until, align: 'left' },
    { label: w.alerts.by, align: 'left' },
  ] as const
  const rows = all.map(({ person, reason, until, by }) => [
    person,
    reason,
    until ? dayCell(w.day(until), until) : w.alerts.forGood,
    by,
  ])
  const summary = w.alerts.excludedCount(all.length)
  return replyLine(w.alerts.excludeTitle, summary, all, [
    ...(rows.length > 0 ? [table(summary, columns, rows)] : []),
    text(w.help.usage, { code: `${context.voice.prefix}${w.commands.exclude.examples[0]}` }),
    note(w.alerts.excludeAlso),
  ])
}
