/** The kinds of arguments a command can have. One schema is the grammar of the line, and the fields of the form. */
import { z } from 'zod'
import type { Pick } from '../message/form.ts'
import type { Caller, Profile } from '../privacy/policy.ts'
import { readPeriod } from '../time/read-period.ts'
import { looksLikeSchedule } from '../time/read-schedule.ts'
import { trimBlank } from './line.ts'

type Kind = 'number' | 'word' | 'name' | 'names' | 'line' | 'period' | 'schedule' | 'until' | 'phrase' | 'choice'

/** The text around the number in a phrase: `after ` and ` days`. */
export type Frame = readonly [before: string, after: string]

/** `isNeeded`: a form requires it. A line may leave it out, and gets the options as its answer. */
type InForm = { readonly isNeeded?: boolean }

/** `keywords`: words that are not a name unless they are quoted, see `readName`. */
type Meta = InForm & {
  readonly kind: Kind
  readonly pick?: Pick
  readonly frame?: Frame
  readonly keywords?: RegExp
  /** Of a choice: what a line may hold and a form does not offer. */
  readonly typedOnly?: readonly string[]
  /** For a number: the word `all` is allowed instead. */
  readonly canBeAll?: boolean
}

const name = z.string().overwrite(trimBlank).min(1).max(200)

export const everyone = /^all$/i

/** As many teams as a digest can be about and still be read. */
export const maxNames = 20

/**
 * Names are free text; what else there is is recognised from the end of the line, so that names of many words need no
 * quotes. A number comes first.
 */
export const argument = {
  number: () => z.coerce.number().int().positive().meta({ kind: 'number' }),
  /** A number, or the word `all`. */
  numberOrAll: () =>
    z.union([z.literal('all'), z.coerce.number().int().positive()]).meta({ kind: 'number', canBeAll: true }),
  name: (inForm: InForm = {}) => name.meta({ kind: 'name', ...inForm }),
  team: ({
    all = true,
    keywords = everyone,
    ...inForm
  }: { readonly all?: boolean; readonly keywords?: RegExp } & InForm = {}) =>
    name.meta({ kind: 'name', pick: { of: 'team', all }, keywords, ...inForm }),
  /** Several, with commas between them. */
  teams: (inForm: InForm = {}) =>
    z
      .array(name)
      .min(1)
      .max(maxNames)
      .meta({ kind: 'names', pick: { of: 'team', all: true }, keywords: everyone, ...inForm }),
  person: ({ keywords }: { readonly keywords?: RegExp } = {}) =>
    name.meta({ kind: 'name', pick: { of: 'person' }, ...(keywords ? { keywords } : {}) }),
  /** A person in one word, with a text behind it. */
  personWithText: (inForm: InForm = {}) => name.meta({ kind: 'word', pick: { of: 'person' }, ...inForm }),
  teamOrPerson: ({ keywords }: { readonly keywords: RegExp }) =>
    name.meta({ kind: 'name', pick: { of: 'team or person', all: true }, keywords }),
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
  /** A number of days in words of a fixed form at the end of a line, e.g. `after 14 days`; `frame` is what a form adds. */
  days: (form: RegExp, frame: Frame) => z.string().trim().regex(form).meta({ kind: 'phrase', frame }),
  choice: <const Options extends readonly [string, ...string[]]>(
    options: Options,
    { typedOnly = [] }: { readonly typedOnly?: readonly string[] } = {},
  ) => z.enum(options).meta({ kind: 'choice', ...(typedOnly.length > 0 ? { typedOnly } : {}) }),
}

/** One argument of a command, as its schema has it. */
export type Field = Meta & { readonly name: string; readonly schema: z.ZodType; readonly isOptional: boolean }

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
    const inner = (isOptional ? schema.unwrap() : schema) as z.ZodType
    return { ...(inner.meta() as Meta), name, schema: inner, isOptional }
  })
}

/** People who are mentioned in a line instead of being named by e-mail. */
const mention = /<@([^<>|\s]{1,200})>/g

/** The mention of a person in a line; adapters write it in place of what their platform sends. */
export function writeMention(id: string): string {
  return `<@${id}>`
}

/** A text whose mentions are not looked up yet: shown without the ids, which mean nothing to people. */
export function hideMentions(text: string): string {
  return text.replace(mention, '@…')
}

/** Looked up at most so many in one line. */
const maxMentions = 5

/**
 * The arguments with people in place of their mentions: an argument for a person gets their e-mail, any other `@name`.
 * If the platform does not reveal the e-mail, the name stands in for it, which matches no account.
 */
export async function resolveMentions(
  command: Parameters<typeof fieldsOf>[0],
  args: Readonly<Record<string, unknown>>,
  { mentioned }: { readonly mentioned?: Caller['mentioned'] },
): Promise<Readonly<Record<string, unknown>>> {
  const ids = new Set(Object.values(args).flatMap(idsIn))
  if (ids.size === 0) return args
  const known = new Map<string, Profile | null>()
  for (const id of [...ids].slice(0, maxMentions)) known.set(id, (await mentioned?.(id)) ?? null)
  const ofPeople = fieldsOf(command).filter(({ pick }) => pick !== undefined && pick.of !== 'team')
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => {
      const isPerson = ofPeople.some(field => field.name === name)
      const replace = (text: string) => text.replace(mention, (_all, id) => callOf(known.get(id) ?? null, isPerson))
      if (typeof value === 'string') return [name, replace(value)]
      return [name, Array.isArray(value) ? value.map(one => (typeof one === 'string' ? replace(one) : one)) : value]
    }),
  )
}

function callOf(profile: Profile | null, isPerson: boolean): string {
  if (isPerson && profile?.email) return profile.email
  return `@${profile?.name ?? '…'}`
}

function idsIn(value: unknown): string[] {
  const texts = Array.isArray(value) ? value : [value]
  return texts.flatMap(text => (typeof text === 'string' ? [...text.matchAll(mention)].map(([, id = '']) => id) : []))
}
