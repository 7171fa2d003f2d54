import { z } from 'zod'
import type { SeatDoor } from '../acting/door.ts'
import { AppError, type Suggestion } from '../errors.ts'
import type { Sheet, TextFile } from '../message/csv.ts'
import type { Language } from '../message/languages.ts'
import { type Message, text } from '../message/message.ts'
import type { RenderContext } from '../message/render-context.ts'
import type { Jobs, PeopleFinder, Renewal, SeatPolicy, Store, TabnineLinks } from '../ports.ts'
import type { Access, Authorization, Content } from '../privacy/authorize.ts'
import type { Caller, Surface } from '../privacy/policy.ts'
import type { Report, Sources } from '../report/report.ts'
import type { Unread } from '../report/unread.ts'
import type { AskedPeriod } from '../time/period.ts'
import { readPeriod } from '../time/read-period.ts'
import { everyone, type Field, fieldsOf, maxNames } from './argument.ts'
import { toEnglishChoice, toEnglishKeyword, toEnglishPhrase, toEnglishUntil } from './german-words.ts'
import { quoteName, readName, type Token, trimBlank, writeName } from './line.ts'

/** The circumstances of a question that a command may use. */
export type Context = {
  readonly sources: Sources
  readonly caller: Caller
  /** Database and jobs; `null` if the bot only answers, as in a terminal. */
  readonly persistence: Persistence | null
  readonly access: Access
  readonly now: Date
  readonly rendering: RenderContext
  /** All rows are needed, as in a file; else only as many as a chat shows. */
  readonly isWhole?: boolean
}

export type Persistence = {
  readonly store: Store
  readonly jobs: Jobs
  readonly watching: Watching
  /** The only way to change a seat in Tabnine. */
  readonly seatDoor: SeatDoor
  /** Of this installation. */
  keyOfPseudonyms(): Promise<string>
  /** Searches every platform: a person is searched on the platform of the conversation. */
  readonly findByEmail: PeopleFinder['findByEmail']
  /** Not to be guessed. */
  newToken(): string
  /** IANA zone of people whose own zone is not known. */
  readonly zone: string
}

/** What the settings say of unused seats. */
type Watching = {
  readonly graceDays: number
  readonly repeatDays: number
  readonly policy: Omit<SeatPolicy, 'graceDays'>
  /** Seats bought, and until when. */
  readonly renewal: Renewal | null
  readonly links: TabnineLinks
  readonly activationDays: readonly number[]
  /** Who was active on fewer working days of the window counts as underused; 0: no one. */
  readonly underusedDays: number
  readonly reminders: {
    /** The most one person is ever sent about one seat. */
    readonly cap: number
    readonly coolDownDays: number
    /** Minutes after midnight, in the person's own zone, between which no reminder is sent. */
    readonly quietHours: { readonly from: number; readonly to: number }
  }
}

/** `surface` where this answer is for other eyes than the command's answers are. */
export type Reply = {
  readonly message: Message
  readonly facts: unknown
  readonly surface?: Surface
  /** Only for the person who asked, wherever they asked. */
  readonly file?: TextFile
  /** The same numbers as rows for machines, where they can be exported. */
  readonly sheet?: SheetOfReply
  /** It takes the place of the message whose button was pressed, where only the person who pressed it reads that. */
  readonly replacesPressed?: true
  /** Where its numbers come from and how far they reach, a sentence each: shown by `about <line>`. */
  readonly provenance?: readonly string[]
  /** A form that the line may have meant: its line, and whether it makes the message superfluous. */
  readonly form?: { readonly line: string; readonly isEnough: boolean }
}

export function replyLine(title: string, sentence: string, facts: unknown, parts: Message['parts'] = []): Reply {
  return { facts, message: { title, summary: sentence, parts: [text(sentence), ...parts] } }
}

/** What a command knows once it is decided that its caller may ask it. */
export type AuthorizedContext<What extends Content = Content> = Context & {
  readonly authorization: Authorization<What>
}

type SheetOfReply = {
  readonly make: () => Sheet
  /** The days that all rows are about. */
  readonly period?: AskedPeriod
  readonly unread?: Required<Unread> | null
}

/** What people read about a command in help and on its form. */
type AboutCommand = {
  /** A short phrase, e.g. `pause a digest`. */
  readonly summary: string
  /** Lines to copy; the first one represents the command in the list of help. */
  readonly examples: readonly [string, ...string[]]
  /** At most 24 characters, Slack's limit. Missing: the command's name. */
  readonly formTitle?: string
  /** The button that sends the form, if that does more than ask. */
  readonly submit?: string
}

/** One thing that can be asked. Its schema is also its grammar and its form: see `argument`. */
export type Command<Args = never, Holds extends Content = Content> = {
  readonly name: string
  /** The form of the line, e.g. `usage [<team>] [<period>]`. */
  readonly usage: string
  readonly about: Readonly<Record<Language, AboutCommand>>
  /** It reads or changes what the running bot keeps, so a terminal does not list it. */
  readonly needsBot?: true
  readonly surface: Surface
  /** What its answer contains, which decides who may ask; a branch that contains more checks again. */
  readonly holds: Holds
  readonly args: z.ZodObject
  /** The numbers that it answers with: it can be shared, and exported with all its arguments. */
  readonly report?: Report<unknown, unknown>
  /** The arguments with which its list can be exported: those that change nothing. */
  readonly listArgs?: z.ZodObject
  run(args: Args, context: AuthorizedContext<Holds>): Promise<Reply>
}

/** The arguments in the words after the verb. Throws `bad-arguments`, or an error with more to say, where they do not fit. */
export function parseArguments(command: Command<never>, words: readonly Token[]): Record<string, unknown> {
  let rest = [...words]
  const found: Record<string, unknown> = {}
  const fields = fieldsOf(command)
  for (const field of fields.filter(({ kind }) => kind === 'number')) {
    const first = rest.shift()
    const word = first && !first.quoted ? first.text : ''
    const isAll = field.canBeAll === true && isEveryone(word)
    const digits = isAll ? 'all' : /^#?0*([1-9]\d{0,8})$/.exec(word)?.[1]
    if (digits === undefined) throw new AppError('bad-number', first ? { subject: first.text } : {})
    found[field.name] = digits
  }
  for (const field of fields.filter(({ kind }) => kind !== 'number').toReversed()) {
    // A text leaves the one word that stands before it.
    const isBehindWord = field.kind === 'name' && fields.some(({ kind }) => kind === 'word')
    const taken = takeFromEnd(field, isBehindWord ? rest.slice(1) : rest)
    const before = taken === 0 && field.kind === 'period' ? takePeriodFromStart(field, rest) : 0
    if (before > 0) {
      found[field.name] = readValue(field, rest.slice(0, before))
      rest = rest.slice(before)
      continue
    }
    if (taken === 0) {
      if (!field.isOptional) throw missing(command, rest, optionsFor(command, field, found))
      continue
    }
    const value = readValue(field, rest.slice(rest.length - taken))
    if (Array.isArray(value) && value.length > maxNames) {
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

/** If a choice is missing: the line with each of its options. */
function optionsFor(command: Command<never>, { name, schema }: Field, found: Record<string, unknown>): Suggestion[] {
  if (!(schema instanceof z.ZodEnum)) return []
  return schema.options.map(option => ({
    label: String(option),
    line: formatLine(command, { ...found, [name]: option }),
  }))
}

/** As many words as periods, phrases and choices have at most; enough of a schedule or a date to recognize it. */
const maxWordsRead = 12

/**
 * How many words at the end belong to the field: for names all that are left, else the longest run that fits. Reads a
 * bounded number of words from each start, so that the work grows with the length of the line and not with its square.
 */
function takeFromEnd(field: Field, words: readonly Token[]): number {
  const { kind, schema } = field
  if (['word', 'name', 'names', 'line'].includes(kind)) return words.length
  const isOpenEnded = kind === 'schedule' || kind === 'until'
  const behindQuotes = words.findLastIndex(({ quoted }) => quoted) + 1
  const first = isOpenEnded ? behindQuotes : Math.max(behindQuotes, words.length - maxWordsRead)
  for (let start = first; start < words.length; start++) {
    const head = words.slice(start, start + maxWordsRead)
    if (schema.safeParse(readValue(field, head)).success) return words.length - start
  }
  return 0
}

/** A period may come before the name too, unless it is a single word that may begin a name: "May", "2026". */
function takePeriodFromStart(field: Field, words: readonly Token[]): number {
  const quoted = words.findIndex(token => token.quoted)
  for (let end = Math.min(quoted === -1 ? words.length : quoted, maxWordsRead); end > 0; end--) {
    const head = words.slice(0, end)
    if (end === 1 && !isClearWord(head[0]?.text ?? '')) return 0
    if (field.schema.safeParse(readValue(field, head)).success) return end
  }
  return 0
}

/** `2026-09` and `q3` do not begin a name; "May" and "2026" may. */
function isClearWord(text: string): boolean {
  const read = readPeriod(text)
  return read !== null && read.kind !== 'named-year' && !(read.kind === 'named-month' && read.year === null)
}

function readValue({ kind, keywords, schema }: Field, words: readonly Token[]): string | string[] {
  const isKeyword = (text: string) => keywords?.test(text) === true
  const readOne = (name: readonly Token[]) => readName(toEnglishKeyword(name, isKeyword), keywords)
  if (kind === 'names') return splitNames(words).map(readOne)
  if (kind === 'name') return readOne(words)
  if (kind === 'line') return words.map(({ text, quoted }) => (quoted ? quoteName(text) : text)).join(' ')
  const text = words.map(word => word.text).join(' ')
  if (schema instanceof z.ZodEnum) return toEnglishChoice(text.toLowerCase(), schema.options.map(String))
  if (kind === 'phrase') return toEnglishPhrase(text)
  return kind === 'until' ? toEnglishUntil(text) : text
}

function isEveryone(word: string): boolean {
  return toEnglishKeyword([{ text: word, quoted: false }], text => everyone.test(text)).some(({ text }) =>
    everyone.test(text),
  )
}

/** The words of each name between commas; a comma inside of quotes is part of a name. */
function splitNames(words: readonly Token[]): Token[][] {
  const names: Token[][] = [[]]
  for (const word of words) {
    const parts = word.quoted ? [word] : word.text.split(',').map(text => ({ text: trimBlank(text), quoted: false }))
    for (const [index, part] of parts.entries()) {
      if (index > 0) names.push([])
      if (part.text !== '') names.at(-1)?.push(part)
    }
  }
  return names.filter(found => found.some(({ text }) => text.trim() !== ''))
}

/** The line that asks a command with these arguments: read back, it gives the same arguments, whatever they hold. */
export function formatLine(command: Command<never>, args: Readonly<Record<string, unknown>>): string {
  const words = fieldsOf(command).flatMap(({ name, kind, keywords }) => {
    const value = args[name]
    if (value === undefined) return []
    if (kind === 'names') return [(value as string[]).map(each => writeName(each, keywords)).join(', ')]
    return [kind === 'name' || kind === 'word' ? writeName(String(value), keywords) : String(value)]
  })
  return [command.name, ...words].join(' ')
}
