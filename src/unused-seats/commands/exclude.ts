import { z } from 'zod'
import { argument } from '../../command/argument.ts'
import { entryOf, record } from '../../command/audit-trail.ts'
import { type Command, type Context, formatLine, type Reply, replyLine } from '../../command/command.ts'
import { callerKey, requirePersistence } from '../../command/persistence.ts'
import { AppError } from '../../errors.ts'
import { footer } from '../../message/fit.ts'
import { actions, countCell, dayCell, table, text, withWhole } from '../../message/message.ts'
import { readUntil } from '../../time/read-until.ts'
import { localDay } from '../../time/wall-clock.ts'
import { refreshAllNow } from '../alert/refresh.ts'
import { sheetOfExclusions } from '../list-sheets.ts'

const args = z.object({
  person: argument.personWithText({ isNeeded: true }).optional(),
  reason: argument.name({ isNeeded: true }).optional(),
  until: argument.until().optional(),
})

/** Excludes a person from counts and names, for example on leave, or an account that belongs to no person. */
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
      examples: ['ausnehmen ada@example.com Elternzeit bis 10.1.2027', 'ausnehmen'],
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
    const { store, jobs } = requirePersistence(context)
    const { person, reason } = asked
    if (person === undefined) return listExcluded(context)
    const { now, rendering } = context
    if (reason === undefined) throw new AppError('bad-arguments', { command: 'exclude', subject: person })
    const until = asked.until === undefined ? null : readUntil(asked.until, now, rendering.timeZone)
    const who = person.toLowerCase()
    const { id } = await store.transaction(async tx => {
      const saved = await tx.exclusions.save({ person: who, reason, until, by: callerKey(context) }, now)
      await tx.audit.add(entryOf(context, 'exclude', formatLine(excludeCommand, asked)))
      await refreshAllNow(tx, jobs, now)
      return saved
    })
    const { alerts: t } = rendering.t
    const sentence = t.excluded(person, reason, until && localDay(until, rendering.timeZone))
    return replyLine(t.excludeTitle, sentence, { id, person: who, until }, [
      actions([{ label: t.undo, line: `include ${id}` }]),
    ])
  },
}

async function listExcluded(context: Context): Promise<Reply> {
  const { t, timeZone: zone } = context.rendering
  const all = await requirePersistence(context).store.exclusions.all(context.now)
  const columns = [
    { label: '#', align: 'right' },
    { label: t.unused.person, align: 'left' },
    { label: t.alerts.because, align: 'left' },
    { label: t.alerts.until, align: 'left' },
    { label: t.alerts.by, align: 'left' },
  ] as const
  const untilCell = (day: Date) => dayCell(t.day(day), day)
  const rows = all.map(({ id, person, reason, until, by }) => [
    countCell(String(id), id),
    person,
    reason,
    until ? untilCell(localDay(until, zone)) : t.alerts.forGood,
    by,
  ])
  const summary = t.alerts.excludedCount(all.length)
  if (rows.length > 0) await record(context, 'named', excludeCommand.name)
  // The bare command is what was just asked.
  const examples = excludeCommand.about[t.language].examples.filter(example => example !== excludeCommand.name)
  const parts = [
    rows.length > 0 ? table(summary, columns, rows) : text(summary),
    ...examples.map(example => text({ code: `${context.rendering.commandPrefix}${example}` })),
    footer(t.alerts.excludeAlso),
    actions([{ label: t.unused.act.exclude, line: excludeCommand.name, opens: 'form' }]),
  ]
  const message = withWhole(
    { title: t.alerts.excludeTitle, summary, parts },
    `${context.rendering.commandPrefix}export exclude`,
  )
  return { facts: all, message, sheet: { make: () => sheetOfExclusions(all) } }
}
