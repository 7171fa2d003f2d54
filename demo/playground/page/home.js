import { press } from './actions.js'
import { fetchJson, make } from './dom.js'
import { drawMessage } from './drawing.js'
import { askerOf, view } from './model.js'
import { words } from './words.js'

const here = { place: 'private' }

/** The Home tab of the bot: its own page for each person, with what came of the last press above it. */
export function createHome(frames) {
  let drawn = []
  let last = null

  async function open(note = null) {
    last = note
    const { shown } = await fetchJson('/ask', { line: 'home', how: { kind: 'quiet' }, asker: askerOf(here) })
    if (view.conversation !== 'home') return
    for (const one of drawn) one.remove()
    drawn = frames().flatMap(frame => drawIn(frame, shown))
  }

  function drawIn({ home, platform }, shown) {
    const onPress = (line, label, opensForm) => press(line, { label, opensForm, here })
    const messages = [...(last ? [last] : []), shown].map(one => drawMessage(one, platform, onPress))
    home.replaceChildren(
      ...messages.map(({ element }, at) =>
        make('div', { class: `home-card${last && at === 0 ? ' note' : ''}` }, element),
      ),
    )
    return messages
  }

  function showEmpty() {
    for (const { home } of frames()) home.replaceChildren(make('p', { class: 'empty' }, words.emptyHome))
  }

  return { open, showEmpty }
}
