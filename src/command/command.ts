import { z } from 'zod'
import type { Caller } from '../access/policy.ts'
import { AppError } from '../errors.ts'
import type { Message } from '../message/message.ts'
import { readPeriod } from '../report/period.ts'
import type { Sources, Voice } from '../report/report.ts'
import { quoteName, type Token } from './line.ts'

/** What a command knows of the moment in which it is asked. */
export type Context = {
  readonly sources: Sources
  readonly caller: Caller
  isAdmin(): Promise<boolean>
  readonly now: Date
  readonly voice: Voice
}

export type Reply = { readonly message: Message; readonly facts: unknown }

/**
 * Who may read an answer where many read along. `private`: totals, meant for whoever asked. `personal`: about one
 * person, for nobody else's eyes.
 */
export type Surface = 'private' | 'personal'

/** One thing that can be asked. Its schema is also its grammar: see `argument`. */
export type Command<Args = never> = {
  readonly name: string
  /** The form of the line, e.g. `usage [<team>] [<period>]`. */
  readonly usage: string
  readonly surface: Surface
  readonly args: z.ZodObject
  run(args: Args, context: Context): Promise<Reply>
}

type Kind = 'name' | 'period' | 'choice'

/**
 * The kinds of arguments a line can hold. Names are free text; periods and choices are recognised from the end of the
 * line, so that names of many words need no quotes.
 */
export const argument = {
  name: () => z.string().trim().min(1).max(200).meta({ kind: 'name' }),
  period: () =>
    z
      .string()
      .trim()
      .refine(words => readPeriod(words) !== null, 'not a period')
      .meta({ kind: 'period' }),
  choice: <const Options extends readonly [string, ...string[]]>(options: Options) =>
    z.enum(options).meta({ kind: 'choice' }),
}

type Field = { readonly name: string; readonly kind: Kind; readonly schema: z.ZodType; readonly isOptional: boolean }

const known = new WeakMap<z.ZodObject, readonly Field[]>()

/** The fields of a command's schema in their order in the line; a schema is read once. */
export function fieldsOf({ args }: { readonly args: z.ZodObject }): readonly Field[] {
  const fields = known.get(args) ?? readFields(args)
  known.set(args, fields)
  return fields
}

function readFields(args: z.ZodObject): Field[] {
  return Object.entries(args.shape).map(([name, schema]) => {
    const isOptional = schema instanceof z.ZodOptional
    const inner = isOptional ? schema.unwrap() : schema
    const kind = (inner as z.ZodType).meta()?.kind as Kind
    return { name, kind, schema: inner as z.ZodType, isOptional }
  })
}

/** The arguments in the words after the verb. Throws `bad-arguments` where they do not fit. */
export function parseArguments(command: Command<never>, words: readonly Token[]): Record<string, string> {
  let rest = [...words]
  const found: Record<string, string> = {}
  for (const field of fieldsOf(command).toReversed()) {
    const taken = takeFromEnd(field, rest)
    if (taken === 0) {
      if (!field.isOptional) throw new AppError('bad-arguments', { command: command.name })
      continue
    }
    found[field.name] = wordsOf(field.kind, rest.slice(rest.length - taken))
    rest = rest.slice(0, rest.length - taken)
  }
  const args = command.args.safeParse(found)
  const leftOver = rest.map(word => word.text).join(' ')
  if (rest.length > 0 || !args.success) {
    throw new AppError('bad-arguments', { command: command.name, ...(leftOver ? { subject: leftOver } : {}) })
  }
  return args.data as Record<string, string>
}

/** How many words at the end belong to the field: for a name all that are left, else the longest run that fits. */
function takeFromEnd(field: Field, words: readonly Token[]): number {
  if (field.kind === 'name') return words.length
  for (let start = 0; start < words.length; start++) {
    const run = words.slice(start)
    if (run.some(word => word.quoted)) continue
    if (field.schema.safeParse(wordsOf(field.kind, run)).success) return run.length
  }
  return 0
}

function wordsOf(kind: Kind, words: readonly Token[]): string {
  const text = words.map(word => word.text).join(' ')
  return kind === 'choice' ? text.toLowerCase() : text
}

/** The line that asks a command with these arguments: read back, it gives the same arguments, whatever they hold. */
export function formatLine(command: Command<never>, args: Readonly<Record<string, string | undefined>>): string {
  const words = fieldsOf(command).flatMap(({ name, kind }) => {
    const value = args[name]
    return value === undefined ? [] : [kind === 'name' ? quoteName(value) : value]
  })
  return [command.name, ...words].join(' ')
}
