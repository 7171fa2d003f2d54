import { onActivity } from './actions.js'
import { make } from './dom.js'
import { model, view } from './model.js'
import { words } from './words.js'

/** Five steps, each with one control that is highlighted; done by doing it, or by pressing *Next*. */
export function createTour(element, { reveal }) {
  // For pictures of messages nothing is pointed at.
  const isShown = !document.body.classList.contains('plain')
  let step = 0
  let target = null

  onActivity((activity, result) => {
    if (activity || !result || result.error) return
    if (result.kind === 'ask' && result.how?.kind === 'pressed') onPress(result)
    else if (result.kind === 'ask' && result.how?.kind === 'typed') advance(4)
    else if (result.kind === 'time') advance(3)
  })

  /** What was pressed decides which step is done: looking is done by then as well. */
  function onPress({ line }) {
    if (/^reply /.test(line)) advance(2)
    else if (/^remind\b.*\bsend\b/.test(line)) advance(1)
    else advance(0)
  }

  /** A person who does something far ahead has not seen what is between. */
  function advance(done) {
    if (done < step || done > step + 1) return
    step = done + 1
    update()
  }

  function update() {
    const steps = words.steps.map(([title], at) =>
      make(
        'li',
        { class: at < step ? 'done' : at === step ? 'now' : '', 'aria-current': at === step ? 'step' : null },
        title,
      ),
    )
    const text = words.steps[step]?.[1] ?? words.tourDone
    element.replaceChildren(
      make(
        'h2',
        {},
        words.tour,
        make('span', { class: 'soft' }, words.step(Math.min(step + 1, words.steps.length), words.steps.length)),
      ),
      make('ol', { class: 'steps' }, steps),
      make('p', { class: 'step-text' }, text),
      step < words.steps.length
        ? make('button', { type: 'button', class: 'link', onclick: skip }, words.skip)
        : make('button', { type: 'button', class: 'link', onclick: () => start() }, words.restart),
    )
    highlight()
  }

  function skip() {
    step += 1
    update()
    element.querySelector('.link').focus()
    if (target && step < 3) reveal(target.closest('[data-entry]')?.dataset.entry)
  }

  function start() {
    step = 0
    update()
    element.querySelector('.link').focus()
  }

  /** One control at a time. */
  function highlight() {
    target?.classList.remove('highlight')
    target = isShown ? findTarget() : null
    target?.classList.add('highlight')
  }

  function findTarget() {
    switch (step) {
      case 0:
        return isInChannel() ? (entryOf(newestDigest())?.querySelector('.card') ?? null) : null
      case 1:
        return mainButton()
      case 2:
        return document.querySelector('#phone [data-line^="reply"], .stream [data-line^="reply"]') ?? mainButton()
      case 3:
        return document.getElementById('day')
      case 4:
        return document.querySelector('.composer')
      default:
        return null
    }
  }

  return { update, highlight, step: () => step }
}

function isInChannel() {
  return model.state.channels.some(({ id }) => id === view.conversation)
}

function entryOf(entry) {
  return entry ? document.querySelector(`.frame:not([hidden]) [data-entry="${entry.id}"]`) : null
}

/** The newest message that the bot posted in the channel by itself, outside of threads. */
export function newestDigest() {
  return model.visible().findLast(({ content }) => content.kind === 'message' && content.line === null) ?? null
}

/** That reminds people: of the digest where it has one, else of the alert; else the digest's first. */
function mainButton() {
  const posts = model.visible().filter(({ content }) => content.kind === 'message')
  const buttons = posts.map(entry => entryOf(entry)?.querySelector('[data-line^="remind"]')).filter(Boolean)
  return buttons.at(-1) ?? entryOf(newestDigest())?.querySelector('[data-line]') ?? null
}
