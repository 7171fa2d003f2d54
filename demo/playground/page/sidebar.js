import { drawBotFace, drawFace } from './avatars.js'
import { make } from './dom.js'
import { model, view } from './model.js'
import { words } from './words.js'

/** Channels, direct messages, Home, and the people whom the visitor can be. @param go opens a place */
export function createSidebar(element, go) {
  const seenIn = new Map()

  function update() {
    const { company, channels, personas } = model.state
    const focused = keyOf(document.activeElement)
    element.replaceChildren(
      make('p', { class: 'workspace' }, make('strong', {}, company), make('span', { class: 'soft' }, words.sample)),
      drawMe(),
      section(
        words.channels,
        channels.map(({ id }) => drawPlace(id, drawHash(), id, newIn(id))),
      ),
      section(words.directMessages, [
        drawPlace('dm', drawBotFace(), 'Tabnine Usage', model.unread(view.person).length),
      ]),
      section(words.apps, [drawPlace('home', drawHomeIcon(), words.home, 0)]),
      section(words.people, [...personas.filter(({ id }) => id !== view.person).map(drawPersona), drawColleagues()]),
    )
    // All of it is drawn again; the keyboard's focus stays where it is.
    if (focused) (element.querySelector(focused) ?? element.querySelector('[aria-current]'))?.focus()
  }

  function drawMe() {
    const persona = model.personaOf(view.person)
    const name = model.nameOf(view.person)
    return make(
      'div',
      { class: 'me' },
      drawFace(view.person, name),
      make(
        'p',
        {},
        make('strong', {}, words.you(name)),
        make('span', { class: 'soft' }, describeRole(persona)),
        make('span', { class: 'soft' }, words.persona[persona?.id ?? 'colleague']),
      ),
    )
  }

  function drawPlace(id, icon, label, count) {
    const isOpen = view.conversation === id
    return make(
      'li',
      {},
      make(
        'button',
        {
          type: 'button',
          class: `place-button${count > 0 ? ' unread' : ''}`,
          'aria-current': isOpen ? 'true' : null,
          'data-place': id,
          onclick: () => go({ conversation: id }),
        },
        icon,
        make('span', { class: 'label' }, label),
        drawBadge(id === 'dm' ? count : 0),
      ),
    )
  }

  /** New posts since the channel was last open; what was there at first is not new. */
  function newIn(id) {
    const posts = model
      .entries()
      .filter(({ conversation, visibleTo }) => conversation === id && visibleTo === null).length
    if (!seenIn.has(id) || view.conversation === id) seenIn.set(id, posts)
    return posts - seenIn.get(id)
  }

  function drawPersona({ id, name, tabnineRole, team }) {
    const count = model.unread(id).length
    return drawPerson(id, name, describeRole({ tabnineRole, team }), count)
  }

  function drawPerson(id, name, role, count) {
    return make(
      'li',
      {},
      make(
        'button',
        {
          type: 'button',
          class: `person-button${count > 0 ? ' unread' : ''}`,
          'data-person': id,
          onclick: () =>
            go(count > 0 || model.personaOf(id) === null ? { person: id, conversation: 'dm' } : { person: id }),
        },
        drawFace(id, name),
        make('span', { class: 'label' }, name, make('span', { class: 'soft' }, role)),
        drawBadge(count),
      ),
    )
  }

  function drawColleagues() {
    const others = model.colleagues().filter(id => id !== view.person)
    if (others.length === 0) return null
    const wasOpen = element.querySelector('.colleagues')?.open ?? false
    return make(
      'li',
      {},
      make(
        'details',
        { class: 'colleagues', open: wasOpen ? '' : null },
        make('summary', {}, words.colleagues(others.length)),
        make(
          'ul',
          {},
          others.map(id => drawPerson(id, model.nameOf(id), '', model.unread(id).length)),
        ),
      ),
    )
  }

  function keyOf(focused) {
    if (!element.contains(focused)) return null
    const { place, person } = focused.dataset
    return place ? `[data-place="${place}"]` : `[data-person="${CSS.escape(person ?? '')}"]`
  }

  return { update }
}

function section(title, items) {
  const shown = items.filter(Boolean)
  return make('div', { class: 'side-section' }, make('h2', {}, title), make('ul', {}, shown))
}

function drawBadge(count) {
  return (
    count > 0 &&
    make('span', { class: 'badge' }, String(count), make('span', { class: 'hidden-text' }, ` ${words.unread(count)}`))
  )
}

function drawHash() {
  return make('span', { class: 'icon', 'aria-hidden': 'true' }, '#')
}

function drawHomeIcon() {
  return make('span', { class: 'icon', 'aria-hidden': 'true' }, '⌂')
}

function describeRole(persona) {
  if (!persona) return ''
  return [words.roles[persona.tabnineRole] ?? persona.tabnineRole, persona.team].filter(Boolean).join(', ')
}
