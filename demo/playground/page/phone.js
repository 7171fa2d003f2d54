import { press } from './actions.js'
import { drawBotFace, drawFace } from './avatars.js'
import { make } from './dom.js'
import { drawMessage } from './drawing.js'
import { look, onLook } from './look.js'
import { model, view } from './model.js'
import { formatMoment } from './moments.js'
import { words } from './words.js'

/** The phone of a person who got a direct message while the visitor is someone else: answered there, without going there. */
export function createPhone(element, go) {
  let shown = null
  let drawn = null
  /** Those that were there when the page opened are read in their place. */
  let old = null
  onLook(() => {
    shown = null
    update()
  })

  /** The newest unread message of a persona; one that was answered here stays until there is another. */
  function findMessage() {
    const others = model.state.personas.filter(({ id }) => id !== view.person)
    old ??= new Set(model.entries().map(({ id }) => id))
    const unread = others
      .flatMap(({ id }) => model.unread(id))
      .filter(({ id }) => !old.has(id))
      .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    return unread.at(-1) ?? (shown ? model.find(shown.id) : null) ?? null
  }

  function update() {
    const found = findMessage()
    element.hidden = found === null || found.conversation === view.person
    if (element.hidden || (found.id === shown?.id && found.content === shown.content)) return
    drawn?.remove()
    shown = found
    const { id, conversation: person, at, content } = found
    const name = model.nameOf(person)
    const platform = look.platform === 'teams' ? 'teams' : 'slack'
    const here = { person, place: 'private' }
    const onPress = (line, label, opensForm) => press(line, { label, entry: id, opensForm, here })
    drawn = drawMessage(content.shown, platform, onPress)
    element.replaceChildren(
      make('h2', {}, words.phoneOf(name)),
      make(
        'div',
        { class: `phone ${platform}-frame`, 'data-device': 'phone' },
        make('p', { class: 'phone-head' }, drawFace(person, name), make('strong', {}, name)),
        make(
          'div',
          { class: 'entry bot', 'data-phone-entry': id },
          make(
            'p',
            { class: 'entry-head' },
            drawBotFace(),
            make('strong', {}, 'Tabnine Usage'),
            make('span', { class: 'app-badge' }, words.app),
            make('time', { datetime: at }, formatMoment(new Date(at), 'time')),
          ),
          drawn.element,
        ),
        make(
          'p',
          { class: 'phone-foot' },
          make(
            'button',
            { type: 'button', class: 'link', onclick: () => go({ person, conversation: 'dm' }) },
            words.openAs(name),
          ),
        ),
      ),
    )
  }

  return { update }
}
