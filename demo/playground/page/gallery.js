import { fetchJson, find, make } from './dom.js'
import { drawFormViews } from './form-views.js'
import { addSwitches } from './look.js'
import { drawPair } from './pair.js'

let shown = []
let asked = 0

addSwitches()
const choices = await fetchJson('/choices')
for (const [id, options] of Object.entries(choices)) {
  find(id).append(...options.map(option => make('option', { value: option.id }, option.label)))
  find(id).addEventListener('change', showExamples)
}
find('choices').addEventListener('submit', event => event.preventDefault())
await showExamples()

/** Shows what is chosen; where something else was chosen meanwhile, that. */
async function showExamples() {
  document.body.setAttribute('aria-busy', 'true')
  const turn = ++asked
  const chosen = Object.fromEntries(Object.keys(choices).map(id => [id, find(id).value]))
  try {
    const examples = await fetchJson(`/examples?${new URLSearchParams(chosen)}`)
    if (turn !== asked) return
    for (const { section, views } of shown) {
      views.take()
      section.remove()
    }
    shown = examples.map(({ name, shown, form }) => {
      const views = form ? drawFormViews(form, name) : drawPair(shown)
      views.element.setAttribute('lang', chosen.language)
      return { views, section: make('section', {}, make('h2', {}, name), views.element) }
    })
    find('examples').append(...shown.map(({ section }) => section))
    find('status').textContent = `${examples.length} examples.`
  } catch (error) {
    find('status').textContent = error.message
  }
  if (turn === asked) document.body.setAttribute('aria-busy', 'false')
}
