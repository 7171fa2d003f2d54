import { setApi } from './actions.js'
import { make } from './dom.js'
import { model } from './model.js'
import { words } from './words.js'

/** Says that a failure is simulated, with a way back. */
export function createBanner(element) {
  let shown = null
  return {
    update() {
      const { broken } = model.state
      if (broken === shown) return
      shown = broken
      element.hidden = broken === null
      if (broken === null) return element.replaceChildren()
      element.replaceChildren(
        make('span', { role: 'status' }, words.failing(words.breakages[broken])),
        make('button', { type: 'button', class: 'button', id: 'restore', onclick: () => setApi(null) }, words.restore),
      )
    },
  }
}
