import { z } from 'zod'
import { argument } from '../command/argument.ts'
import type { Command } from '../command/command.ts'
import { toolChoices } from './tools.ts'
import { userReport } from './user.ts'
import { answerUsage, findSelf, unknownSelf } from './user-command.ts'

const args = z.object({ period: argument.period().optional(), by: argument.choice(toolChoices).optional() })

export const meCommand: Command<z.output<typeof args>, 'own'> = {
  name: 'me',
  usage: 'me [<period>] [by ide, by language]',
  about: {
    en: {
      summary: 'your own usage',
      examples: ['me this month', 'me by language', 'me'],
      formTitle: 'My usage',
      submit: 'Show usage',
    },
    de: {
      summary: 'die eigene Nutzung',
      examples: ['ich diesen Monat', 'ich nach sprache', 'ich'],
      formTitle: 'Meine Nutzung',
      submit: 'Nutzung zeigen',
    },
  },
  report: userReport,
  surface: 'personal',
  holds: 'own',
  args,
  async run(asked, context) {
    const own = await findSelf(context)
    if (!own) throw await unknownSelf(context)
    return answerUsage(own, asked.period, context, { isSelf: true, by: asked.by })
  },
}
