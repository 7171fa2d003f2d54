import { z } from 'zod'
import { argument } from '../../command/argument.ts'
import { entryOf, record } from '../../command/audit-trail.ts'
import { type Command, type Context, formatLine, type Reply, replyLine } from '../../command/command.ts'
import { remembered, whoAsks } from '../../command/persistence.ts'
import { AppError } from '../../errors.ts'
import { actions, countCell, dayCell, note, table, text, withWhole } from '../../message/message.ts'
import { readUntil } from '../../time/read-until.ts'
import { localDay } from '../../time/wall-clock.ts'
import { refreshAllNow } from '../alert/refresh.ts'

import { sheetOfExclusions } from '../list-sheets.ts'

const args = z.object({
  person: argument.personWithText({ isNeeded: true }).optional(),
  reason: argument.name({ isNeeded: true }).optional(),
  until: argument.until().optional(),
})

/** Somebody who is not to be counted or named: on leave, say, or an account that is nobody. */
export const excludeCommand: Command<z.output<typeof args>, 'admin'> = {
  name: 'exclude',
  usage: 'exclude [<person>] [<reason>] [until <date>]',
  about: {
    en: {
      summary: 'leave someone out of counts and alerts',
      examples: ['exclude ada@example.com on leave until 2027-01-10', 'exclude'],
      formTitle: 'Exclude a person',
      submit: 'Exclude',
    },
    de: {
      summary: 'jemanden aus Zählung und Meldungen ausnehmen',
      examples: ['exclude ada@example.com on leave until 2027-01-10', 'exclude'],
      formTitle: 'Person ausnehmen',
      submit: 'Ausnehmen',
    },
  },
  listArgs: z.object({}),
  needsBot: true,
  surface: 'personal',
  holds: 'admin',
  args,
  async run(asked, context) {
    const { store, jobs } = remembered(context)
    const { person, reason } = asked
    if (person === undefined) return listExcluded(context)
    const { now, voice } = context
    if (reason === undefined) throw new AppError('bad-arguments', { command: 'exclude', subject: person })
    const until = asked.until === undefined ? null : readUntil(asked.until, now, voice.zone)
    const who = person.toLowerCase()
    const { id } = await store.transaction(async tx => {
      const saved = await tx.exclusions.save({ person: who, reason, until, by: whoAsks(context) }, now)
      await tx.audit.add(entryOf(context, 'exclude', formatLine(excludeCommand, asked)))
      await refreshAllNow(tx, jobs, now)
      return saved
    })
    const { alerts: w } = voice.words
    const told = w.excluded(person, reason, until && localDay(until, voice.zone))
    return replyLine(w.excludeTitle, told, { id, person: who, until }, [
      note(w.includeAgain(voice.prefix, id)),
      actions([{ label: w.include, line: `include ${id}` }]),
    ])
  },
}

async function listExcluded(context: Context): Promise<Reply> {
  const { words: w, zone } = context.voice
  const all = await remembered(context).store.exclusions.all(context.now)
  const columns = [
    { label: '#', align: 'right' },
    { label: w.unused.person, align: 'left' },
    { label: w.alerts.because, align: 'left' },
    { label: w.alerts.until, align: 'left' },
    { label: w.alerts.by, align: 'left' },
  ] as const
  const untilCell = (day: Date) => dayCell(w.day(day), day)
  const rows = all.map(({ id, person, reason, until, by }) => [
    countCell(String(id), id),
    person,
    reason,
    until ? untilCell(localDay(until, zone)) : w.alerts.forGood,
    by,
  ])
  const summary = w.alerts.excludedCount(all.length)
  if (rows.length > 0) await record(context, 'named', excludeCommand.name)
  // The line alone is what was just asked.
  const examples = excludeCommand.about[w.language].examples.filter(example => example !== excludeCommand.name)
  const parts = [
    rows.length > 0 ? table(summary, columns, rows) : text(summary),
    ...examples.map(example => text({ code: `${context.voice.prefix}${example}` })),
    note(all[0] ? w.alerts.includeAgain(context.voice.prefix, all[0].id) : null, w.alerts.excludeAlso),
    actions([{ label: w.unused.act.exclude, line: excludeCommand.name, opens: 'form' }]),
  ]
  const message = withWhole({ title: w.alerts.excludeTitle, summary, parts }, `${context.voice.prefix}export exclude`)
  return { facts: all, message, sheet: { make: () => sheetOfExclusions(all) } }
}
