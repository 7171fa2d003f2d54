import { z } from 'zod'
import { AppError } from '../errors.ts'
import { actions, type Column, type Message, note, table, text } from '../message/message.ts'
import type { RenderContext } from '../message/render-context.ts'
import type { Words } from '../message/words.ts'
import { argument, everyone, fieldsOf } from './argument.ts'
import type { Command } from './command.ts'
import { namesIn, suggestVerbs, toVerb } from './german-words.ts'

const args = z.object({ verb: argument.name().optional() })

export type ListedCommand = Pick<Command, 'name' | 'usage' | 'about' | 'needsBot' | 'args'>

/** Help lists the commands, itself among them, so it is made from the others. */
export function createHelpCommand(others: readonly ListedCommand[]): Command<z.output<typeof args>> {
  // Asked most often and always the same: rendered once for each language and command prefix.
  const cache = new WeakMap<Words, Map<string, Message>>()

  function renderOnce(key: string, t: Words, render: () => Message): Message {
    const inWords = cache.get(t) ?? new Map<string, Message>()
    cache.set(t, inWords)
    const message = inWords.get(key) ?? render()
    inWords.set(key, message)
    return message
  }

  const help: Command<z.output<typeof args>> = {
    name: 'help',
    usage: 'help [<verb>]',
    about: {
      en: { summary: 'what you can ask', examples: ['help', 'help all', 'help usage'] },
      de: { summary: 'was du fragen kannst', examples: ['hilfe', 'hilfe alle', 'hilfe nutzung'] },
    },
    surface: 'private',
    holds: 'nothing',
    args,
    async run({ verb }, { rendering, persistence }) {
      const hasBot = persistence !== null
      const listed = [...others, help]
      const answerable = listed.filter(({ needsBot }) => hasBot || !needsBot)
      const key = `${hasBot} ${rendering.commandPrefix}`
      if (verb === undefined || everyone.test(verb) || verb.toLowerCase() === 'alle')
        return {
          facts: listed.map(({ usage }) => usage),
          message: renderOnce(`${verb === undefined ? 'start' : 'all'} ${key}`, rendering.t, () =>
            verb === undefined ? renderStart(answerable, rendering) : renderAll(answerable, rendering),
          ),
        }
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
        message: renderOne(found, rendering, { worksHere: hasBot || !found.needsBot }),
      }
    },
  }
  return help
}

/** By what people want, best first. Where the bot does not run, the next ones take the place of those that need it. */
const goals = ['usage', 'seats', 'me', 'subscribe', 'alerts', 'teams', 'digest'] as const

const maxGoals = 5

/** What most people want, with buttons; the rest is behind `help all`. @internal */
export function renderStart(listed: readonly ListedCommand[], { t, commandPrefix }: RenderContext): Message {
  const names = new Set(listed.map(({ name }) => name))
  const shown = goals.filter(verb => names.has(verb)).slice(0, maxGoals)
  const rows = shown.map(verb => {
    const [line = '', answer = ''] = t.help.goals[verb]
    return [`${commandPrefix}${line}`, answer]
  })
  return {
    title: t.help.title,
    summary: t.help.summary,
    parts: [
      text(t.help.summary),
      table(t.help.examples, columns(t), rows),
      actions([
        { label: t.questions.me, line: 'me', style: 'primary' },
        { label: t.questions.teamUsage, line: 'usage', opens: 'form' },
        names.has('why') ? { label: t.questions.unused, line: 'why all' } : { label: t.questions.seats, line: 'seats' },
      ]),
      note([
        t.help.all(listed.length),
        { code: `${commandPrefix}${t.help.lineOfAll}` },
        ' · ',
        t.help.one,
        { code: `${commandPrefix}${t.help.lineOfOne}` },
      ]),
    ],
  }
}

/** Every command, each with an example. @internal */
export function renderAll(listed: readonly ListedCommand[], { t, commandPrefix }: RenderContext): Message {
  const rows = listed.map(({ about }) => {
    const { summary, examples } = about[t.language]
    return [`${commandPrefix}${examples[0]}`, summary]
  })
  return {
    title: t.help.allTitle,
    summary: t.help.allSummary,
    parts: [
      text(t.help.allSummary),
      table(t.help.examples, columns(t), rows),
      text(t.help.periods),
      text(t.help.teams),
      note([t.help.one, { code: `${commandPrefix}${t.help.lineOfOne}` }]),
    ],
  }
}

function columns({ help }: Words): Column[] {
  return [
    { label: help.ask, align: 'left' },
    { label: help.about, align: 'left' },
  ]
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
      ...explain(listed, t).map(sentence => text(sentence)),
      ...(worksHere ? [] : [note(t.help.chatOnly)]),
    ],
  }
}

/** Explains only what a line of this command can contain; a command that takes another line can contain everything. */
function explain(listed: ListedCommand, t: Words): string[] {
  const fields = fieldsOf(listed)
  const holdsLine = fields.some(({ kind }) => kind === 'line')
  return [
    ...(holdsLine || fields.some(({ kind }) => kind === 'period') ? [t.help.periods] : []),
    ...(fields.some(({ kind }) => kind === 'schedule') ? [t.help.schedules] : []),
    ...(holdsLine || fields.some(({ pick }) => pick?.of.includes('team')) ? [t.help.teams] : []),
  ]
}
