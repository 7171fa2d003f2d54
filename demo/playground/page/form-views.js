import { make } from './dom.js'
import { forget, keepDrawn } from './look.js'
import { createSlackDrawing } from './slack.js'
import { createTeamsDrawing } from './teams.js'

/** A form as Slack's modal and as Teams' dialog, below the one that is filled in. `take` it away with the form. */
export function drawForm(shown) {
  const { element, take } = drawFormViews(shown, shown.form.title)
  return { element: make('details', {}, make('summary', {}, 'As Slack and as Teams show it'), element), take }
}

/** A form as Slack's modal and as Teams' dialog, side by side, to be looked at. `take` away what is no longer shown. */
export function drawFormViews({ modal, dialog, language }, name) {
  const drawn = [...(modal ? [drawModal(modal)] : []), drawDialog(dialog)]
  for (const { draw } of drawn) keepDrawn(draw)
  const figures = drawn.map(({ platform, content }) =>
    make(
      'figure',
      { class: 'shown', 'aria-label': `${name}, in ${platform}` },
      make('figcaption', {}, platform),
      content,
    ),
  )
  for (const { content } of drawn) {
    // Nothing in it is pressed, written into or read out twice.
    content.setAttribute('inert', '')
    content.setAttribute('lang', language)
  }
  return {
    element: make('div', { class: 'form-views' }, ...figures),
    take() {
      for (const { draw } of drawn) forget(draw)
    },
  }
}

function drawModal({ title, close, submit, blocks }) {
  const view = make('div')
  const content = make(
    'div',
    { class: 'drawing' },
    make('p', { class: 'slack-title' }, title.text),
    view,
    make(
      'div',
      { class: 'row ends' },
      ...[close, submit].map(({ text }) => make('span', { class: 'as-button' }, text)),
    ),
  )
  const draw = createSlackDrawing(
    view,
    () => ({ blocks: blocks.map(withChosen) }),
    () => {},
  )
  return { platform: 'Slack', content, draw }
}

/** The library shows no choice of which it does not know the others. */
function withChosen(block) {
  const { initial_option: one, initial_options: several = one ? [one] : [] } = block.element ?? {}
  if (several.length === 0 || !block.element.type.endsWith('external_select')) return block
  const text = several.map(option => option.text.text).join(', ')
  return { ...block, element: { ...block.element, placeholder: { type: 'plain_text', text } } }
}

function drawDialog({ title, card }) {
  const view = make('div')
  const content = make('div', { class: 'drawing teams' }, make('p', { class: 'slack-title' }, title), view)
  const draw = createTeamsDrawing(
    view,
    () => ({ ...card.content, body: card.content.body.map(toKnown) }),
    () => {},
  )
  return { platform: 'Teams', content, draw }
}

/** What is typed into to search is unknown to the library, which would show ids in it. */
function toKnown(element) {
  if (element.style !== 'filtered') return element
  const { id, label, placeholder, choices, value = '' } = element
  const chosen = value.split(',').map(one => choices.find(choice => choice.value === one)?.title ?? '')
  return { type: 'Input.Text', id, label, placeholder, value: chosen.filter(Boolean).join(', ') }
}
