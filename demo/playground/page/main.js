import { onActivity } from './actions.js'
import { createBanner } from './banner.js'
import { createComposer } from './composer.js'
import { find, make } from './dom.js'
import { createFrame } from './frame.js'
import { createHome } from './home.js'
import { createHood } from './hood.js'
import { look, onLook, readLook, setLook } from './look.js'
import { setMoreLabel } from './menu-button.js'
import { model, view } from './model.js'
import { setMomentLanguage } from './moments.js'
import { createOptions } from './options.js'
import { createPhone } from './phone.js'
import { openScene, readPlace, writePlace } from './scenes.js'
import { createSidebar } from './sidebar.js'
import { createTimeline } from './timeline.js'
import { createToasts } from './toasts.js'
import { createTour } from './tour.js'
import { startTyping } from './typing.js'
import { language, translatePage, words } from './words.js'

translatePage()
document.title = words.title
setMomentLanguage(language)
setMoreLabel(words.more)
readLook()
// As on a picture: without what the demo adds to messages.
document.body.classList.toggle('plain', new URLSearchParams(location.search).has('plain'))

const platforms = ['slack', 'teams']
const frames = platforms.map(platform => createFrame(platform, showDetails))
const hood = createHood(find('hood'))
const sidebar = createSidebar(find('sidebar'), go)
const composer = createComposer(find('composer'))
const timeline = createTimeline(find('timeline'), reveal)
const phone = createPhone(find('phone'), go)
const tour = createTour(find('tour'), { reveal })
const options = createOptions(find('options'))
const banner = createBanner(find('banner'))
const toasts = createToasts(find('toasts'))
/** Posts that arrived while time passed, and whether a changed alert was pointed out. */
let newest = []
let isAlertShown = false
const home = createHome(() => frames)
find('frames').append(...frames.map(({ element }) => element))
find('panel-button').addEventListener('click', togglePanel)
addPlatforms()
startTyping(frames)

model.onChange(changed => {
  for (const frame of frames) frame.update(changed)
  for (const part of [sidebar, composer, timeline, phone, options, banner, hood]) part.update(changed)
  showAlert()
  if (changed.length === 0) return
  announce(changed)
  tour.highlight()
})
onActivity((activity, result) => {
  if (activity?.kind === 'time') isAlertShown = false
  if (activity || !result) return
  if (result.error) toasts.show(result.error.message)
  else if (result.kind === 'time') showNews()
  else if (result.kind === 'ask') showAnswer(result)
})

try {
  await model.refresh()
  readPlace()
  find('preparing').remove()
  model.open({})
  tour.update()
  openScene({ reveal, go })
  if (view.conversation === 'home') await home.open()
} catch (error) {
  find('preparing').textContent = error.message
}
document.body.setAttribute('aria-busy', 'false')

/** Opens a place, as a person. */
function go(changes) {
  const isHome = (changes.conversation ?? view.conversation) === 'home'
  if (isHome) home.showEmpty()
  model.open(changes)
  writePlace()
  tour.update()
  if (isHome) void home.open()
  else for (const { stream } of frames) stream.scrollToEnd()
}

/** Shows an entry where it stands, and its conversation if that is another one. */
function reveal(id, options = {}) {
  const entry = model.find(id)
  if (!entry) return
  const { conversation, visibleTo } = entry
  const isChannel = model.state.channels.some(channel => channel.id === conversation)
  const place = isChannel ? { conversation } : { person: conversation, conversation: 'dm' }
  model.open(visibleTo ? { ...place, person: visibleTo } : place)
  writePlace()
  for (const { stream } of frames) stream.reveal(id, options)
  tour.highlight()
}

function showAnswer({ result: answer, here }) {
  if (!answer) return
  // Read out; a person who sees the page sees the message itself.
  if (!answer.form) find('announcer').textContent = `${answer.shown.title}. ${answer.shown.summary}`
  if (view.conversation === 'home') return void home.open(answer.entry ? answer.shown : null)
  if (!answer.entry) return
  // Answered on the phone: what comes of it is seen in the panel.
  if (here?.person && here.person !== view.person) return
  for (const { stream } of frames) stream.reveal(answer.entry)
}

/** What came by itself or was edited out of sight. */
function announce(changed) {
  const posts = changed.filter(({ entry }) => entry.content.kind === 'message')
  const isChannel = ({ entry }) => model.state.channels.some(({ id }) => id === entry.conversation)
  const edited = posts.filter(change => isChannel(change) && hasOtherNumbers(change))
  const fresh = posts.filter(change => !change.before && change.entry.content.line === null)
  if (document.body.getAttribute('aria-busy') !== 'true') return
  newest = [...newest, ...fresh.map(({ entry }) => entry)]
  const [first] = edited
  if (first) {
    const { title, summary } = first.entry.content.shown
    isAlertShown = true
    toasts.show(`${words.alertUpdated}: ${summary || title}`, () => reveal(first.entry.id, { isFocused: true }))
  }
}

function hasOtherNumbers({ entry: { content }, before }) {
  if (before?.content.kind !== 'message') return false
  return content.shown.summary !== before.content.shown.summary || content.shown.title !== before.content.shown.title
}

/** What time brought, leading to the first of it. */
function showNews() {
  const channelIds = model.state.channels.map(({ id }) => id)
  const posts = newest.filter(({ conversation }) => channelIds.includes(conversation))
  newest = []
  const [first] = posts
  if (!first && !isAlertShown) toasts.show(words.nothingNew)
  if (!first) return
  toasts.show(words.newCount(posts.length), () => reveal(first.id, { isFocused: true }))
}

/** The alert of the channel as it stands now, for its number changes where one does not look. */
function showAlert() {
  const alert = model
    .entries()
    .find(
      ({ conversation, content }) =>
        conversation === 'eng-platform' && content.kind === 'message' && content.line === null,
    )
  const element = find('now-alert')
  if (!alert) return
  const { title, summary } = alert.content.shown
  const before = element.dataset.summary
  if (before === summary) return
  element.hidden = false
  element.dataset.summary = summary
  element.classList.toggle('changed', before !== undefined)
  element.replaceChildren(
    make('h2', {}, words.nowAlert),
    make('p', {}, make('strong', {}, title)),
    make('p', { id: 'alert-summary' }, summary),
    make('button', { type: 'button', class: 'link', onclick: () => reveal(alert.id, { isFocused: true }) }, words.show),
  )
}

function showDetails(entry) {
  hood.show(entry)
  document.body.classList.add('panel-open')
  find('hood').scrollIntoView({ block: 'nearest' })
  const heading = find('hood').querySelector('h2')
  heading.setAttribute('tabindex', '-1')
  heading.focus({ preventScroll: true })
}

function togglePanel() {
  const isOpen = getComputedStyle(find('panel')).display !== 'none'
  document.body.classList.toggle('panel-open', !isOpen)
  document.body.classList.toggle('panel-closed', isOpen)
}

function addPlatforms() {
  const labels = { slack: 'Slack', teams: 'Teams', both: words.both }
  const buttons = Object.entries(labels).map(([platform, label]) =>
    make('button', { type: 'button', 'data-platform': platform, onclick: () => choosePlatform(platform) }, label),
  )
  find('platforms').append(...buttons)
  onLook(showPlatform)
  showPlatform()

  function choosePlatform(platform) {
    setLook({ platform })
    writePlace()
  }

  function showPlatform() {
    for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset.platform === look.platform))
    for (const { element, platform } of frames) element.hidden = look.platform !== 'both' && look.platform !== platform
  }
}
