import { make } from './dom.js'
import { forget, keepDrawn } from './look.js'
import { createSlackDrawing } from './slack.js'

/** A form as Slack's modal, to be looked at: it is filled in beside. `take` it away with the form. */
export function drawModal({ title, close, submit, blocks }, language) {
  const view = make('div', { lang: language })
  const draw = createSlackDrawing(
    view,
    () => ({ blocks }),
    () => {},
  )
  keepDrawn(draw)
  const buttons = [close, submit].map(({ text }) => make('span', { class: 'as-button' }, text))
  const drawing = make(
    'div',
    // Nothing in it is pressed, written into or read out twice.
    { class: 'drawing', inert: '' },
    make('p', { class: 'slack-title', lang: language }, title.text),
    view,
    make('div', { class: 'row ends', lang: language }, ...buttons),
  )
  return {
    element: make('details', {}, make('summary', {}, 'As Slack shows it'), drawing),
    take: () => forget(draw),
  }
}
