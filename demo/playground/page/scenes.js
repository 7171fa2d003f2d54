import { look } from './look.js'
import { model, view } from './model.js'
import { newestDigest } from './tour.js'

/** Scenes that an address can name, `/?scene=alert`: what is shown when the page opens. */
const scenes = {
  digest: { find: () => newestDigest() },
  alert: { find: () => firstPost('eng-platform') },
  reminder: { place: { person: 'never-used', conversation: 'dm' } },
  answered: { place: { person: 'returning', conversation: 'dm' } },
  home: { place: { conversation: 'home' } },
}

export function openScene({ reveal, go }) {
  const asked = new URLSearchParams(location.search)
  const scene = scenes[asked.get('scene')]
  if (scene?.place) return go(scene.place)
  if (!scene && asked.has('in')) return go({})
  const entry = (scene ?? scenes.digest).find()
  if (entry) reveal(entry.id, { isQuiet: true })
}

function firstPost(channel) {
  return (
    model.entries().find(({ conversation, content }) => conversation === channel && content.kind === 'message') ?? null
  )
}

/** Who and where the address names. */
export function readPlace() {
  const asked = new URLSearchParams(location.search)
  const [person, conversation] = [asked.get('as'), asked.get('in')]
  if (model.personaOf(person)) view.person = person
  if (['dm', 'home', ...model.state.channels.map(({ id }) => id)].includes(conversation))
    view.conversation = conversation
}

/** So that the page opens there again. */
export function writePlace() {
  const address = new URL(location.href)
  address.searchParams.delete('scene')
  address.searchParams.set('platform', look.platform)
  address.searchParams.set('in', view.conversation)
  if (model.personaOf(view.person)) address.searchParams.set('as', view.person)
  history.replaceState(null, '', address)
}
