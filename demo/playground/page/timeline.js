import { onActivity, passDays } from './actions.js'
import { fetchJson, make } from './dom.js'
import { model } from './model.js'
import { formatMoment } from './moments.js'
import { language, words } from './words.js'

const dayMs = 24 * 60 * 60_000
/** Days that the line reaches beyond now. */
const ahead = 21
/** Percent of the line within which marks become one. */
const close = 1.6

/** Where in time the demo is: marks where something happened, and buttons that move on. @param reveal shows an entry */
export function createTimeline(element, reveal) {
  const marks = make('ol', { class: 'marks' })
  const fill = make('div', { class: 'fill' })
  const nowMark = make('span', { class: 'now-mark', 'aria-hidden': 'true' })
  const line = make('div', { class: 'line' }, fill, marks, nowMark)
  const [from, to] = [make('span', { class: 'soft' }), make('span', { class: 'soft' })]
  const now = make('time', { id: 'now' })
  const status = make('p', { class: 'time-status', role: 'status' })
  const day = make('button', { type: 'button', class: 'button', id: 'day', onclick: () => passDays(1) }, words.day)
  const week = make('button', { type: 'button', class: 'button', id: 'week', onclick: () => passDays(7) }, words.week)
  element.append(
    make('div', { class: 'track' }, from, line, to),
    make('div', { class: 'time-buttons' }, day, week, now),
    status,
  )
  let end = 0
  let timer = null

  onActivity((activity, result) => {
    if (activity?.kind === 'time') follow()
    if (!activity && result?.kind === 'time') stop(result)
  })

  function follow() {
    element.classList.add('moving')
    timer = setInterval(look, 400)
  }

  /** Messages come as time goes by. */
  async function look() {
    const progress = await fetchJson(`/progress?language=${language}`).catch(() => null)
    if (timer === null) return
    if (progress) status.textContent = words.moving(formatMoment(new Date(progress.text), 'day'))
    if (progress?.of) line.style.setProperty('--progress', `${progress.done / progress.of}`)
    await model.refresh()
  }

  function stop({ error }) {
    clearInterval(timer)
    timer = null
    element.classList.remove('moving')
    status.textContent = error ? error.message : words.movedTo(formatMoment(new Date(model.state.now), 'moment'))
  }

  function update() {
    const { start, now: moment } = model.state
    const begin = Date.parse(start)
    const at = Date.parse(moment)
    end = Math.max(end, at + ahead * dayMs)
    const placeOf = time => Math.min(100, (100 * (Date.parse(time) - begin)) / (end - begin))
    now.textContent = formatMoment(new Date(moment), 'moment')
    now.setAttribute('datetime', moment)
    from.textContent = formatMoment(new Date(start), 'date_short')
    to.textContent = formatMoment(new Date(end), 'date_short')
    fill.style.width = `${placeOf(moment)}%`
    nowMark.style.left = `${placeOf(moment)}%`
    const focused = [...marks.querySelectorAll('button')].indexOf(document.activeElement)
    marks.replaceChildren(...cluster(eventsOf(), placeOf).map(drawMark))
    marks.querySelectorAll('button')[focused]?.focus()
  }

  function drawMark({ left, events }) {
    const newest = events.at(-1)
    const moment = formatMoment(new Date(newest.at), 'day')
    const kinds = new Set(events.map(({ kind }) => kind))
    const kind = kinds.has('digest')
      ? 'digest'
      : kinds.has('update')
        ? 'update'
        : kinds.has('thread')
          ? 'thread'
          : 'direct'
    const label = words.mark(events.length, newest.title, moment)
    return make(
      'li',
      { style: `left: ${left}%` },
      make('button', {
        type: 'button',
        class: `mark ${kind}`,
        title: label,
        'aria-label': label,
        onclick: () => reveal(newest.id),
      }),
    )
  }

  return { update }
}

/** What the bot did by itself: posts and edits. */
function eventsOf() {
  return model
    .entries()
    .flatMap(({ id, at, editedAt, inReplyTo, conversation, content }) => {
      if (content.kind !== 'message') return []
      const isDirect = !model.state.channels.some(channel => channel.id === conversation)
      const title = isDirect ? words.directTo(model.nameOf(conversation)) : content.shown.title
      const kind = isDirect ? 'direct' : inReplyTo ? 'thread' : 'digest'
      const posted = content.line === null || isDirect ? [{ id, at, kind, title }] : []
      return editedAt && !isDirect ? [...posted, { id, at: editedAt, kind: 'update', title }] : posted
    })
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

function cluster(events, placeOf) {
  const clusters = []
  for (const event of events) {
    const left = placeOf(event.at)
    const last = clusters.at(-1)
    if (last && left - last.left < close) last.events.push(event)
    else clusters.push({ left, events: [event] })
  }
  return clusters
}
