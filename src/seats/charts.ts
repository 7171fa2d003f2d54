import { type ChartPart, chart } from '../message/message.ts'
import type { Words } from '../message/words.ts'
import type { MonthlySeats } from '../ports.ts'
import { formatDay } from '../time/utc-days.ts'

/** Members at the end of each month; none where fewer than two are known. */
export function chartMonths(months: readonly MonthlySeats[], now: Date, t: Words): ChartPart[] {
  const known = months.flatMap(({ registered }) => (registered === null ? [] : [registered]))
  const [first, last] = [known[0], known.at(-1)]
  if (first === undefined || last === undefined || known.length < 2) return []
  const days = months.map(({ month }) => new Date(`${month}-01T00:00:00Z`))
  const categories = months.map(({ month }, at) => {
    const name = t.month(days[at] ?? now)
    return month === formatDay(now).slice(0, 7) ? t.trend.soFar(name) : name
  })
  const values = months.map(({ registered }) => registered)
  return [
    chart({
      language: t.language,
      shape: 'line',
      title: t.chart.membersByMonth(first, last),
      categories,
      days,
      series: [{ label: t.seats.registered, values }],
      altText: t.chart.sees(categories.map((at, point) => ({ at, value: values[point] ?? null }))),
      areNumbersInAltText: true,
    }),
  ]
}
