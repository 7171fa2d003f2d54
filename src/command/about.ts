import { z } from 'zod'
import { text } from '../message/message.ts'
import { argument } from './argument.ts'
import { readAskedAgain } from './asked-again.ts'
import type { Command } from './command.ts'

const args = z.object({ line: argument.line() })

/** Shows how things are, which is no part of where numbers come from. */
const leadingSymbol = /^\p{Extended_Pictographic}\uFE0F? /u

/** Runs a report again for the same reader, and answers only where its numbers come from. */
export function createAboutCommand(commands: readonly Command<never>[]): Command<z.output<typeof args>, 'nothing'> {
  const reports = commands.filter(({ report }) => report)
  return {
    name: 'about',
    usage: 'about <line>',
    about: {
      en: { summary: 'where the numbers of a report come from', examples: ['about usage payments last week'] },
      de: { summary: 'woher die Zahlen eines Berichts stammen', examples: ['woher nutzung payments letzte Woche'] },
    },
    surface: 'private',
    // What the report holds is decided when it runs: in a channel, too, its readers may ask where its numbers come from.
    holds: 'nothing',
    args,
    async run({ line }, context) {
      const { command, run } = readAskedAgain('about', line, reports)
      const { reply } = await run(context)
      const { message, provenance = [] } = reply
      const t = context.rendering.t.about
      const [first = t.nothing, ...others] = provenance
      return {
        facts: provenance,
        surface: (reply.surface ?? command.surface) === 'personal' ? 'personal' : 'private',
        message: {
          title: t.title(message.title.replace(leadingSymbol, '')),
          summary: first,
          parts: [text(first), ...others.map(sentence => text(sentence))],
        },
      }
    },
  }
}
