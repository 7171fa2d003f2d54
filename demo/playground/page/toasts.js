import { make } from './dom.js'
import { words } from './words.js'

/** Short notes of what happened out of sight, read out to screen readers; each leads there. */
export function createToasts(element) {
  let timer = null
  return {
    /** @param go leads to what it is about */
    show(text, go = null) {
      clearTimeout(timer)
      const close = make('button', { type: 'button', class: 'link', 'aria-label': words.dismiss, onclick: hide }, '×')
      const lead = go && make('button', { type: 'button', class: 'link', onclick: () => leave(go) }, words.show)
      element.replaceChildren(make('div', { class: 'toast' }, make('span', {}, text), lead, close))
      timer = setTimeout(hide, 15_000)
    },
  }

  function leave(go) {
    hide()
    go()
  }

  function hide() {
    clearTimeout(timer)
    element.replaceChildren()
  }
}
