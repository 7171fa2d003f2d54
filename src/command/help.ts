import { z } from 'zod'
import { AppError } from '../errors.ts'
import { actions, type Message, note, table, text } from '../message/message.ts'
import type { Words } from '../message/words.ts'
import type { Voice } from '../report/report.ts'
import { argument, fieldsOf } from './argument.ts'
import type { Command } from './command.ts'
import { suggestVerbs } from './verbs.ts'

const args = z.object({ verb: argument.name().optional() })

export type Listed = Pick<Command, 'name' | 'usage' | 'about' | 'needsBot' | 'args'>

/** Help lists the commands, itself among them, so it is made from the others. */
export function createHelpCommand(others: readonly Listed[]): Command<z.output<typeof args>> {
  // Asked most of all and always the same: told once for each language and prefix.
  const told = new WeakMap<Words, Map<string, Message>>()

  function tellOnce(listed: readonly Listed[], hasMemory: boolean, voice: Voice): Message {
    const inWords = told.get(voice.words) ?? new Map<string, Message>()
    told.set(voice.words, inWords)
    const key = `${hasMemory} ${voice.prefix}`
    const answerable = listed.filter(({ needsBot }) => hasMemory || !needsBot)
    const message = inWords.get(key) ?? tellAll(answerable, voice)
    inWords.set(key, message)
    return message
  }

  const help: Command<z.output<typeof args>> = {
    name: 'help',
    usage: 'help [<verb>]',
    about: {
      en: { summary: 'all commands, with examples', examples: ['help usage', 'help'] },
      de: { summary: 'alle Befehle, mit Beispielen', examples: ['help usage', 'help'] },
    },
    surface: 'private',
    holds: 'nothing',
    args,
    async run({ verb }, { voice, memory }) {
      const listed = [...others, help]
      if (verb === undefined)
        return { facts: listed.map(({ usage }) => usage), message: tellOnce(listed, memory !== null, voice) }
      const found = listed.find(({ name }) => name === verb.toLowerCase())
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
      return { facts: found.usage, message: tellOne(found, voice, { worksHere: memory !== null || !found.needsBot }) }
    },
  }
  return help
}

/** Every command, each with one thing that it can be asked. */
export function tellAll(listed: readonly Listed[], { words: w, prefix }: Voice): Message {
  const rows = listed.map(({ about }) => {
    const { summary, examples } = about[w.language]
    return [`${prefix}${examples[0]}`, summary]
  })
  return {
    title: w.help.title,
    summary: w.help.summary,
    parts: [
      text(w.help.summary),
      table(
        w.help.examples,
        [
          { label: w.help.ask, align: 'left' },
          { label: w.help.about, align: 'left' },
        ],
        rows,
      ),
      note(w.help.periods, w.help.teams),
      text(w.help.more, { code: `${prefix}help usage` }),
      actions(['usage', 'seats', 'teams'].map(line => ({ label: line, line }))),
    ],
  }
}

/** One command: what it answers, and how it is asked. */
export function tellOne(listed: Listed, { words: w, prefix }: Voice, { worksHere = true } = {}): Message {
  const { name, usage, about } = listed
  const { summary, examples } = about[w.language]
  return {
    title: w.help.of(name),
    summary: `${name}: ${summary}.`,
    parts: [
      text(`${name}: ${summary}.`),
      text(w.help.usage, { code: `${prefix}${usage}` }),
      ...examples.map(example => text({ code: `${prefix}${example}` })),
      note(...(worksHere ? [] : [w.help.chatOnly]), ...explain(listed, w)),
    ],
  }
}

/** Only what a line of this command can hold is explained; one that holds another line can hold all of it. */
function explain(listed: Listed, w: Words): string[] {
  const fields = fieldsOf(listed)
  const holdsLine = fields.some(({ kind }) => kind === 'line')
  return [
    ...(holdsLine || fields.some(({ kind }) => kind === 'period') ? [w.help.periods] : []),
    ...(fields.some(({ kind }) => kind === 'schedule') ? [w.help.schedules] : []),
    ...(holdsLine || fields.some(({ pick }) => pick?.of.includes('team')) ? [w.help.teams] : []),
  ]
}
