import { AppError } from '../errors.ts'
import { type Command, parseArguments } from './command.ts'
import { suggestVerbs, toVerb } from './german-words.ts'
import { quoteName, splitLine, type Token } from './line.ts'

/** A line longer than this is a pasted text and not a question. */
export const maxLineLength = 1_000

/** Greetings, and lines without a verb, such as "?": answered with the help. */
const greetings = new Set(['', 'hi', 'hello', 'hey', 'hallo', 'moin', 'guten', 'thanks', 'thank', 'danke', 'ok'])

type Asked = { readonly command: Command<never>; readonly args: Record<string, unknown> }

/** What reads a line as one of these commands. */
export function createReader(commands: readonly Command<never>[]) {
  const findCommand = (verb: string): Command<never> | undefined => commands.find(({ name }) => name === verb)

  /** The command of a line and its arguments. An empty line asks for help. Throws if it is not a command. */
  function readLine(line: string): Asked {
    if (line.length > maxLineLength) throw new AppError('line-too-long')
    const [first, ...words] = splitLine(line)
    const verb = verbOf(first)
    if (greetings.has(verb)) return readLine('help')
    const command = findCommand(verb)
    if (command) return { command, args: parseArguments(command, words) }
    const rest = words.map(word => (word.quoted ? quoteName(word.text) : word.text)).join(' ')
    const suggestions = suggestVerbs(
      verb,
      commands.map(({ name }) => name),
    ).map(name => `${name} ${rest}`.trim())
    throw new AppError('unknown-command', {
      subject: first?.text ?? '',
      suggestions: suggestions.map(line => ({ label: line, line })),
    })
  }

  return { findCommand, readLine }
}

/** Whether a line greets, and asks nothing. */
export function isGreeting(line: string): boolean {
  const verb = readVerb(line)
  return verb !== '' && greetings.has(verb)
}

/** The verb of a line, also where the rest of it is wrong. Never throws. */
export function readVerb(line: string): string {
  return verbOf(splitLine(line.slice(0, maxLineLength))[0])
}

function verbOf(first: Token | undefined): string {
  const word = (first?.text ?? 'help')
    .normalize('NFKC')
    .replace(/^\//, '')
    .replace(/[:,.!?]+$/, '')
    .toLowerCase()
  return toVerb(word)
}
