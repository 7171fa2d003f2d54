import { fetchJson, find, make } from './dom.js'
import { addSwitches } from './look.js'
import { drawPair } from './pair.js'

const tries = [
  'usage payments last week',
  'seats all',
  'teams',
  'me',
  'subscribe payments',
  'alerts all',
  'subscriptions',
]

/** Milliseconds after which somebody who waits is told that it goes on. */
const patience = 2_000

const shownPosts = new Map()
let answer = null

addSwitches()
find('tries').append(...tries.map(line => make('button', { type: 'button', onclick: () => ask(line) }, line)))
find('ask').addEventListener('submit', event => {
  event.preventDefault()
  ask(find('line').value)
})
find('day').addEventListener('click', () => pass(1))
find('week').addEventListener('click', () => pass(7))
find('break').addEventListener('click', () => setApi(find('breakage').value))
find('mend').addEventListener('click', () => setApi(null))
await whileTelling('Opening.', async () => {
  const state = await fetchJson('/state')
  offer('person', state.people)
  offer(
    'place',
    state.places.map(id => ({ id, label: id })),
  )
  offer('breakage', state.breakages)
  find('person').value = 'subscriber'
  showState(state)
  return 'Ready.'
})

function ask(line) {
  find('line').value = line
  return whileTelling(`Asking: ${line}`, async () => {
    const asked = { line, person: find('person').value, place: find('place').value }
    const told = await fetchJson('/ask', asked)
    answer?.take()
    answer = drawPair(told.answer, ask)
    const readers = { channel: 'everybody in the channel', private: 'whoever asked', personal: 'whoever asked' }
    find('answers').append(answer.element)
    showState(told.state)
    return `${told.answer.title}. Read by ${readers[told.answer.surface]}.`
  })
}

function pass(days) {
  return whileTelling(days === 1 ? 'A day goes by.' : `${days} days go by.`, async () => {
    const before = shownPosts.size
    showState((await fetchJson('/clock', { days })).state)
    const news = shownPosts.size - before
    return news === 0 ? 'Nothing new was said.' : `${news} new in what the bot said of itself.`
  })
}

function setApi(broken) {
  return whileTelling('One moment.', async () => {
    showState((await fetchJson('/api', { broken })).state)
    return broken === null ? 'The Usage API is well.' : 'The Usage API is broken: ask something.'
  })
}

/** Says what is being done and what came of it, where a screen reader hears it too. One thing at a time. */
async function whileTelling(doing, work) {
  const status = find('status')
  if (document.body.getAttribute('aria-busy') === 'true') return
  document.body.setAttribute('aria-busy', 'true')
  status.textContent = doing
  const started = Date.now()
  const timer = setInterval(() => {
    const seconds = Math.round((Date.now() - started) / 1000)
    status.textContent = `${doing} Still at it after ${seconds} seconds.`
  }, patience)
  try {
    status.textContent = await work()
  } catch (error) {
    status.textContent = error.message
  } finally {
    clearInterval(timer)
    document.body.setAttribute('aria-busy', 'false')
  }
}

function showState({ now, company, broken, breakages, posts }) {
  find('company').textContent = company
  find('now').textContent = tellMoment(now)
  find('now').setAttribute('datetime', now)
  const how = breakages.find(({ id }) => id === broken)?.label
  find('health').textContent = how ? `The Usage API ${how}.` : 'The Usage API is well.'
  find('log-empty').hidden = posts.length > 0
  for (const post of posts) showPost(post)
}

/** Newest first; one that was edited is drawn again where it stands. */
function showPost(post) {
  const known = shownPosts.get(post.id)
  if (known?.version === post.version) return
  const pair = drawPair(post, ask)
  const where = post.to === null ? 'in the channel' : `to ${post.to} alone`
  const how = [post.inThread ? ', in a thread' : '', post.version > 0 ? ', brought up to date' : ''].join('')
  const item = make('li', {}, make('p', { class: 'when' }, `${tellMoment(post.at)}, ${where}${how}`), pair.element)
  known?.pair.take()
  if (known) known.item.replaceWith(item)
  else find('posts').prepend(item)
  shownPosts.set(post.id, { version: post.version, item, pair })
}

function offer(id, options) {
  find(id).append(...options.map(({ id, label }) => make('option', { value: id }, label)))
}

function tellMoment(moment) {
  const shown = {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }
  return new Intl.DateTimeFormat('en-GB', { ...shown, timeZone: 'UTC' }).format(new Date(moment))
}
