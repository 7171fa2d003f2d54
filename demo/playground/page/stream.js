import { make } from './dom.js'
import { drawEntry } from './entry.js'
import { model, openId, view } from './model.js'
import { dayOf, formatMoment } from './moments.js'
import { words } from './words.js'

/** The conversation that is open, newest at the bottom, as one platform shows it. */
export function createStream(platform, onDetails) {
  const list = make('ol', { class: 'stream' })
  const typing = make(
    'p',
    { class: 'typing', hidden: '' },
    make('span', { class: 'dots', 'aria-hidden': 'true' }, make('i'), make('i'), make('i')),
    make('span', { class: 'typing-text' }),
  )
  const scroller = make(
    'div',
    {
      class: 'scroller',
      tabindex: '0',
      role: 'region',
      'aria-label': `${words.conversations}: ${platform === 'slack' ? 'Slack' : 'Teams'}`,
    },
    list,
    typing,
  )
  let drawn = new Map()
  let shownFor = ''

  function drawAll() {
    for (const { remove } of drawn.values()) remove()
    drawn = new Map()
    list.replaceChildren()
    const entries = model.visible()
    for (const entry of entries) append(entry)
    if (entries.length === 0)
      list.append(make('li', { class: 'empty' }, view.conversation === 'dm' ? words.emptyDirect : words.empty))
    shownFor = `${view.person} ${openId()}`
  }

  function append(entry) {
    list.querySelector('.empty')?.remove()
    const day = dayOf(entry.at)
    if (list.lastElementChild?.dataset.day !== day && lastDay() !== day) list.append(drawDay(entry.at, day))
    const one = drawEntry(entry, platform, onDetails)
    one.element.dataset.day = day
    drawn.set(entry.id, one)
    list.append(one.element)
  }

  function lastDay() {
    return list.lastElementChild?.dataset.day ?? null
  }

  function update(changed) {
    if (shownFor !== `${view.person} ${openId()}`) return drawAll()
    const visible = new Set(model.visible().map(({ id }) => id))
    for (const { entry } of changed) {
      // A reply is drawn within the message that it is about.
      const top = entry.inReplyTo ? model.find(entry.inReplyTo) : entry
      if (!top || !visible.has(top.id)) continue
      const known = drawn.get(top.id)
      if (!known) append(top)
      else redraw(top, known)
    }
  }

  function redraw(entry, known) {
    const isOpen = known.element.querySelector('details.thread')?.open ?? false
    const isFocused = known.element.contains(document.activeElement)
    const fresh = drawEntry(entry, platform, onDetails)
    fresh.element.dataset.day = known.element.dataset.day
    const thread = fresh.element.querySelector('details.thread')
    if (thread) thread.open = isOpen
    known.element.before(fresh.element)
    known.remove()
    drawn.set(entry.id, fresh)
    if (isFocused) focusEntry(fresh.element)
  }

  return {
    element: scroller,
    update,
    find: id => scroller.querySelector(`[data-entry="${id}"]`),
    scrollToEnd() {
      scroller.scrollTop = scroller.scrollHeight
    },
    /** Brings an entry into view, opening the thread that it is in. */
    reveal(id, { isFocused = false, isQuiet = false } = {}) {
      const element = scroller.querySelector(`[data-entry="${id}"]`)
      if (!element) return
      const thread = element.closest('details.thread')
      if (thread) thread.open = true
      // The stream is moved, and not the page around it.
      scroller.scrollTop += element.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 12
      element.classList.remove('flash')
      void element.offsetWidth
      element.classList.toggle('flash', !isQuiet)
      if (isFocused) focusEntry(element)
    },
    showTyping(text) {
      typing.hidden = text === null
      typing.querySelector('.typing-text').textContent = text ?? ''
      if (text !== null) scroller.scrollTop = scroller.scrollHeight
    },
  }
}

function focusEntry(element) {
  element.setAttribute('tabindex', '-1')
  element.focus({ preventScroll: true })
}

function drawDay(at, day) {
  return make('li', { class: 'day', 'data-day': day }, make('span', {}, formatMoment(new Date(at), 'date_long')))
}
