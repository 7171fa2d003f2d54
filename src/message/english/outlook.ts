/** What is to be expected. */
import { type Formats, roundTo } from '../formats.ts'
import type { Basics } from './basics.ts'

type Expected = { seats: number; date: Date; unused: { low: number; high: number } }

export function outlookText(f: Formats, { share }: Basics) {
  const within = (days: number) =>
    days === 0 ? 'less than a day' : `${f.plural(days, { one: 'day', other: 'days' })} or less`
  return {
    outlook: {
      flows: (passed: readonly string[]) => `People: ${f.list(passed)}.`,
      flow: {
        invited: (count: number) => `${f.number(count)} invited`,
        registered: (count: number) => `${f.number(count)} joined`,
        started: (count: number) => `${f.number(count)} used Tabnine for the first time`,
        back: (count: number) => `${f.number(count)} came back after a break`,
        deactivated: (count: number) => `${f.number(count)} deactivated`,
      },
      /** Of fewer than ten, nine of ten are all of them; of fewer than five, half says nothing. */
      firstUse: (median: number, most: number, began: number, open: number) => {
        const waiting = open === 0 ? '' : `; ${f.number(open)} ${open === 1 ? 'has' : 'have'} not begun`
        const intro = 'From invitation to first use:'
        if (began === 1) return `${intro} the one who began took ${within(most)}${waiting}.`
        if (began < 5) return `${intro} each of the ${f.number(began)} who began took ${within(most)}${waiting}.`
        if (began < 10)
          return `${intro} half took ${within(median)}, all ${f.number(began)} who began ${within(most)}${waiting}.`
        return `${intro} half took ${within(median)}, nine of ten ${within(most)} (${f.number(began)} began, ${f.number(open)} not yet).`
      },
      rates: (rates: readonly (readonly [days: number, began: number, people: number])[]) =>
        `Begun ${f.list(rates.map(([days, began, people]) => `within ${f.plural(days, { one: 'day', other: 'days' })}: ${share(began, people)} (${f.number(began)} of ${f.number(people)})`))}.`,
      renewal: ({ seats, date, unused: { low, high } }: Expected) =>
        `At the present pace ${low === high ? f.number(low) : `${f.number(low)} to ${f.number(high)}`} of the ${f.plural(seats, { one: 'seat', other: 'seats' })} bought will have nobody on ${f.day(date)}.`,
      renewalTitle: 'At the renewal:',
      renewalUnknown: ({ date }: { readonly date: Date }) =>
        `What will be unused on ${f.day(date)} is not known: that takes counts of at least three weeks up to today, and a day that is to come.`,
      arithmetic: ({ day, registered }: { readonly day: Date; readonly registered: number }, daysLeft: number) =>
        `${f.plural(registered, { one: 'person was', other: 'people were' })} registered on ${f.day(day)}, ${f.plural(daysLeft, { one: 'day', other: 'days' })} before the renewal. At the pace of each span:`,
      pace: 'Span',
      before: 'Registered before',
      perWeek: 'Net change a week',
      atRenewal: (date: Date) => `Registered on ${f.day(date)}`,
      unusedOf: (seats: number) => `Unused of ${f.number(seats)}`,
      weeks: (count: number) => f.plural(count, { one: 'week', other: 'weeks' }),
      counted: ({ day, registered }: { readonly day: Date; readonly registered: number }) =>
        `${f.number(registered)} (${f.day(day)})`,
      change: (perWeek: number) => f.change(roundTo(perWeek, 1)),
      seats: (count: number) => f.number(roundTo(count, 1)),
      unusedMeans: 'Unused here means that nobody has registered. Registered people who use nothing come on top.',
    },
  }
}
