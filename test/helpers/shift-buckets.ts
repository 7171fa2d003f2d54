import type { Body } from '../unit/demo/sandbox/ask.ts'

/** The buckets of a usage answer, dated this many hours earlier, in the zone in which that is midnight. */
export function shiftBuckets(hours: number): (body: unknown) => unknown {
  const sign = hours < 0 ? '-' : '+'
  const zone = `${sign}${String(Math.abs(hours)).padStart(2, '0')}:00`
  const move = (date: string) => `${new Date(Date.parse(date)).toISOString().slice(0, 19)}${zone}`
  return body => {
    const { usage, ...rest } = body as Body
    const data = usage.data.map((row: Body) => ({ ...row, from: move(row.from), to: move(row.to) }))
    return { ...rest, usage: { ...usage, data } }
  }
}
