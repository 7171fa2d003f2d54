import { fetchJson, find, make } from './dom.js'
import { addSwitches } from './look.js'
import { drawPair } from './pair.js'

addSwitches()
for (const example of await fetchJson('/examples')) {
  find('examples').append(make('section', {}, make('h2', {}, example.name), drawPair(example).element))
}
document.body.setAttribute('aria-busy', 'false')
