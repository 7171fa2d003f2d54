import { make } from './dom.js'
import { keepDrawn } from './look.js'
import { createSlackDrawing } from './slack.js'
import { createTeamsDrawing } from './teams.js'
import { words } from './words.js'

/** A form as Slack's modal and as Teams' dialog, below the one that is filled in. `remove` it with the form. */
export function drawForm(shown) {
  const { element, remove } = drawFormViews(shown, shown.form.title)
  return { element: make('details', {}, make('summary', {}, words.asShown), element), remove }
}

/** A form as Slack's modal and as Teams' dialog, side by side, to be looked at. `remove` what is no longer shown. */
export function drawFormViews({ modal, dialog, language }, name, platforms = ['slack', 'teams']) {
  const drawn = [
    ...(modal && platforms.includes('slack') ? [drawModal(modal)] : []),
    ...(platforms.includes('teams') ? [drawDialog(dialog)] : []),
  ]
  const forget = drawn.map(({ draw }) => keepDrawn(draw))
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
    remove() {
      for (const end of forget) end()
    },
  }
}

function drawModal({ title, close, submit, blocks }) {
  const view = make('div')
  const content = make(
    'div',
    { class: 'form-view slack-message' },
    make('p', { class: 'form-view-title' }, title.text),
    view,
    make(
      'div',
      { class: 'row ends' },
      ...[close, submit].map(({ text }, at) =>
        make('span', { class: `slack-button${at === 1 ? ' primary' : ''}` }, text),
      ),
    ),
  )
  const draw = createSlackDrawing(
    view,
    () => ({ blocks }),
    () => {},
  )
  return { platform: 'Slack', content, draw }
}

function drawDialog({ title, card }) {
  const view = make('div')
  const content = make(
    'div',
    { class: 'form-view teams-message' },
    make('p', { class: 'form-view-title' }, title),
    view,
  )
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
