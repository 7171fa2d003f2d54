import { make } from './dom.js'
import { drawTextObject } from './slack-text.js'

/** A field of a Slack modal, to be looked at. */
export function drawInput({ label, hint, element, optional = false }) {
  return make(
    'div',
    { class: 'slack-input' },
    label && make('p', { class: 'slack-label' }, label.text, optional && make('span', {}, ' (optional)')),
    drawControl(element),
    hint && make('p', { class: 'slack-hint' }, drawTextObject(hint)),
  )
}

/** Its text, whatever kind of field it is: nothing is typed into it here. */
function drawControl(element) {
  const { type, placeholder, multiline } = element
  const kind = type.includes('select') ? 'select' : 'text'
  const chosen = chosenIn(element)
  const className = `slack-control ${kind} ${multiline ? 'multiline' : ''} ${chosen === '' ? 'blank' : ''}`
  return make('p', { class: className }, chosen === '' ? (placeholder?.text ?? ' ') : chosen)
}

function chosenIn(element) {
  const several = element.initial_options ?? (element.initial_option ? [element.initial_option] : [])
  if (several.length > 0) return several.map(({ text }) => text.text).join(', ')
  const { initial_value, initial_date, initial_time, initial_number_value } = element
  return String(initial_value ?? initial_date ?? initial_time ?? initial_number_value ?? '')
}
