import fc from 'fast-check'
import type { Schedule } from '../../../src/ports.ts'

const hour = 3_600_000
const day = 24 * hour

export const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')]

const zone = fc.constantFrom(...zones)
const everies = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 7 }).map(weekday => ({ unit: 'week', weekday }) as const) },
  fc.constant({ unit: 'month' } as const),
)

/** Any schedule. */
export const schedules: fc.Arbitrary<Schedule> = fc.record({
  every: everies,
  hour: fc.integer({ min: 0, max: 23 }),
  minute: fc.integer({ min: 0, max: 59 }),
  zone,
})

/** Any moment of the years 2000 to 2040. */
export const moments = fc.date({
  min: new Date('2000-01-01T00:00Z'),
  max: new Date('2040-12-31T23:59Z'),
  noInvalidDate: true,
})

/** A schedule and a moment to begin at, half of them so that the schedule meets a change of its zone's clocks. */
export const cases: fc.Arbitrary<{ schedule: Schedule; after: Date }> = fc.oneof(
  fc.record({ schedule: schedules, after: moments }),
  fc
    .record({
      zone,
      year: fc.integer({ min: 2000, max: 2040 }),
      nth: fc.nat(),
      minutesOff: fc.integer({ min: -150, max: 150 }),
      daysBefore: fc.integer({ min: 1, max: 20 }),
    })
    .map(({ zone, year, nth, minutesOff, daysBefore }) => {
      const changes = changesOf(zone, year)
      const change = changes[nth % Math.max(1, changes.length)] ?? Date.UTC(year, 0, 1)
      const wanted = new Date(shown(new Date(change), zone) + minutesOff * 60_000)
      const every = { unit: 'week', weekday: wanted.getUTCDay() || 7 } as const
      const schedule = { every, hour: wanted.getUTCHours(), minute: wanted.getUTCMinutes(), zone }
      return { schedule, after: new Date(change - daysBefore * day) }
    }),
)

const formats = new Map<string, Intl.DateTimeFormat>()

/** What a clock on the wall shows, written as the moment at which one in UTC shows it. */
export function shown(at: Date, zone: string): number {
  const format = formats.get(zone) ?? formatOf(zone)
  formats.set(zone, format)
  const { year, month, day, hour, minute } = Object.fromEntries(
    format.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
  ) as Record<'year' | 'month' | 'day' | 'hour' | 'minute', number>
  return Date.UTC(year, month - 1, day, hour, minute)
}

function formatOf(timeZone: string) {
  const [year, rest] = ['numeric', '2-digit'] as const
  return new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year,
    month: rest,
    day: rest,
    hour: rest,
    minute: rest,
  })
}

/** The moments of a year, to the quarter of an hour, at which a zone's clocks jump. */
function changesOf(zone: string, year: number): number[] {
  const ahead = (at: number) => shown(new Date(at), zone) - at
  const changes: number[] = []
  for (let from = Date.UTC(year, 0, 1); from < Date.UTC(year + 1, 0, 1); from += day) {
    if (ahead(from) === ahead(from + day)) continue
    let at = from
    while (ahead(at) === ahead(from)) at += hour / 4
    changes.push(at)
  }
  return changes
}
