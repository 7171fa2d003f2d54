/** German words of a schedule, as the English ones that are read. */
const weekdays: Readonly<Record<string, string>> = {
  montag: 'monday',
  dienstag: 'tuesday',
  mittwoch: 'wednesday',
  donnerstag: 'thursday',
  freitag: 'friday',
  samstag: 'saturday',
  sonnabend: 'saturday',
  sonntag: 'sunday',
}
const weekday = `(${Object.keys(weekdays).join('|')})s?`
const start = new RegExp(`^(?:jede[ns]? |(?:am )?${weekday}(?: |$)|am 1\\.|um \\d|wöchentlich|monatlich)`, 'i')

/** "jeden Montag um 9 Uhr" → "every monday at 9". Words that do not begin as a schedule in German stay as they are. */
export function toEnglish(words: string): string {
  if (!start.test(words)) return words
  return words
    .replace(/^am 1\.(?: (?:jedes|des) monats)?/i, 'monthly on the 1st')
    .replace(/ am 1\.(?= |$)/i, ' on the 1st')
    .replace(/^wöchentlich/i, 'weekly')
    .replace(/^monatlich/i, 'monthly')
    .replace(/^jede[ns]? /i, 'every ')
    .replace(/^every (?:woche)(?= |$)/i, 'every week')
    .replace(/^every (?:monat)(?= |$)/i, 'every month')
    .replace(/(^| )am (?=\p{L})/giu, '$1on ')
    .replace(/(^| )um (?=\d)/gi, '$1at ')
    .replace(/(?<=\d) ?uhr(?= |$)/gi, '')
    .replace(new RegExp(`(^| )${weekday}(?= |$)`, 'gi'), (_, before, day) => `${before}${weekdays[day.toLowerCase()]}`)
}
