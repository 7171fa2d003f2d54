import fc from 'fast-check'

const months = ['January', 'feb', 'Mar', 'april', 'May', 'June', 'jul', 'August', 'Sept', 'oct', 'November', 'Dec']

const fixed = fc.constantFrom(
  'today',
  'yesterday',
  'this week',
  'last week',
  'last-week',
  'This  Month',
  'last month',
  'this quarter',
  'last quarter',
  'this year',
  'last year',
  'wtd',
  'mtd',
  'qtd',
  'ytd',
)
const month = fc.constantFrom(...months)
const year = fc.integer({ min: 2015, max: 2030 })
const dayOfMonth = fc.integer({ min: 1, max: 31 })
const joint = fc.constantFrom(' to ', ' until ', ' - ', '..', '–')

const isoDay = fc
  .tuple(year, fc.integer({ min: 1, max: 12 }), dayOfMonth)
  .map(([y, m, d]) => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`)
const writtenDay = fc
  .tuple(dayOfMonth, month, fc.option(year, { nil: null }))
  .map(([d, m, y]) => (y === null ? `${d} ${m}` : `${d} ${m} ${y}`))
const anyDay = fc.oneof(isoDay, writtenDay)

/** Words for a period in every form that is understood; their dates may be impossible, backwards, or in the future. */
export const periodWords: fc.Arbitrary<string> = fc.oneof(
  fixed,
  fc
    .tuple(fc.integer({ min: 0, max: 800 }), fc.constantFrom('days', 'weeks', 'months'))
    .map(([n, unit]) => `last ${n} ${unit}`),
  fc
    .tuple(fc.constantFrom('week', 'KW', 'w'), fc.integer({ min: 0, max: 54 }), fc.option(year, { nil: null }))
    .map(([word, week, y]) => `${word} ${week}${y === null ? '' : ` ${y}`}`),
  fc.tuple(year, fc.integer({ min: 1, max: 53 })).map(([y, week]) => `${y}-W${week}`),
  year.map(String),
  fc.oneof(anyDay, fixed, month, fc.constantFrom('monday', 'Friday', 'last sun', 'Q3')).map(from => `since ${from}`),
  fc.tuple(year, fc.integer({ min: 1, max: 12 })).map(([y, m]) => `${y}-${String(m).padStart(2, '0')}`),
  fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.option(year, { nil: null }))
    .map(([quarter, y]) => (y === null ? `Q${quarter}` : `q${quarter} ${y}`)),
  fc.tuple(month, fc.option(year, { nil: null })).map(([m, y]) => (y === null ? m : `${m} ${y}`)),
  anyDay,
  fc.tuple(anyDay, joint, anyDay).map(parts => parts.join('')),
)

/** Moments of the years in which the bot is asked, and zones of readers all over the world. */
export const moments: fc.Arbitrary<Date> = fc.date({
  min: new Date('2020-01-01T00:00:00Z'),
  max: new Date('2031-01-01T00:00:00Z'),
  noInvalidDate: true,
})
export const zones: fc.Arbitrary<string> = fc.constantFrom('UTC', ...Intl.supportedValuesOf('timeZone'))
