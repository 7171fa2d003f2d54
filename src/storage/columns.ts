/** Kinds of columns that several tables have. */
import { customType, date, timestamp } from './drizzle.ts'

/** drizzle's own JSON types read a stored string such as "12" as the number; PostgreSQL's `jsonb` refuses some text. */
export const json = customType<{ data: unknown; driverData: unknown }>({
  dataType: () => 'json',
  toDriver: value => JSON.stringify(value, (_key, part) => (typeof part === 'string' ? clean(part) : part)),
  fromDriver: value => value,
})

/** Text from outside: PostgreSQL cannot hold a NUL, and half a surrogate pair would not come back. */
export const prose = customType<{ data: string; driverData: string }>({
  dataType: () => 'text',
  toDriver: clean,
})

/** In the order of its characters' numbers, as JavaScript has it, whatever the database's language. */
export const ordered = customType<{ data: string; driverData: string }>({ dataType: () => 'text collate "C"' })

export const day = (name: string) => date(name, { mode: 'date' })
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })

export function clean(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}
