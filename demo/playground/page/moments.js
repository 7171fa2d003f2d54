/** How moments are written on the page and in messages, in the language of the page. The demo's clock is in UTC. */
let language = document.documentElement.lang || 'en'

export function setMomentLanguage(chosen) {
  language = chosen
}

const options = {
  time: { hour: 'numeric', minute: '2-digit' },
  date_short: { day: 'numeric', month: 'short' },
  date_num: { day: '2-digit', month: '2-digit', year: 'numeric' },
  date: { day: 'numeric', month: 'long', year: 'numeric' },
  date_long: { weekday: 'long', day: 'numeric', month: 'long' },
  day: { weekday: 'short', day: 'numeric', month: 'short' },
  moment: { weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' },
}

/** By the names of Slack's date tokens and two of our own; `null` for others. */
export function formatMoment(moment, name) {
  const wanted = options[name.replace(/_pretty$/, '')]
  if (!wanted) return null
  const locale = language === 'de' ? 'de-DE' : 'en-GB'
  const hour12 = language !== 'de' && 'hour' in wanted
  const shown = new Intl.DateTimeFormat(locale, { ...wanted, timeZone: 'UTC', ...(hour12 ? { hour12 } : {}) }).format(
    moment,
  )
  return shown.replace('Sept', 'Sep').replace(/\b([ap])m\b/, (_, half) => `${half.toUpperCase()}M`)
}

export function dayOf(moment) {
  return new Date(moment).toISOString().slice(0, 10)
}
