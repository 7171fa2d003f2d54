import { make } from './dom.js'

/** A button with three dots that opens a menu of choices `{ label, press, line, address }`. */
export function drawMenu(choices, className, label = '⋯') {
  const list = make('ul', { class: 'menu', role: 'menu', hidden: '' })
  const button = make(
    'button',
    {
      type: 'button',
      class: className,
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      'aria-label': moreLabel(),
      onclick: () => toggle(list.hidden),
      onkeydown: event => {
        if (event.key === 'ArrowDown') {
          event.preventDefault()
          toggle(true)
        }
      },
    },
    label,
  )
  list.append(...choices.map(drawChoice))
  const holder = make('span', { class: 'menu-holder', onkeydown: move, onfocusout: leave }, button, list)

  function drawChoice({ label, press, line, address }) {
    const named = { role: 'menuitem', tabindex: '-1', 'data-line': line }
    const item = address
      ? make('a', { ...named, href: address, target: '_blank', rel: 'noopener noreferrer' }, label)
      : make('button', { ...named, type: 'button', onclick: choose }, label)
    function choose() {
      toggle(false)
      button.focus()
      press()
    }
    return make('li', { role: 'none' }, item)
  }

  function toggle(isOpen) {
    list.hidden = !isOpen
    button.setAttribute('aria-expanded', String(isOpen))
    if (isOpen) items()[0]?.focus()
  }

  function items() {
    return [...list.querySelectorAll('[role="menuitem"]')]
  }

  function move(event) {
    if (list.hidden) return
    const all = items()
    const at = all.indexOf(document.activeElement)
    if (event.key === 'Escape') {
      event.stopPropagation()
      toggle(false)
      button.focus()
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      all[(at + (event.key === 'ArrowDown' ? 1 : -1) + all.length) % all.length]?.focus()
    }
  }

  function leave({ relatedTarget }) {
    if (relatedTarget && !holder.contains(relatedTarget)) toggle(false)
  }

  return holder
}

let more = 'More'

export function setMoreLabel(label) {
  more = label
}

function moreLabel() {
  return more
}

/** Asks before something is done. @returns whether it may be */
export function confirmPress({ title, text, confirm, deny, isDanger }) {
  return new Promise(resolve => {
    let isConfirmed = false
    const answer = is => () => {
      isConfirmed = is
      dialog.close()
    }
    const style = isDanger ? 'danger' : 'primary'
    const dialog = make(
      'dialog',
      { class: 'confirm', 'aria-labelledby': 'confirm-title' },
      make('h2', { id: 'confirm-title' }, title),
      make('p', {}, text),
      make(
        'div',
        { class: 'row ends' },
        make('button', { type: 'button', class: 'button', onclick: answer(false) }, deny),
        make('button', { type: 'button', class: `button ${style}`, autofocus: '', onclick: answer(true) }, confirm),
      ),
    )
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(isConfirmed)
    })
    document.body.append(dialog)
    dialog.showModal()
  })
}
