import { fetchJson, find, make } from './dom.js'
import { openForm } from './form.js'
import { addChartModes, addSwitches } from './look.js'
import { drawPair } from './pair.js'
import { waiting } from './waiting.js'

const tries = ['usage payments last week', 'seats all', 'teams', 'me', 'subscribe', 'alerts all', 'subscriptions']

const readers = {
  channel: 'Read by everybody in the channel.',
  private: 'Only the asker sees this.',
  personal: 'Only the asker sees this.',
}

const shownPosts = new Map()
let answer = null

addSwitches()
addChartModes()
find('tries').append(...tries.map(line => make('button', { type: 'button', onclick: () => ask(line) }, line)))
find('ask').addEventListener('submit', event => {
  event.preventDefault()
  ask(find('line').value)
})
// What one presses there is asked where it stands, as in Slack's App Home and in a chat of one's own.
find('home').addEventListener('click', () => ask('home', { place: 'private' }))
find('day').addEventListener('click', () => pass(1))
find('week').addEventListener('click', () => pass(7))
find('break').addEventListener('click', () => setApi(find('breakage').value))
find('mend').addEventListener('click', () => setApi(null))
await whileTelling('Opening.', async () => {
  const state = await fetchJson('/state')
  offer('person', state.people)
  offer('breakage', state.breakages)
  find('person').value = 'subscriber'
  showState(state)
  return 'Ready.'
})

/** @param here who asks and where, as far as that is not what is chosen */
function ask(line, here = {}) {
  find('line').value = line
  return whileTelling(`Asking: ${line}`, async () => {
    markEarlier(answer !== null)
    try {
      const told = await fetchJson('/ask', { line, asker: readAsker(here) })
      showAnswer(told, here)
      if (told.answer.form) openFormIn(here, told.answer.form)
      return `${told.answer.title}.`
    } finally {
      markEarlier(false)
    }
  })
}

function readAsker(here) {
  return { person: find('person').value, place: find('place').value, language: find('language').value, ...here }
}

/** What stands there while another answer is on its way is not taken for that. */
function markEarlier(isEarlier) {
  find('earlier').hidden = !isEarlier
  find('answers').classList.toggle('earlier', isEarlier)
}

/** Asks what a button of a message holds where that message stands. */
function pressIn(here) {
  return (line, opensForm) => (opensForm ? open(line, here) : ask(line, here))
}

/** The form of a line; where that has none, or not for this person, the line itself is asked. */
function open(line, here) {
  let found = null
  return whileTelling('One moment.', async () => {
    found = (await fetchJson('/form', { line, asker: readAsker(here) })).form
    if (found) openFormIn(here, found)
    return ''
  }).then(() => (found ? undefined : ask(line, here)))
}

function openFormIn(here, form) {
  openForm(form, filled => sendForm(filled, here), keepFocus)
}

/** @returns mistakes where there are any; else what the bot answered is shown */
async function sendForm({ id, values }, here) {
  const told = await fetchJson('/send', { id, values, asker: readAsker(here) })
  if (told.closed) throw new Error(told.closed)
  if (told.answer) {
    find('line').value = told.answer.line
    showAnswer(told, here)
    find('status').textContent = `${told.answer.title}.`
  }
  return { mistakes: told.mistakes }
}

function showAnswer({ answer: shown, state }, here) {
  const wasWithin = find('answers').contains(document.activeElement)
  answer?.take()
  answer = drawPair(shown, pressIn(here))
  find('answers').append(answer.element)
  const by = here.person ? ` as ${here.person}` : ''
  const where = here.place ? `Asked${by} in a chat of one’s own. ` : ''
  find('readers').textContent = `${where}${readers[shown.surface]}`
  find('readers').hidden = false
  showFile(shown.file)
  showState(state)
  if (wasWithin) keepFocus()
}

/** Slack puts it into the direct messages with whoever asked, Teams offers it there; here it is one press away. */
function showFile(file) {
  find('file').hidden = file === null
  const link = file ? make('a', { href: file.address, download: file.name }, file.name) : ''
  find('file').replaceChildren('The file: ', link)
}

/** Whoever pressed a button that is gone by now goes on reading at what came of it. */
function keepFocus() {
  if (document.activeElement === document.body) find('answers-title').focus()
}

function pass(days) {
  return whileTelling(days === 1 ? 'A day goes by.' : `${days} days go by.`, async () => {
    const before = shownPosts.size
    showState((await fetchJson('/clock', { days })).state)
    const news = shownPosts.size - before
    return news === 0 ? 'Nothing new was said.' : `${news} new in what the bot said by itself.`
  })
}

/** Also while something is done: what a broken API keeps waiting goes on when it is mended. */
function setApi(broken) {
  const work = async () => {
    showState((await fetchJson('/api', { broken })).state)
    return broken === null ? 'The Usage API is well.' : 'The Usage API is broken: ask something.'
  }
  return isBusy() ? work() : whileTelling('One moment.', work)
}

function isBusy() {
  return document.body.getAttribute('aria-busy') === 'true'
}

/** Says what is being done and what came of it, where a screen reader hears it too. One thing at a time. */
async function whileTelling(doing, work) {
  const status = find('status')
  if (isBusy()) return
  document.body.setAttribute('aria-busy', 'true')
  const wait = waiting(status, doing)
  try {
    wait.end(await work())
  } catch (error) {
    wait.end(error.message)
  } finally {
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
  // What stands in somebody's direct messages, nobody else can press.
  const pair = drawPair(post, pressIn(post.to === null ? {} : { person: post.to, place: 'private' }))
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
