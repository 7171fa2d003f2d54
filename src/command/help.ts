import { z } from 'zod'
import { AppError } from '../errors.ts'
import { actions, type Message, note, table, text } from '../message/message.ts'
import type { RenderContext } from '../message/render-context.ts'
import type { Words } from '../message/words.ts'
import { argument, fieldsOf } from './argument.ts'
import type { Command } from './command.ts'
import { namesIn, suggestVerbs, toVerb } from './verbs.ts'

const args = z.object({ verb: argument.name().optional() })

export type ListedCommand = Pick<Command, 'name' | 'usage' | 'about' | 'needsBot' | 'args'>

/** Help lists the commands, itself among them, so it is made from the others. */
export function createHelpCommand(others: readonly ListedCommand[]): Command<z.output<typeof args>> {
  // Asked most often and always the same: rendered once for each language and command prefix.
  const cache = new WeakMap<Words, Map<string, Message>>()

  function renderOnce(listed: readonly ListedCommand[], hasDatabase: boolean, rendering: RenderContext): Message {
    const inWords = cache.get(rendering.t) ?? new Map<string, Message>()
    cache.set(rendering.t, inWords)
    const key = `${hasDatabase} ${rendering.commandPrefix}`
    const answerable = listed.filter(({ needsBot }) => hasDatabase || !needsBot)
    const message = inWords.get(key) ?? renderAll(answerable, rendering)
    inWords.set(key, message)
    return message
  }

  const help: Command<z.output<typeof args>> = {
    name: 'help',
    usage: 'help [<verb>]',
    about: {
      en: { summary: 'all commands, with examples', examples: ['help usage', 'help'] },
      de: { summary: 'alle Befehle, mit Beispielen', examples: ['hilfe nutzung', 'hilfe'] },
    },
    surface: 'private',
    holds: 'nothing',
    args,
    async run({ verb }, { rendering, persistence }) {
      const listed = [...others, help]
      if (verb === undefined)
        return { facts: listed.map(({ usage }) => usage), message: renderOnce(listed, persistence !== null, rendering) }
      const found = listed.find(({ name }) => name === toVerb(verb.toLowerCase()))
      if (!found) {
        const suggestions = suggestVerbs(
          verb,
          listed.map(({ name }) => name),
        ).map(name => `help ${name}`)
        throw new AppError('unknown-command', {
          subject: verb,
          suggestions: suggestions.map(line => ({ label: line, line })),
        })
      }
      return {
        facts: found.usage,
        message: renderOne(found, rendering, { worksHere: persistence !== null || !found.needsBot }),
      }
    },
  }
  return help
}

/** Every command, each with one thing that it can be asked. @internal */
export function renderAll(listed: readonly ListedCommand[], { t, commandPrefix }: RenderContext): Message {
  const rows = listed.map(({ about }) => {
    const { summary, examples } = about[t.language]
    return [`${commandPrefix}${examples[0]}`, summary]
  })
  return {
    title: t.help.title,
    summary: t.help.summary,
    parts: [
      text(t.help.summary),
      table(
        t.help.examples,
        [
          { label: t.help.ask, align: 'left' },
          { label: t.help.about, align: 'left' },
        ],
        rows,
      ),
      note(t.help.periods, t.help.teams),
      text(t.help.more, { code: `${commandPrefix}help usage` }),
      actions(['usage', 'seats', 'teams'].map(line => ({ label: line, line }))),
    ],
  }
}

/** One command: what it answers, and how it is asked. @internal */
export function renderOne(
  listed: ListedCommand,
  { t, commandPrefix }: RenderContext,
  { worksHere = true } = {},
): Message {
  const { name, usage, about } = listed
  const { summary, examples } = about[t.language]
  const otherNames = namesIn(t.language, name)
  return {
    title: t.help.of(name),
    summary: `${name}: ${summary}.`,
    parts: [
      text(`${name}: ${summary}.`),
      text(t.help.usage, { code: `${commandPrefix}${usage}` }),
      ...(otherNames.length > 0 ? [text(t.help.otherNames(t.list(otherNames)))] : []),
      ...examples.map(example => text({ code: `${commandPrefix}${example}` })),
      note(...(worksHere ? [] : [t.help.chatOnly]), ...explain(listed, t)),
    ],
  }
}

/** Only what a line of this command can hold is explained; one that holds another line can hold all of it. */
function explain(listed: ListedCommand, t: Words): string[] {
  const fields = fieldsOf(listed)
  const holdsLine = fields.some(({ kind }) => kind === 'line')
  return [
    ...(holdsLine || fields.some(({ kind }) => kind === 'period') ? [t.help.periods] : []),
    ...(fields.some(({ kind }) => kind === 'schedule') ? [t.help.schedules] : []),
    ...(holdsLine || fields.some(({ pick }) => pick?.of.includes('team')) ? [t.help.teams] : []),
  ]
}
