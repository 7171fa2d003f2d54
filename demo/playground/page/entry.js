import { press } from './actions.js'
import { drawBotFace, drawFace } from './avatars.js'
import { make, makeSvg } from './dom.js'
import { drawMessage } from './drawing.js'
import { model, view } from './model.js'
import { formatMoment } from './moments.js'
import { words } from './words.js'

/**
 * One entry of a stream, as Slack or Teams shows it, with the replies of its thread. `remove` what is no longer shown.
 * @param onDetails called with the entry whose inside is to be looked at
 */
export function drawEntry(entry, platform, onDetails) {
  return entry.content.kind === 'message' ? drawBotEntry(entry, platform, onDetails) : drawPersonEntry(entry)
}

function drawPersonEntry({ id, at, content: { kind, text, by } }) {
  const name = model.nameOf(by)
  const element = make(
    'li',
    { class: `entry person ${kind}`, 'data-entry': id },
    drawFace(by, name),
    make(
      'div',
      { class: 'entry-body' },
      make('p', { class: 'entry-head' }, make('strong', {}, name), drawTime(at)),
      make('p', { class: 'entry-text' }, kind === 'pressed' ? words.pressed(text) : drawCommand(text)),
    ),
  )
  return { element, remove: () => element.remove() }
}

function drawCommand(text) {
  return [
    make('span', { class: 'in-slack' }, '/tabnine '),
    make('span', { class: 'in-teams' }, '@Tabnine Usage '),
    text,
  ]
}

function drawBotEntry(entry, platform, onDetails) {
  const { id, at, editedAt, visibleTo, content } = entry
  const { shown, file, isError } = content
  const onPress = (line, label, opensForm) => press(line, { label, entry: id, opensForm })
  const message = drawMessage(shown, platform, onPress)
  const thread = drawThread(entry, platform, onDetails)
  const element = make(
    'li',
    {
      class: `entry bot${visibleTo ? ' ephemeral' : ''}${isError ? ' error' : ''}`,
      'data-entry': id,
      'data-revision': '',
    },
    drawBotFace(),
    make(
      'div',
      { class: 'entry-body' },
      visibleTo && make('p', { class: 'only-you' }, drawEye(), words.onlyYou),
      make(
        'p',
        { class: 'entry-head' },
        make('strong', {}, 'Tabnine Usage'),
        make('span', { class: 'app-badge' }, words.app),
        drawTime(at),
        editedAt &&
          make(
            'span',
            { class: 'edited', title: words.editedAt(formatMoment(new Date(editedAt), 'moment')) },
            `(${words.edited})`,
          ),
        make(
          'button',
          {
            type: 'button',
            class: 'details',
            'aria-label': words.detailsOf(shown.title),
            onclick: () => onDetails(entry),
          },
          '{ }',
        ),
      ),
      make('div', { class: 'card' }, message.element),
      file && drawFile(file),
      thread?.element,
    ),
  )
  return {
    element,
    remove() {
      message.remove()
      thread?.remove()
      element.remove()
    },
  }
}

function drawEye() {
  return makeSvg(
    'svg',
    { viewBox: '0 0 16 16', width: 14, height: 14, 'aria-hidden': 'true' },
    makeSvg('path', {
      d: 'M1 8c2-3.500 4.500-5 7-5s5 1.500 7 5c-2 3.500-4.500 5-7 5s-5-1.500-7-5z',
      fill: 'none',
      stroke: 'currentColor',
    }),
    makeSvg('circle', { cx: 8, cy: 8, r: 2.2, fill: 'currentColor' }),
  )
}

function drawFile({ name, address }) {
  return make(
    'p',
    { class: 'file' },
    make('span', { class: 'file-icon', 'aria-hidden': 'true' }, 'CSV'),
    make('a', { href: address, download: name }, name),
  )
}

function drawThread({ id }, platform, onDetails) {
  const replies = model.repliesTo(id)
  if (replies.length === 0) return null
  const drawn = replies.map(reply => drawEntry(reply, platform, onDetails))
  const newest = formatMoment(new Date(replies.at(-1).at), 'day')
  const element = make(
    'details',
    { class: 'thread' },
    make(
      'summary',
      {},
      drawBotFace(),
      make('span', { class: 'replies' }, words.replies(replies.length)),
      make('span', { class: 'soft' }, newest),
    ),
    make(
      'ol',
      {},
      drawn.map(one => one.element),
    ),
  )
  function remove() {
    for (const one of drawn) one.remove()
  }

  return { element, remove }
}

function drawTime(at) {
  return make('time', { datetime: at }, formatMoment(new Date(at), 'time'))
}

/** Who sees it, for the panel under the hood. */
export function readersOf({ conversation, visibleTo }) {
  if (visibleTo) return visibleTo === view.person ? words.onlyYou : words.onlyThem(model.nameOf(visibleTo))
  const isChannel = model.state.channels.some(({ id }) => id === conversation)
  return isChannel ? words.everyone(`#${conversation}`) : words.onlyThem(model.nameOf(conversation))
}
