/** Commands that ask a report again to do something with the answer: `export usage …`, `share usage …`, `about usage …`. */

import { AppError, hasCode, type Suggestion } from '../errors.ts'
import { type Command, type Context, parseArguments } from './command.ts'
import { suggestVerbs, toVerb } from './german-words.ts'
import { type CommandResult, runCommand } from './guards.ts'
import { splitLine, type Token } from './line.ts'

/** The command of a line, to be run in the context of the person who asks it again. Throws if it is none of these. */
export function readAskedAgain(
  by: string,
  line: string,
  commands: readonly Command<never>[],
): { readonly command: Command<never>; run(context: Context): Promise<CommandResult> } {
  const [verb, ...words] = splitLine(line)
  const asked = verb?.text.toLowerCase() ?? ''
  const command = commands.find(({ name }) => name === toVerb(asked))
  if (!command) {
    const names = commands.map(({ name }) => name)
    const near = suggestVerbs(asked, names).map(name => ({ label: name, line: [name, ...restOf(line)].join(' ') }))
    throw new AppError('bad-arguments', { command: by, subject: asked, suggestions: askedBy(by, near) })
  }
  return {
    command,
    run: context => withSuggestions(by, async () => runCommand(command, () => parseAgain(by, command, words), context)),
  }
}

/** A repeated list takes fewer words than its command, so the help of `by` explains it, not that command's. */
function parseAgain(by: string, command: Command<never>, words: readonly Token[]): Record<string, unknown> {
  try {
    return parseArguments(command, words)
  } catch (error) {
    if (!hasCode(error, 'bad-arguments') || command.report) throw error
    throw new AppError('bad-arguments', { ...error.details, command: by }, { cause: error })
  }
}

function restOf(line: string): string[] {
  const rest = line.trim().replace(/^\S+\s*/, '')
  return rest === '' ? [] : [rest]
}

/** What is offered instead of a line that was misunderstood is to be asked in the same way. */
async function withSuggestions(by: string, run: () => Promise<CommandResult>): Promise<CommandResult> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof AppError) || !error.details.suggestions) throw error
    const suggestions = askedBy(by, error.details.suggestions)
    throw new AppError(error.code, { ...error.details, suggestions }, { cause: error.cause, log: { ...error.log } })
  }
}

function askedBy(by: string, suggestions: readonly Suggestion[]): Suggestion[] {
  return suggestions.map(suggestion => ({ ...suggestion, line: `${by} ${suggestion.line}` }))
}
