import { type CompanyStep, GRANULARITIES } from '../company/calendar.ts'
import type { Dialect } from './profiles.ts'

/** Reads one parameter: its value, or what is wrong with it. */
export type ParameterField<Value> = (raw: string | null, dialect: Dialect) => { value: Value } | { wrong: string }
export type Fields = Readonly<Record<string, ParameterField<unknown>>>
export type ParameterValues<Shape extends Fields> = {
  [Name in keyof Shape]: Shape[Name] extends ParameterField<infer Value> ? Value : never
}

/** Reads all parameters of a request: their values, or everything that is wrong, "<parameter>: <reason>". */
export function readParameters<Shape extends Fields>(
  fields: Shape,
  query: URLSearchParams,
  dialect: Dialect,
): { values: ParameterValues<Shape> } | { errors: string[] } {
  const values: Record<string, unknown> = {}
  const errors: string[] = []
  for (const [name, read] of Object.entries(fields)) {
    const result = read(query.get(name), dialect)
    if ('wrong' in result) errors.push(`${name}: ${result.wrong}`)
    else values[name] = result.value
  }
  // Each value came from the field of its name, so the shape is met.
  return errors.length > 0 ? { errors } : { values: values as ParameterValues<Shape> }
}

const MOST_PER_PAGE = 200

/** A whole number. Absent: the fallback, or wrong where there is none. */
function wholeNumber(
  bounds: (dialect: Dialect) => { least: number; most?: number; absent?: number },
): ParameterField<number> {
  return (raw, dialect) => {
    const { least, most = Number.MAX_SAFE_INTEGER, absent } = bounds(dialect)
    if (raw === null && absent !== undefined) return { value: absent }
    if (raw === null || raw.trim() === '' || Number.isNaN(Number(raw))) {
      return { wrong: 'Expected number, received nan' }
    }
    const value = Number(raw)
    if (!Number.isInteger(value)) return { wrong: 'Expected integer, received float' }
    if (value < least) return { wrong: `Number must be greater than or equal to ${least}` }
    if (value > most) return { wrong: `Number must be less than or equal to ${most}` }
    return { value }
  }
}

export const page = {
  offset: wholeNumber(() => ({ least: 0 })),
  limit: wholeNumber(({ smallestLimit }) => ({ least: smallestLimit, most: MOST_PER_PAGE })),
}

export const optionalPage = {
  offset: wholeNumber(() => ({ least: 0, absent: 0 })),
  limit: wholeNumber(({ smallestLimit, defaultLimit }) => ({
    least: smallestLimit,
    most: MOST_PER_PAGE,
    absent: defaultLimit,
  })),
}

export const text: ParameterField<string> = raw => (raw === null || raw === '' ? { wrong: 'Required' } : { value: raw })
export const optionalText: ParameterField<string | undefined> = raw => ({ value: raw ?? undefined })

/** True, false, or not asked for; older servers insist on one of the first two. */
export const userFilter: ParameterField<boolean | undefined> = (raw, { userFiltersRequired }) => {
  if (raw === null) return userFiltersRequired ? { wrong: 'Required' } : { value: undefined }
  if (raw !== 'true' && raw !== 'false') return { wrong: 'Expected boolean, received string' }
  return { value: raw === 'true' }
}

/** A moment to the second, UTC, as milliseconds. Fractions of a second are refused. */
export const moment: ParameterField<number> = raw => {
  if (raw === null) return { wrong: 'Required' }
  const value = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(raw) ? Date.parse(raw) : Number.NaN
  const exists = !Number.isNaN(value) && new Date(value).toISOString().slice(0, 19) === raw.slice(0, 19)
  return exists ? { value } : { wrong: 'Invalid datetime' }
}

export const granularity: ParameterField<CompanyStep> = raw => {
  if (raw === null) return { wrong: 'Required' }
  const value = GRANULARITIES.find(one => one === raw)
  const expected = GRANULARITIES.map(one => `'${one}'`).join(' | ')
  return value ? { value } : { wrong: `Invalid enum value. Expected ${expected}, received '${raw}'` }
}

/** The first day of a month, as year and zero-based month. */
export const optionalMonth: ParameterField<{ year: number; month: number } | undefined> = raw => {
  if (raw === null) return { value: undefined }
  const [, year, month] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(raw) ?? []
  return year && month ? { value: { year: Number(year), month: Number(month) - 1 } } : { wrong: 'Invalid' }
}

const ROLES = ['Admin', 'Manager', 'TeamLead', 'Member']
export const role: ParameterField<string> = raw => {
  if (raw === null) return { wrong: 'Required' }
  if (ROLES.includes(raw)) return { value: raw }
  return { wrong: `Invalid enum value. Expected ${ROLES.map(one => `'${one}'`).join(' | ')}, received '${raw}'` }
}
