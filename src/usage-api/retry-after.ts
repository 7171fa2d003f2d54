/**
 * The wait of a `Retry-After` header, in seconds from `now`: a number of seconds or an HTTP date (RFC 9110). A past date is
 * 0. `null` if there is no header, or it is neither.
 */
export function readRetryAfter(header: string | null, now: Date): number | null {
  if (header === null) return null
  const value = header.trim()
  if (/^\d{1,9}$/.test(value)) return Number(value)
  const date = Date.parse(value)
  // A bare number that Date.parse takes for a year is not a date.
  if (Number.isNaN(date) || !/[a-z]/i.test(value)) return null
  return Math.max(0, Math.ceil((date - now.getTime()) / 1000))
}
