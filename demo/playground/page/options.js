import { setApi } from './actions.js'
import { make } from './dom.js'
import { look, onLook, setLook } from './look.js'
import { model } from './model.js'
import { language, words } from './words.js'

/** What is seldom needed, behind three dots: language, charts, dark, phone width, and failures. */
export function createOptions(element) {
  const panel = make('div', { class: 'options-panel', hidden: '' })
  const button = make(
    'button',
    {
      type: 'button',
      class: 'button icon-button',
      'aria-expanded': 'false',
      'aria-label': words.options,
      onclick: () => toggle(panel.hidden),
    },
    '⋯',
  )
  element.append(button, panel)
  element.addEventListener('keydown', event => {
    if (event.key !== 'Escape' || panel.hidden) return
    toggle(false)
    button.focus()
  })
  document.addEventListener('pointerdown', ({ target }) => {
    if (!element.contains(target)) toggle(false)
  })

  function toggle(isOpen) {
    panel.hidden = !isOpen
    button.setAttribute('aria-expanded', String(isOpen))
  }

  const theme = makeToggle(words.theme, () => setLook({ theme: look.theme === 'dark' ? 'light' : 'dark' }))
  const phone = makeToggle(words.phone, () => setLook({ device: look.device === 'phone' ? 'desktop' : 'phone' }))
  const charts = makeSelect('charts', words.chartsLabel, Object.entries(words.charts), charts => setLook({ charts }))
  const languages = [
    ['en', 'English'],
    ['de', 'Deutsch'],
  ]
  const lang = makeSelect('language', words.languageLabel, languages, chosen => {
    const address = new URL(location.href)
    address.searchParams.set('lang', chosen)
    location.assign(address)
  })
  lang.select.value = language
  const failures = make('div', { class: 'field-group', role: 'radiogroup', 'aria-label': words.failLabel })
  panel.append(
    theme.element,
    phone.element,
    charts.element,
    lang.element,
    make('p', { class: 'group-title', 'aria-hidden': 'true' }, words.failLabel),
    failures,
    make('p', { class: 'soft small' }, words.approximation),
  )
  onLook(showLook)
  showLook()

  function showLook() {
    theme.button.setAttribute('aria-checked', String(look.theme === 'dark'))
    phone.button.setAttribute('aria-checked', String(look.device === 'phone'))
    charts.select.value = look.charts
  }

  return {
    update() {
      const { breakages, broken } = model.state
      if (failures.childElementCount === 0) failures.append(...['none', ...breakages].map(drawFailure))
      const chosen = failures.querySelector(`[value="${broken ?? 'none'}"]`)
      if (chosen) chosen.checked = true
    },
  }
}

function drawFailure(id) {
  const input = make('input', {
    type: 'radio',
    name: 'failure',
    value: id,
    onchange: () => setApi(id === 'none' ? null : id),
  })
  return make('label', { class: 'radio' }, input, ` ${words.breakages[id]}`)
}

function makeToggle(label, onclick) {
  const button = make(
    'button',
    { type: 'button', class: 'switch', role: 'switch', 'aria-checked': 'false', onclick },
    make('span', {}, label),
    make('i', { 'aria-hidden': 'true' }),
  )
  return { element: button, button }
}

function makeSelect(id, label, options, choose) {
  const select = make(
    'select',
    { id },
    options.map(([value, text]) => make('option', { value }, text)),
  )
  select.addEventListener('change', () => choose(select.value))
  return { element: make('label', { class: 'labelled' }, make('span', {}, label), select), select }
}
