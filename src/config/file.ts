/** The configuration file: YAML to settings, or everything that is wrong with it, a sentence with line and column each. */
import {
  type Document,
  isCollection,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml'
import type { z } from 'zod'
import { weekdayOf } from '../time/schedule-words.ts'
import { nearestKey } from './near-key.ts'
import { ConfigFileSchema } from './schema.ts'

export type ConfigFile = ReturnType<typeof arrange>

/** In which the vendor lists its prices. */
const usualCurrency = 'USD'

/** What holds without a file. */
export const defaultConfigFile: ConfigFile = arrange(ConfigFileSchema.parse({}))

type Issue = z.core.$ZodIssue

/** Characters; longer than the settings of any company. */
const maxLength = 1_000_000

/** Sentences about one file; the first ones say what is wrong. */
const maxProblems = 20

type Read = { readonly file: ConfigFile; readonly problems: readonly string[] }

/** Reads the text of a file. Sentences hold names of settings and places, never values. @param name as it is shown */
export function parseConfigFile(text: string, name: string): Read {
  if (text.length > maxLength)
    return { file: defaultConfigFile, problems: [`${name} is longer than 1,000,000 characters.`] }
  const { stackTraceLimit } = Error
  try {
    // The parser makes an error for each mistake; most of its time goes into stacks that no one sees.
    Error.stackTraceLimit = 0
    const { file, problems } = parseText(text, name)
    return { file, problems: problems.slice(0, maxProblems) }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { file: defaultConfigFile, problems: [`${name} is nested too deep.`] }
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
}

function parseText(text: string, name: string): Read {
  const lines = new LineCounter()
  // The parser compares each key with all before it, which takes its time in a long file: that is done below.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false })
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return `${name}, line ${Math.max(line, 1)}, column ${Math.max(col, 1)}`
  }
  const fail = (problems: readonly string[]) => ({ file: defaultConfigFile, problems })
  // Text that is not YAML has no structure to check. The parser's message may quote the text, so only its code is shown.
  if (document.errors.length > 0) {
    // The parser points at the end of what went before.
    const yamlProblems = document.errors
      .slice(0, maxProblems)
      .map(({ code, pos }) => `${at(skipSpace(text, pos[0]))}: ${describeCode(code)}.`)
    return fail([...new Set(yamlProblems)])
  }
  const repeated = findRepeated(document).map(offset => `${at(offset)}: this setting is repeated.`)
  if (repeated.length > 0) return fail(repeated)
  const unsupported = findUnsupported(document)
  if (unsupported !== null) return fail([`${at(unsupported.offset)}: ${unsupported.sentence}.`])
  // An empty file, left by a template or a failed disk, must not open everything to everyone.
  const settings: unknown = document.toJS()
  if (settings === null) return fail([`${name} contains no settings. If that is intended, write {}.`])
  const result = ConfigFileSchema.safeParse(withoutEmpty(settings))
  if (result.success) return { file: arrange(result.data), problems: [] }
  const found = result.error.issues.flatMap(issue => describeIssue(issue, document))
  return fail(
    found
      .toSorted((a, b) => a.offset - b.offset)
      .map(({ offset, sentence }) => `${at(offset)}: ${sentence}${sentence.includes('did you mean') ? '?' : '.'}`),
  )
}

/** As the rooms that use it want it. */
function arrange({
  roles: { tabnine, ...roles },
  exclusions,
  weekend,
  holidays,
  renewal,
  alerts,
  models,
  budgets,
  ...rest
}: z.output<typeof ConfigFileSchema>) {
  const { seats, date, pricePerSeat, currency = usualCurrency } = renewal ?? {}
  const { watch, ...common } = alerts
  return {
    ...rest,
    roles,
    /** `null`: by whether the settings name an admin. */
    tabnineRoles: tabnine ?? null,
    alerts: common,
    /** Alerts as code, each with the days that hold for it. */
    watched: watch.map(({ graceDays = common.graceDays, repeatDays = common.repeatDays, ...entry }) => ({
      ...entry,
      graceDays,
      repeatDays,
    })),
    /** For the outlook, which needs both. */
    renewal: seats === undefined || date === undefined ? null : { seats, date },
    renewalConversations: renewal?.notify ?? [],
    purchase: {
      seats: seats ?? null,
      renewsOn: date ?? null,
      seatPrice: pricePerSeat === undefined ? null : { amount: pricePerSeat, currency },
    },
    budgets: {
      organization: budgets.organization ?? null,
      teams: budgets.teams,
      conversations: budgets.notify,
    },
    cost: { currency: budgets.currency, modelNames: models },
    exclusions: exclusions.flatMap(({ person, reason, until }) =>
      person === undefined ? [] : [{ person, reason, until }],
    ),
    /** E-mails of accounts that are not people, with `*` for anything. */
    serviceAccounts: exclusions.flatMap(({ pattern }) => (pattern === undefined ? [] : [pattern])),
    calendar: { weekend: weekend.map(weekdayOf), holidays: Object.keys(holidays).sort() },
    holidayNames: holidays,
  }
}

type Problem = { readonly offset: number; readonly sentence: string }

function describeIssue(issue: Issue, document: Document): Problem[] {
  const path = issue.path.map(part => (typeof part === 'number' ? part : String(part)))
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => {
      const near = nearestKey(ConfigFileSchema, path, key)
      const sentence = `${nameOf([...path, key])} is not a setting${near ? `; did you mean ${nameOf([...path, near])}` : ''}`
      return { offset: offsetOf(document, [...path, key], true), sentence }
    })
  }
  const isKey = issue.code === 'invalid_key'
  const message = isKey ? (issue.issues[0]?.message ?? issue.message) : issue.message
  const isMissing = !isKey && !document.hasIn(path) && path.length > 0
  return [
    {
      offset: offsetOf(document, path, isKey),
      sentence: `${nameOf(path)} ${isMissing ? `is missing: it ${message}` : message}`,
    },
  ]
}

/** `roles.admin[2]`; a name that could be anything, such as a secret in the wrong place, is not repeated. */
function nameOf(path: readonly (string | number)[]): string {
  const parts = path.map(part =>
    typeof part === 'number'
      ? `[${part + 1}]`
      : /^([a-z][a-z _-]{0,29}|\d{4}-\d\d-\d\d)$/i.test(part)
        ? `.${part}`
        : '.(a name)',
  )
  return parts.join('').replace(/^\./, '') || 'the file'
}

/** The offset of a node, of its key, or of the nearest node around it. */
function offsetOf(document: Document, path: readonly (string | number)[], wantsKey: boolean): number {
  const parent = path.length === 0 ? document.contents : document.getIn(path.slice(0, -1), true)
  const last = path.at(-1)
  const pair = isMap(parent)
    ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(last))
    : undefined
  const node = wantsKey ? pair?.key : path.length === 0 ? document.contents : document.getIn(path, true)
  if (isNode(node) && node.range) return node.range[0]
  return path.length === 0 ? 0 : offsetOf(document, path.slice(0, -1), false)
}

/**
 * The first part that takes YAML further than settings need. Some lines of aliases can expand to millions, and a list
 * or map as a key is written out as text once for each level above it.
 */
function findUnsupported(document: Document): Problem | null {
  let found: Problem | null = null
  visit(document, {
    Alias(_key, { range }) {
      found = { offset: range?.[0] ?? 0, sentence: 'references (*) are not supported; write the value out' }
      return visit.BREAK
    },
    Pair(_key, { key }) {
      if (!isCollection(key)) return undefined
      found = { offset: key.range?.[0] ?? 0, sentence: 'the name of a setting must be a text, not a list or a map' }
      return visit.BREAK
    },
  })
  return found
}

/** The offsets of keys that occur earlier in the same map. */
function findRepeated(document: Document): number[] {
  const found: number[] = []
  visit(document, {
    Map(_key, { items }: YAMLMap) {
      const known = new Set<unknown>()
      for (const { key } of items) {
        if (!isScalar(key)) continue
        if (known.has(key.value)) found.push(key.range?.[0] ?? 0)
        known.add(key.value)
      }
    },
  })
  return found
}

/** A setting whose value was left empty, or commented out, is not set. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty)
  if (typeof value !== 'object' || value === null) return value
  const set = Object.entries(value).filter(([, each]) => each !== null)
  return Object.fromEntries(set.map(([key, each]) => [key, withoutEmpty(each)]))
}

function skipSpace(text: string, offset: number): number {
  return offset + Math.max(0, text.slice(offset).search(/\S/))
}

function describeCode(code: string): string {
  const known: Readonly<Record<string, string>> = {
    TAB_AS_INDENT: 'a tab cannot indent; use spaces',
    MULTIPLE_DOCS: 'the file may contain only one document',
    MISSING_CHAR: 'a character is missing, such as a closing quote or bracket',
    BAD_INDENT: 'the indentation does not fit, or a bracket is not closed',
  }
  return known[code] ?? `this is not YAML (${code.toLowerCase().replaceAll('_', ' ')})`
}
