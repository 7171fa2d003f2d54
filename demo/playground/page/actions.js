import { fetchJson } from './dom.js'
import { openForm } from './form.js'
import { askerOf, model } from './model.js'
import { language } from './words.js'

/** What a visitor can do, one thing at a time. */
const listeners = new Set()
let isBusy = false

/** Called when an action begins (`{ kind, … }`), when it ends (`null`), and with its result. */
export function onActivity(listener) {
  listeners.add(listener)
}

function report(activity, result = null) {
  for (const listener of listeners) listener(activity, result)
}

/** @returns what came of it; nothing where something else is being done */
async function doing(activity, work) {
  if (isBusy) return
  isBusy = true
  document.body.setAttribute('aria-busy', 'true')
  report(activity)
  try {
    const result = await work()
    await model.refresh()
    report(null, { ...activity, result })
    return result
  } catch (error) {
    report(null, { ...activity, error })
  } finally {
    isBusy = false
    document.body.setAttribute('aria-busy', 'false')
  }
}

/** Asks a line. @param here who asks and where, as far as that is not what is open */
export async function ask(line, { how = { kind: 'typed' }, here } = {}) {
  const answer = await doing({ kind: 'ask', line, how, here }, () =>
    fetchJson('/ask', { line, how, asker: askerOf(here) }),
  )
  if (answer?.form) showForm(answer.form, { here })
  return answer
}

/** Presses a button of a message; where it opens a form, that, if there is one for this person. */
export async function press(line, { label, entry = null, opensForm = false, here } = {}) {
  const how = { kind: 'pressed', label, entry }
  if (!opensForm) return ask(line, { how, here })
  const opened = await doing({ kind: 'open', line, here }, () => fetchJson('/form', { line, asker: askerOf(here) }))
  if (opened?.form) showForm(opened.form, { here })
  else if (opened) return ask(line, { how, here })
}

function showForm(form, { here }) {
  openForm(form, filled => send(filled, here))
}

/** @returns mistakes where there are any */
async function send({ id, values }, here) {
  const sent = await fetchJson('/send', { id, values, asker: askerOf(here) })
  if (sent.closed) throw new Error(sent.closed)
  if (!sent.answer) return { mistakes: sent.mistakes }
  await model.refresh()
  report(null, { kind: 'ask', line: sent.answer.line, how: { kind: 'pressed' }, here, result: sent.answer })
  return {}
}

export function passDays(days) {
  return doing({ kind: 'time', days }, () => fetchJson('/clock', { days, language }))
}

/** Also while something is done: what a failing API keeps waiting goes on when it is restored. */
export async function setApi(broken) {
  await fetchJson('/api', { broken, language })
  await model.refresh()
}
