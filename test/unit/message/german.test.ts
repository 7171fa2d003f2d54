import { describe, expect, test } from 'vitest'
import { createFormats } from '../../../src/message/formats.ts'
import { languageOf } from '../../../src/message/languages.ts'
import { createWords, type Words } from '../../../src/message/words.ts'
import { days } from '../../helpers/facts.ts'
import { callWords } from './word-examples.ts'

/** Texts that are the same in both languages: names of things, and sentences that consist only of their arguments. */
const same = new Set([
  'help.goals.teams.0',
  'language',
  ...[
    'activity.chat',
    'activity.agent',
    'trend.chat',
    'trend.agent',
    'teams.team',
    'teams.count',
    'user.team',
    'unused.person',
  ],
  ...[
    'subject',
    'role',
    'activity.sentence',
    'digest.chart.altText',
    'digest.metrics.chat',
    'digest.metrics.agent',
    'subscription.teams',
    'team.title',
    'why.reason',
    'remind.toFree.person',
    'forms.optional',
  ],
  ...['usage.heading', 'usage.metrics.chat'],
  ...['exports.withPeriod', 'why.exclusion', 'forms.about'],
])

const en = callWords(createWords('en'))
const de = callWords(createWords('de'))

test('the same words are there in both languages', () => {
  expect([...de.keys()].sort()).toEqual([...en.keys()].sort())
  expect(de.size).toBeGreaterThan(900)
})

test.each([
  ['English', en],
  ['German', de],
])('every sentence in %s is whole', (_name, texts) => {
  const broken = /undefined|null|NaN|Infinity|\[object|[{}$]|=>| {2}|\( |,,|\.\.(?!\d)/
  expect([...texts].filter(([, sentence]) => broken.test(sentence) || sentence.trim() === '')).toEqual([])
})

describe('the German texts differ from the English ones', () => {
  const german = [...de].filter(([path]) => !same.has(path.replace(/ #\d+$/, '')))
  const isExample = (path: string) => /^commands\..*\.examples/.test(path)

  test('where it holds a word', () => {
    const words = german.filter(([path, sentence]) => /\p{Ll}{3}/u.test(sentence) && !isExample(path))
    expect(words.length).toBeGreaterThan(600)
    expect(words.filter(([path, sentence]) => sentence === en.get(path))).toEqual([])
  })

  test('except for what is typed: that is the same in every language', () => {
    for (const [path, line] of german.filter(([name]) => isExample(name))) expect(line).toBe(en.get(path))
  })

  test('and no English word is left in it', () => {
    // What is typed is in quotes or after a prefix.
    const own = (sentence: string) =>
      sentence.replaceAll(/„[^“]*“|\/tabnine .*|(?:every|monthly) <?[^;]*|: today.*14\./g, '')
    const english =
      /\b(?:the|and|or|not|with|is|are|of|to|for|seats?|people|were|have|has|you|your|who|what|this|that|days?|weeks?|months?|more|no|by|on|at|it)\b/
    expect(german.filter(([path, sentence]) => !isExample(path) && english.test(own(sentence)))).toEqual([])
  })
})

describe('German as it is written', () => {
  const f = createFormats('de-DE')
  const w: Words = createWords('de')

  test('numbers, percent and changes are those of Intl', () => {
    expect(f.number(1_234.5)).toBe('1.234,5')
    const percent = new Intl.NumberFormat('de-DE', { style: 'percent', minimumFractionDigits: 1 })
    for (const fraction of [0.743, 0.62, 1]) expect(f.percent(fraction)).toBe(percent.format(fraction))
    expect(f.wholePercent(0.743)).toBe(new Intl.NumberFormat('de-DE', { style: 'percent' }).format(0.743))
    expect(f.wholePercent(0.001)).toBe('<\u00a01\u00a0%')
    expect(f.change(-1_234)).toBe('−1.234')
    expect(f.changeInPercent(-25, 100)).toBe('−25\u00a0%')
  })

  test('days, spans and moments', () => {
    const late = new Date('2026-11-23T23:59:59Z')
    expect([f.day(late), f.weekday(late), f.month(late)]).toEqual(['23. Nov. 2026', 'Mo., 23. Nov.', 'Nov. 2026'])
    expect(w.days(days('2026-11-16', '2026-11-22'))).toBe('16.–22. Nov. 2026')
    expect(w.moment(late, 'Europe/Berlin')).toBe('24. Nov. 2026, 0:59')
    expect(w.list(['a', 'b', 'c'])).toBe('a, b und c')
  })

  test.each([
    [0, '✅ Keine ungenutzten Tabnine-Plätze in Payments', '0 der 12 geprüften Plätze sind ungenutzt'],
    [1, '⚠️ 1 ungenutzter Tabnine-Platz in Payments', '1 der 12 geprüften Plätze ist ungenutzt'],
    [2, '⚠️ 2 ungenutzte Tabnine-Plätze in Payments', '2 der 12 geprüften Plätze sind ungenutzt'],
  ])('%d seats agree with their verb', (count, title, sentence) => {
    expect(w.unused.title(count, 'Payments')).toBe(title)
    expect(w.unused.count(count, 12)).toBe(sentence)
  })

  test('one point, one person, and five or more people give whole sentences', () => {
    expect(w.changeInPoints(-0.01)).toBe('−1\u00a0%-Punkte')
    expect(w.changeInPoints(0.012)).toBe('+1,2\u00a0%-Punkte')
    expect(w.remind.when(1, 'MOMENT')).toMatch(/^Die Person erhält eine Direktnachricht, .* spätestens MOMENT\.$/)
    expect(w.remind.sentTitle(1)).toBe('1 Erinnerung wird gesendet')
    expect(w.remind.sent(1, 'MOMENT')).toMatch(/^Die letzte geht spätestens MOMENT hinaus\. /)
    expect(w.unused.agesFrom(5)).toBe('Zeiten erst ab 5 Personen')
    expect(w.help.schedules).toMatch(/^Wann: zum Beispiel „jeden Montag um 9 Uhr“/)
    expect(w.outlook.firstUse(5, 5, 1, 3)).toBe(
      'Von der Einladung bis zur ersten Nutzung: die eine Person, die begonnen hat, brauchte höchstens 5 Tage; 3 haben noch nicht begonnen.',
    )
  })

  test('a date that ends a sentence brings its full stop along', () => {
    expect(w.chart.gaps(['1. Dez.', '15. Dez.'])).toBe('Keine Zahl für 1. Dez. und 15. Dez.')
    expect(w.chart.gaps(['ab 1. Dez.', 'Chat'])).toMatch(/ und Chat\.$/)
    expect(w.chart.seesTrend([{ at: '15. Dez.', value: 3 }])).toBe('3 (15. Dez.).')
  })

  test.each([
    [1, '1 Minute zu spät gepostet (der Bot lief nicht)'],
    [20, '20 Minuten zu spät gepostet (der Bot lief nicht)'],
    [180, '3 Stunden zu spät gepostet (der Bot lief nicht)'],
  ])('%d minutes late', (minutes, sentence) => {
    expect(w.digest.late(minutes)).toBe(sentence)
  })

  test('a period that the bot chose is named in German, one that a person wrote stays as it is', () => {
    const of = (words: string) => w.origin.dates({ period: days('2026-11-16', '2026-11-22'), isOver: true, words })
    expect(of('last week')).toContain('(„letzte Woche“)')
    expect(of('last 30 days')).toContain('(„die letzten 30 Tage“)')
    expect(of('16 nov to 22 nov')).toContain('(„16 nov to 22 nov“)')
  })

  test('what a person wrote is in German quotes', () => {
    expect(w.errors.explain('unknown-team', { subject: 'Paymets' }).title).toBe('Kein Team heißt „\u2068Paymets\u2069“')
  })
})

test.each([
  ['de', 'de'],
  ['de-DE', 'de'],
  ['de_CH', 'de'],
  ['DE-at', 'de'],
  ['en-US', 'en'],
  ['den', null],
  ['ja-JP', null],
  ['', null],
  [undefined, null],
  [null, null],
  [7, null],
])('the locale %j is of the language %s', (locale, language) => {
  expect(languageOf(locale)).toBe(language)
})
