import { fetchJson } from './dom.js'
import { language } from './words.js'

/** What the page knows of the demo: the server's state, and where the visitor is in it. */
const entries = new Map()
const seen = new Set()
const listeners = new Set()
let state = null
let last = Promise.resolve()

/** Who the visitor is and what is open: a channel, `dm` for the chat with the bot, or `home`. */
export const view = { person: 'admin', conversation: 'eng-platform' }

export const model = {
  get state() {
    return state
  },
  entries: () => [...entries.values()],
  find: id => entries.get(id),
  /** Top-level entries that the visitor sees in what is open. */
  visible: () => model.entries().filter(entry => isVisible(entry) && entry.inReplyTo === null),
  repliesTo: id => model.entries().filter(entry => entry.inReplyTo === id),
  /** Unread direct messages of a person. */
  unread: person =>
    model.entries().filter(entry => entry.conversation === person && isNews(entry) && !seen.has(entry.id)),
  nameOf: id => model.personaOf(id)?.name ?? state.names[id] ?? id,
  personaOf: id => state.personas.find(persona => persona.id === id) ?? null,
  /** Colleagues, besides the personas, in whose direct messages something stands. */
  colleagues: () => Object.keys(state.names).filter(id => model.personaOf(id) === null),
  onChange(listener) {
    listeners.add(listener)
  },
  /** Asks for what changed. One after the other, so that nothing older comes later. */
  refresh() {
    last = last.then(load, load)
    return last
  },
  open(changes) {
    Object.assign(view, changes)
    markSeen()
    notifyListeners([])
  },
}

async function load() {
  const fresh = await fetchJson(`/state?language=${language}&since=${state?.revision ?? 0}`)
  state = { ...fresh, names: { ...state?.names, ...fresh.names } }
  const changed = fresh.entries.map(entry => ({ entry, before: entries.get(entry.id) ?? null }))
  for (const { entry } of changed) entries.set(entry.id, entry)
  markSeen()
  notifyListeners(changed)
}

function notifyListeners(changed) {
  for (const listener of listeners) listener(changed)
}

function isVisible({ conversation, visibleTo }) {
  return conversation === openId() && (visibleTo === null || visibleTo === view.person)
}

/** The conversation that is open, by the name that its entries bear; `null` for Home. */
export function openId() {
  if (view.conversation === 'home') return null
  return view.conversation === 'dm' ? view.person : view.conversation
}

/** Posted by the bot itself and not answered yet. */
function isNews({ content }) {
  return content.kind === 'message' && content.line === null
}

function markSeen() {
  if (view.conversation !== 'dm') return
  for (const { id } of model.unread(view.person)) seen.add(id)
}

/** As the server wants to know who asks. */
export function askerOf(here = {}) {
  const place = view.conversation === 'dm' || view.conversation === 'home' ? 'private' : view.conversation
  return { person: view.person, place, language, ...here }
}
