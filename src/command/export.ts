import { z } from 'zod'
import { type Sheet, writeCsv } from '../message/csv.ts'
import type { Authorization } from '../privacy/authorize.ts'
import type { Unread } from '../report/unread.ts'
import { formatDay } from '../time/utc-days.ts'
import { argument } from './argument.ts'
import { readAskedAgain } from './asked-again.ts'
import { record } from './audit-trail.ts'
import { type Command, type Context, formatLine, type Reply, replyLine } from './command.ts'

const args = z.object({ line: argument.line() })

/** An export is only for the person who asked. */
export const exportSurface = 'personal'

export type Exported = {
  /** In the name of the file. */
  readonly name: string
  readonly sheet: Sheet
  /** What the file is about, for people. */
  readonly about: string
  readonly holds: 'totals' | 'all' | 'pseudonyms' | 'personal' | 'settings'
  readonly unread?: Required<Unread> | null
}

/**
 * An answer as a file, for the person who asks: it holds as much as they would see in a one-to-one chat.
 * @param commands whose answers have a sheet: reports, and lists with the arguments that change nothing
 * @param exportNumber what `export <n>` exports
 */
export function createExportCommand(
  commands: readonly Command<never>[],
  exportNumber: (number: number, context: Context) => Promise<Exported>,
): Command<z.output<typeof args>, 'own'> {
  const exportable = commands.flatMap(command => {
    const { report, listArgs } = command
    return report ? [command] : listArgs ? [{ ...command, args: listArgs }] : []
  })
  const exportCommand: Command<z.output<typeof args>, 'own'> = {
    name: 'export',
    usage: 'export <line>',
    about: {
      en: {
        summary: 'get the numbers as a CSV file',
        examples: ['export usage payments last month', 'export 3'],
        formTitle: 'Export as a file',
        submit: 'Export',
      },
      de: {
        summary: 'die Zahlen als CSV-Datei',
        examples: ['exportieren nutzung payments letzter Monat', 'exportieren 3'],
        formTitle: 'Als Datei exportieren',
        submit: 'Exportieren',
      },
    },
    surface: exportSurface,
    holds: 'own',
    args,
    async run(asked, context) {
      const number = /^#?0*([1-9]\d{0,8})$/.exec(asked.line)?.[1]
      const exported = number
        ? await exportNumber(Number(number), context)
        : await exportAnswer(asked.line, exportable, context)
      await record(context, 'export', formatLine(exportCommand, asked))
      return toReply(exported, context)
    },
  }
  return exportCommand
}

async function exportAnswer(line: string, exportable: readonly Command<never>[], context: Context): Promise<Exported> {
  const { caller, rendering } = context
  const { command, run } = readAskedAgain('export', line, exportable)
  const alone: Context = {
    ...context,
    isWhole: true,
    caller: caller.place ? { ...caller, readers: 'personal' } : caller,
  }
  const { reply, authorization } = await run(alone)
  if (!reply.sheet) throw new Error(`an answer without a sheet: ${command.name}`)
  const { make, period, unread = null } = reply.sheet
  const { title } = reply.message
  return {
    name: command.name,
    sheet: make(),
    about: period ? rendering.t.exports.withPeriod(title, rendering.t.period(period)) : title,
    holds: holdsOf(command, reply, authorization),
    unread,
  }
}

/** How careful the person who has the file must be. */
function holdsOf(command: Command<never>, reply: Reply, { level }: Authorization): Exported['holds'] {
  if ((reply.surface ?? command.surface) === 'personal') return 'personal'
  if (!command.report) return 'settings'
  return level === 'named' ? 'all' : 'totals'
}

function toReply({ name, sheet, about, holds, unread = null }: Exported, { now, rendering }: Context): Reply {
  const t = rendering.t.exports
  const file = { name: `tabnine-${name}-${formatDay(now)}.csv`, content: writeCsv(sheet) }
  const sentences = [
    t.holds(file.name, sheet.rows.length, sheet.columns.length, about),
    t.level[holds],
    ...(unread ? [rendering.t.unread.line(unread)] : []),
  ]
  return { ...replyLine(t.title, sentences.join(' '), sheet), file }
}
