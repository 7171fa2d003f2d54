import { drawBotFace } from './avatars.js'
import { fetchJson, find, make } from './dom.js'
import { drawMessage } from './drawing.js'
import { drawFormViews } from './form-views.js'
import { look, onLook, readLook, setLook } from './look.js'
import { setMoreLabel } from './menu-button.js'
import { setMomentLanguage } from './moments.js'
import { language, translatePage, words } from './words.js'

translatePage()
document.title = `${words.brand}: ${words.messages}`
setMomentLanguage(language)
setMoreLabel(words.more)
const asked = new URLSearchParams(location.search)
// A page of the message alone, for pictures and measures.
document.body.classList.toggle('bare', asked.has('bare'))
if (!asked.has('platform')) setLook({ platform: 'both' })
readLook()

const index = await fetchJson('/examples')
const groups = Object.keys(words.groups).map(group => ({ group, examples: index.filter(one => one.group === group) }))
const chosen = { name: asked.get('name') ?? index[0].name, reader: asked.get('reader') ?? 'channel' }
let drawn = []
let turn = 0

const readers = makeChoice('reader', words.reader, Object.entries(words.readers), chosen.reader, reader =>
  choose({ reader }),
)
drawChoices()
drawIndex()
onLook(() => void showExample())
await showExample()

/** Shows another one; for a reader who never gets it, the first who does. */
async function choose(changes) {
  Object.assign(chosen, changes)
  drawIndex()
  await showExample()
}

async function showExample() {
  const mine = ++turn
  document.body.setAttribute('aria-busy', 'true')
  const entry = index.find(({ name }) => name === chosen.name) ?? index[0]
  const reader = entry.readers.includes(chosen.reader) ? chosen.reader : entry.readers[0]
  readers.select.value = reader
  for (const option of readers.select.options) option.disabled = !entry.readers.includes(option.value)
  const stage = find('stage')
  try {
    const example = await fetchJson(`/example?${new URLSearchParams({ name: entry.name, reader, language })}`)
    if (mine !== turn) return
    for (const { remove } of drawn) remove()
    drawn = []
    stage.replaceChildren(
      make('h2', { class: 'stage-title' }, titleOf(entry.name)),
      make(
        'div',
        { class: 'stage-frames' },
        platforms().map(platform => drawIn(platform, example, entry.name)),
      ),
    )
    writeAddress(entry.name, reader)
  } catch (error) {
    stage.replaceChildren(make('p', { role: 'alert' }, error.message))
  }
  if (mine === turn) document.body.setAttribute('aria-busy', 'false')
}

function platforms() {
  return look.platform === 'both' ? ['slack', 'teams'] : [look.platform]
}

function drawIn(platform, { shown, form }, name) {
  const label = platform === 'slack' ? 'Slack' : 'Teams'
  if (form) {
    const views = drawFormViews(form, name, [platform])
    drawn.push(views)
    return make('figure', { class: 'stage-figure form-figure' }, views.element)
  }
  const message = drawMessage(shown, platform)
  drawn.push(message)
  const height = make('span', { class: 'soft' })
  queueMicrotask(() => {
    height.textContent = words.height(label, Math.round(message.element.getBoundingClientRect().height))
  })
  return make(
    'figure',
    { class: 'stage-figure', 'aria-label': `${name}, ${label}` },
    make('figcaption', {}, height),
    make(
      'div',
      { class: `solo ${platform}-frame` },
      make(
        'div',
        { class: 'entry bot' },
        drawBotFace(),
        make(
          'div',
          { class: 'entry-body' },
          make(
            'p',
            { class: 'entry-head' },
            make('strong', {}, 'Tabnine Usage'),
            make('span', { class: 'app-badge' }, words.app),
            make('span', { class: 'edited' }, language === 'de' ? '9:00' : '9:00 AM'),
          ),
          make('div', { class: 'card' }, message.element),
        ),
      ),
    ),
  )
}

function drawIndex() {
  find('index').replaceChildren(
    ...groups.map(({ group, examples }) =>
      make(
        'section',
        {},
        make('h2', {}, words.groups[group]),
        make(
          'ul',
          {},
          examples.map(({ name }) =>
            make(
              'li',
              {},
              make(
                'button',
                {
                  type: 'button',
                  'aria-current': name === chosen.name ? 'true' : null,
                  'data-name': name,
                  onclick: () => choose({ name }).then(() => find('index').querySelector('[aria-current]')?.focus()),
                },
                titleOf(name),
              ),
            ),
          ),
        ),
      ),
    ),
  )
}

function titleOf(name) {
  const [, verb] = /^(\w+) form$/.exec(name) ?? []
  return verb ? words.formOf(verb.toLowerCase()) : (words.exampleNames[name] ?? name)
}

function drawChoices() {
  const platform = makeSegments('platform', words.platform, { slack: 'Slack', teams: 'Teams', both: words.both })
  const device = makeSegments('device', words.device, words.devices)
  const theme = makeToggle(
    words.theme,
    () => setLook({ theme: look.theme === 'dark' ? 'light' : 'dark' }),
    () => look.theme === 'dark',
  )
  const german = makeToggle('Deutsch', changeLanguage, () => language === 'de')
  const charts = makeChoice('charts', words.chartsLabel, Object.entries(words.charts), look.charts, charts =>
    setLook({ charts }),
  )
  find('choices').append(platform, device, theme, german, readers.element, charts.element)
}

function changeLanguage() {
  const address = new URL(location.href)
  address.searchParams.set('lang', language === 'de' ? 'en' : 'de')
  location.assign(address)
}

function makeSegments(name, label, options) {
  const buttons = Object.entries(options).map(([value, text]) =>
    make('button', { type: 'button', 'data-value': value, onclick: () => setLook({ [name]: value }) }, text),
  )
  const show = () => {
    for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset.value === look[name]))
  }
  onLook(show)
  show()
  return make('fieldset', { class: 'segments', 'aria-label': label, id: name }, buttons)
}

function makeToggle(label, onclick, isOn) {
  const button = make(
    'button',
    { type: 'button', class: 'switch', role: 'switch', onclick },
    make('span', {}, label),
    make('i', { 'aria-hidden': 'true' }),
  )
  const show = () => button.setAttribute('aria-checked', String(isOn()))
  onLook(show)
  show()
  return button
}

function makeChoice(id, label, options, value, onChoose) {
  const select = make(
    'select',
    { id },
    options.map(([option, text]) => make('option', { value: option }, text)),
  )
  select.value = value
  select.addEventListener('change', () => onChoose(select.value))
  return { element: make('label', { class: 'labelled' }, make('span', {}, label), select), select }
}

/** So that the page opens there again. */
function writeAddress(name, reader) {
  const address = new URL(location.href)
  for (const [key, value] of Object.entries({ name, reader, ...look, lang: language }))
    address.searchParams.set(key, value)
  history.replaceState(null, '', address)
}
