import { make } from './dom.js'
import { makePicker } from './picker.js'

/**
 * A field of a form: its label, hint, value, and next to it the mistake in it.
 * @returns its element, `read` and `showMistake`, `null` for none
 */
export function makeField({ name, label, hint, isOptional, input, value }, { words, suggest }) {
  const id = `field-${name}`
  const hintId = `${id}-hint`
  const mistakeId = `${id}-mistake`
  const describedBy = [...(hint ? [hintId] : []), mistakeId].join(' ')
  const kinds = { text: makeText, days: makeDays, date: makeDate, time: makeTime, choice: makeChoice, pick: makePick }
  const made = kinds[input.kind]()
  if (!isOptional) made.input.setAttribute('aria-required', 'true')
  const mistake = make('p', { id: mistakeId, class: 'mistake' })
  // What was wrong is wrong no more while someone corrects it.
  for (const one of made.elements) {
    for (const event of ['input', 'change']) one.addEventListener(event, () => showMistake(null))
  }
  const element = make(
    'div',
    { class: 'field' },
    make('label', { for: id }, label),
    ...(hint ? [make('p', { id: hintId, class: 'hint' }, hint)] : []),
    ...made.elements,
    mistake,
  )

  function makeInput(attributes) {
    const element = make('input', { id, name, autocomplete: 'off', 'aria-describedby': describedBy, ...attributes })
    element.value = value[0]?.value ?? ''
    return { input: element, elements: [element], read: () => element.value }
  }

  function makeText() {
    return makeInput({ spellcheck: 'false' })
  }

  // A number field would throw away what is no number, before its mistake could be shown.
  function makeDays() {
    return makeInput({ inputmode: 'numeric', class: 'short' })
  }

  function makeDate() {
    return makeInput({ type: 'date', class: 'short' })
  }

  function makeTime() {
    return makeInput({ type: 'time', class: 'short' })
  }

  function makeChoice() {
    const none = isOptional ? [{ label: '–', value: '' }] : []
    const options = [...none, ...input.options].map(option => make('option', { value: option.value }, option.label))
    const element = make('select', { id, name, 'aria-describedby': describedBy }, ...options)
    element.value = value[0]?.value ?? element.options[0]?.value ?? ''
    return { input: element, elements: [element], read: () => element.value }
  }

  function makePick() {
    return makePicker({
      id,
      name,
      label,
      describedBy,
      most: input.most,
      value,
      words,
      onChoose: () => showMistake(null),
      suggest: typed => suggest(name, typed),
    })
  }

  function showMistake(sentence) {
    mistake.textContent = sentence ?? ''
    if (sentence) made.input.setAttribute('aria-invalid', 'true')
    else made.input.removeAttribute('aria-invalid')
  }

  return {
    name,
    element,
    input: made.input,
    read: made.read,
    showMistake,
  }
}
