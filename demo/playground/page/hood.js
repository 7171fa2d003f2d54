import { make } from './dom.js'
import { readersOf } from './entry.js'
import { look } from './look.js'
import { model } from './model.js'
import { formatMoment } from './moments.js'
import { words } from './words.js'

/** What stands behind a message: its command, who sees it, and what the platforms receive. */
export function createHood(element) {
  let shown = null

  let drawn = null

  function show(entry) {
    shown = entry
    drawn = null
    update()
  }

  function update() {
    const entry = shown && model.find(shown.id)
    if (drawn !== null && drawn === entry) return
    drawn = entry ?? drawn
    element.replaceChildren(
      make('h2', {}, words.hood),
      ...(entry ? drawEntry(entry) : [make('p', { class: 'soft' }, words.hoodEmpty)]),
    )
  }

  function drawEntry(entry) {
    const { at, editedAt, content } = entry
    const facts = [
      [words.hoodCommand, content.line ? make('code', {}, content.line) : words.hoodNoCommand],
      [words.hoodWho, readersOf(entry)],
      [words.hoodWhen, formatMoment(new Date(at), 'moment')],
      [words.hoodChanges, editedAt ? formatMoment(new Date(editedAt), 'moment') : words.hoodNever],
    ]
    const platforms = look.platform === 'teams' ? ['teams', 'slack'] : ['slack', 'teams']
    return [
      make('p', { class: 'hood-title' }, content.shown.title),
      make(
        'dl',
        {},
        facts.map(([name, value]) => [make('dt', {}, name), make('dd', {}, value)]),
      ),
      ...platforms.map((platform, at) => drawPayload(content.shown, platform, at === 0)),
    ]
  }

  return { show, update }
}

function drawPayload(shown, platform, isOpen) {
  const { text, blocks } = shown.slack
  const payload = platform === 'slack' ? { text, blocks } : shown.teams
  const json = JSON.stringify(payload, null, 2)
  const copy = make('button', { type: 'button', class: 'link', onclick: copyJson }, words.copy)
  async function copyJson() {
    await navigator.clipboard.writeText(json)
    copy.textContent = words.copied
  }
  return make(
    'details',
    { class: 'payload', open: isOpen ? '' : null },
    make('summary', {}, words.payload(platform === 'slack' ? 'Slack' : 'Teams')),
    copy,
    make('pre', { tabindex: '0' }, json),
  )
}
