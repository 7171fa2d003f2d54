import { ask } from './actions.js'
import { make } from './dom.js'
import { model, view } from './model.js'
import { words } from './words.js'

/** Where a question is typed, with suggestions below. */
export function createComposer(element) {
  const input = make('input', { id: 'line', autocomplete: 'off', spellcheck: 'false', 'aria-label': words.compose })
  const form = make(
    'form',
    { class: 'composer', onsubmit: submit },
    make(
      'span',
      { class: 'prefix', 'aria-hidden': 'true' },
      make('span', { class: 'in-slack' }, '/tabnine'),
      make('span', { class: 'in-teams' }, '@Tabnine Usage'),
    ),
    input,
    make('button', { type: 'submit', class: 'button primary' }, words.send),
  )
  const chips = make(
    'p',
    { class: 'chips-row', role: 'group', 'aria-label': words.tries },
    Object.entries(words.chips).map(([line, label]) =>
      make('button', { type: 'button', class: 'chip', 'data-chip': line, onclick: () => ask(line) }, label),
    ),
  )
  element.append(form, chips)

  function submit(event) {
    event.preventDefault()
    const line = readLine(input.value)
    if (line === '') return
    input.value = ''
    ask(line)
  }

  return {
    update() {
      const place = model.state.channels.some(({ id }) => id === view.conversation)
        ? `#${view.conversation}`
        : 'Tabnine Usage'
      input.placeholder = words.tryLine
      input.setAttribute('aria-description', words.composeIn(place))
    },
    focus: () => input.focus(),
  }
}

/** What people type before a command in Slack or Teams is taken as well. */
function readLine(typed) {
  return typed.trim().replace(/^(\/tabnine|@tabnine usage)\s*/i, '')
}
