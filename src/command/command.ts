import { z } from 'zod'
import type { Access } from '../access/access.ts'
import type { Caller } from '../access/policy.ts'
import { AppError, type Suggestion } from '../errors.ts'
import type { TextFile } from '../message/csv.ts'
import type { Message } from '../message/message.ts'
import type { Jobs, PeopleFinder, Store } from '../ports.ts'
import type { Renewal } from '../report/outlook.ts'
import { readPeriod } from '../report/period.ts'
import type { Sources, Voice } from '../report/report.ts'
import type { SeatPolicy } from '../report/unused-seats.ts'
import { looksLikeSchedule } from '../schedule/read-schedule.ts'
import { quoteName, type Token } from './line.ts'

/** What a command knows of the moment in which it is asked. */
export type Context = {
  readonly sources: Sources
  readonly caller: Caller
  /** What the bot remembers and does later; `null` where it only answers, as in a terminal. */
  readonly memory: Memory | null
  readonly access: Access
  readonly now: Date
  readonly voice: Voice
}

export type Memory = {
  readonly store: Store
  readonly jobs: Jobs
  readonly watching: Watching
  /** Of this installation. */
  keyOfPseudonyms(): Promise<string>
  /** Of every platform: a person is looked for on that of the conversation. */
  readonly findByEmail: PeopleFinder['findByEmail']
  /** Not to be guessed. */
  newToken(): string
  /** IANA zone of whoever's own is not known. */
  readonly zone: string
}

/** What the settings say of unused seats. */
type Watching = {
  readonly graceDays: number
  readonly repeatDays: number
  readonly policy: Omit<SeatPolicy, 'graceDays'>
  /** Seats bought, and until when. */
  readonly renewal: Renewal | null
  readonly activationDays: readonly number[]
  readonly reminders: {
    /** The most one person is ever sent about one seat. */
    readonly cap: number
    readonly coolDownDays: number
    /** Minutes after midnight, in the person's own zone, between which nobody is written to. */
    readonly quietHours: { readonly from: number; readonly to: number }
  }
}

/** `surface` where this answer is for other eyes than the command's answers are. */
export type Reply = {
  readonly message: Message
  readonly facts: unknown
  readonly surface?: Surface
  /** For whoever asked alone, wherever that was. */
  readonly file?: TextFile
}

/**
 * Who may read an answer where many read along. `private`: totals, meant for whoever asked. `personal`: about one
 * person, for nobody else's eyes. `channel`: everybody there, for it changes what is posted there.
 */
export type Surface = 'private' | 'personal' | 'channel'

/** One thing that can be asked. Its schema is also its grammar: see `argument`. */
export type Command<Args = never> = {
  readonly name: string
  /** The form of the line, e.g. `usage [<team>] [<period>]`. */
  readonly usage: string
  readonly surface: Surface
  /** Changes what is posted, though the answer is for whoever asked: for subscribers, as all is that answers to a channel. */
  readonly changesPosts?: true
  readonly args: z.ZodObject
  run(args: Args, context: Context): Promise<Reply>
}

type Kind = 'number' | 'name' | 'names' | 'line' | 'period' | 'schedule' | 'until' | 'phrase' | 'choice'

const name = z.string().trim().min(1).max(200)

/** As many teams as a digest can be about and still be read. */
const mostNames = 20

/**
 * The kinds of arguments a line can hold. Names are free text; what else there is is recognised from the end of the line,
 * so that names of many words need no quotes. A number comes first.
 */
export const argument = {
  number: () => z.coerce.number().int().positive().meta({ kind: 'number' }),
  name: () => name.meta({ kind: 'name' }),
  /** Several, with commas between them. */
  names: () => z.array(name).min(1).max(mostNames).meta({ kind: 'names' }),
  /** Another command line, as it was written. */
  line: () => z.string().trim().min(1).meta({ kind: 'line' }),
  period: () =>
    z
      .string()
      .trim()
      .refine(words => readPeriod(words) !== null, 'not a period')
      .meta({ kind: 'period' }),
  schedule: () => z.string().trim().refine(looksLikeSchedule, 'not a schedule').meta({ kind: 'schedule' }),
  until: () =>
    z
      .string()
      .trim()
      .regex(/^until \S/i)
      .meta({ kind: 'until' }),
  /** Words of a fixed form at the end of a line, e.g. `after 14 days`. */
  phrase: (form: RegExp) => z.string().trim().regex(form).meta({ kind: 'phrase' }),
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

/** The arguments in the words after the verb. Throws `bad-arguments`, or an error with more to say, where they do not fit. */
export function parseArguments(command: Command<never>, words: readonly Token[]): Record<string, unknown> {
  let rest = [...words]
  const found: Record<string, unknown> = {}
  const fields = fieldsOf(command)
  for (const field of fields.filter(({ kind }) => kind === 'number')) {
    const first = rest.shift()
    const digits = first && !first.quoted ? /^#?0*([1-9]\d{0,8})$/.exec(first.text)?.[1] : undefined
    if (digits === undefined) throw new AppError('bad-number', first ? { subject: first.text } : {})
    found[field.name] = digits
  }
  for (const field of fields.filter(({ kind }) => kind !== 'number').toReversed()) {
    const taken = takeFromEnd(field, rest)
    if (taken === 0) {
      if (!field.isOptional) throw missing(command, rest, optionsFor(command, field, found))
      continue
    }
    const value = readValue(field.kind, rest.slice(rest.length - taken))
    if (Array.isArray(value) && value.length > mostNames) {
      const line = formatLine(command, { ...found, [field.name]: ['all'] })
      throw new AppError('too-many-teams', { suggestions: [{ label: line, line }] })
    }
    found[field.name] = value
    rest = rest.slice(0, rest.length - taken)
  }
  const args = command.args.safeParse(found)
  if (rest.length > 0 || !args.success) throw missing(command, rest)
  return args.data
}

function missing(command: Command<never>, leftOver: readonly Token[], suggestions: Suggestion[] = []): AppError {
  const subject = leftOver.map(word => word.text).join(' ')
  return new AppError('bad-arguments', {
    command: command.name,
    ...(subject ? { subject } : {}),
    ...(suggestions.length > 0 ? { suggestions } : {}),
  })
}

/** Where one of few words is missing: the line with each of them. */
function optionsFor(command: Command<never>, { name, schema }: Field, found: Record<string, unknown>): Suggestion[] {
  if (!(schema instanceof z.ZodEnum)) return []
  return schema.options.map(option => ({
    label: String(option),
    line: formatLine(command, { ...found, [name]: option }),
  }))
}

/** How many words at the end belong to the field: for names all that are left, else the longest run that fits. */
function takeFromEnd(field: Field, words: readonly Token[]): number {
  if (['name', 'names', 'line'].includes(field.kind)) return words.length
  for (let start = 0; start < words.length; start++) {
    const run = words.slice(start)
    if (run.some(word => word.quoted)) continue
    if (field.schema.safeParse(readValue(field.kind, run)).success) return run.length
  }
  return 0
}

function readValue(kind: Kind, words: readonly Token[]): string | string[] {
  if (kind === 'names') return splitNames(words)
  if (kind === 'line') return words.map(({ text, quoted }) => (quoted ? quoteName(text) : text)).join(' ')
  const text = words.map(word => word.text).join(' ')
  return kind === 'choice' ? text.toLowerCase() : text
}

/** Names between commas; a comma inside of quotes is part of a name. */
function splitNames(words: readonly Token[]): string[] {
  const names = ['']
  for (const { text, quoted } of words) {
    for (const [index, part] of (quoted ? [text] : text.split(',')).entries()) {
      if (index > 0) names.push('')
      names.push([names.pop(), part].filter(Boolean).join(' '))
    }
  }
  return names.filter(found => found.trim() !== '')
}

/** The line that asks a command with these arguments: read back, it gives the same arguments, whatever they hold. */
export function formatLine(command: Command<never>, args: Readonly<Record<string, unknown>>): string {
  const words = fieldsOf(command).flatMap(({ name, kind }) => {
    const value = args[name]
    if (value === undefined) return []
    if (kind === 'names') return [(value as string[]).map(quoteName).join(', ')]
    return [kind === 'name' ? quoteName(String(value)) : String(value)]
  })
  return [command.name, ...words].join(' ')
}
