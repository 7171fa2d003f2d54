import { make } from './dom.js'

/** Milliseconds of quiet after which what was typed is looked for. */
const quiet = 150

let isPressing = false
addEventListener('mousedown', () => setPressing(true), true)
addEventListener('mouseup', () => setPressing(false), true)

function setPressing(is) {
  isPressing = is
}

/**
 * A field in which a name is chosen while it is typed: a combobox with a list below it, for several choices with those
 * made so far above. What was typed and not chosen counts as it stands.
 *
 * @param suggest what is typed → `{ options, status }`
 */
export function makePicker({ id, name, label, describedBy, most, value, words, suggest, onChoose = () => {} }) {
  const listId = `${id}-list`
  let chosen = [...value]
  let options = []
  let active = -1
  let asked = 0
  let timer = 0

  const chips = make('ul', { class: 'chips', 'aria-label': label })
  const list = make('ul', { id: listId, role: 'listbox', class: 'offered', 'aria-label': label, hidden: '' })
  const status = make('p', { role: 'status', class: 'hint' })
  const input = make('input', {
    id,
    name,
    role: 'combobox',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: words.typeToSearch,
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': listId,
    'aria-describedby': describedBy,
    oninput: () => {
      if (most === 1) chosen = []
      clearTimeout(timer)
      timer = setTimeout(open, quiet)
    },
    onkeydown: press,
    onclick: open,
    onblur: leave,
  })
  // The list must not take the focus from what is typed.
  list.addEventListener('pointerdown', event => event.preventDefault())
  if (most === 1) input.value = value[0]?.label ?? ''
  else showChosen()

  async function open() {
    clearTimeout(timer)
    const turn = ++asked
    const found = await suggest(most === 1 && chosen.length > 0 ? '' : input.value)
    // Text that was typed meanwhile starts a search of its own, and without focus no list opens.
    if (turn !== asked || document.activeElement !== input) return
    options = found.options.filter(option => most === 1 || !isChosen(option))
    status.textContent = found.status
    show()
  }

  function show() {
    active = -1
    list.replaceChildren(...options.map(toItem))
    mark()
    list.hidden = options.length === 0
    input.setAttribute('aria-expanded', String(options.length > 0))
  }

  function toItem(option, at) {
    const attributes = { id: `${listId}-${at}`, role: 'option', 'aria-selected': String(isChosen(option)) }
    return make('li', { ...attributes, onclick: () => choose(option) }, option.label)
  }

  /** What is being pressed elsewhere must not move away under the press because the list above it closes. */
  function leave() {
    if (isPressing) addEventListener('mouseup', () => setTimeout(close), { once: true })
    else close()
  }

  function close() {
    asked++
    clearTimeout(timer)
    options = []
    status.textContent = ''
    show()
  }

  function press(event) {
    const { key } = event
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault()
      if (options.length === 0) open()
      else move(key === 'ArrowDown' ? 1 : -1)
    } else if (key === 'Enter' && active >= 0) {
      event.preventDefault()
      choose(options[active])
    } else if (key === 'Escape' && options.length > 0) {
      // The list alone is closed, not the dialog around it.
      event.preventDefault()
      close()
    } else if (key === 'Backspace' && input.value === '' && most > 1 && chosen.length > 0) {
      chosen = chosen.slice(0, -1)
      showChosen()
    }
  }

  function move(by) {
    active = (active + by + options.length + (active < 0 && by < 0 ? 1 : 0)) % options.length
    mark()
  }

  function mark() {
    for (const [at, item] of [...list.children].entries()) item.classList.toggle('active', at === active)
    const item = list.children[active]
    item?.scrollIntoView({ block: 'nearest' })
    if (item) input.setAttribute('aria-activedescendant', item.id)
    else input.removeAttribute('aria-activedescendant')
  }

  function choose(option) {
    if (most === 1) {
      chosen = [option]
      input.value = option.label
    } else {
      chosen = [...chosen, option].slice(0, most)
      input.value = ''
      showChosen()
    }
    onChoose()
    close()
  }

  function showChosen() {
    chips.replaceChildren(
      ...chosen.map(option => {
        const takeAway = () => {
          chosen = chosen.filter(other => other !== option)
          showChosen()
          input.focus()
        }
        const named = { type: 'button', 'aria-label': `${option.label}: ${words.remove}`, onclick: takeAway }
        return make('li', {}, make('button', named, `${option.label} ×`))
      }),
    )
    chips.hidden = chosen.length === 0
  }

  function isChosen({ value }) {
    return chosen.some(option => option.value === value)
  }

  function read() {
    const values = chosen.map(option => option.value)
    const typed = input.value.trim()
    const isTyped = typed !== '' && (most > 1 || chosen.length === 0)
    return isTyped ? [...values, typed] : values
  }

  return { input, elements: [...(most > 1 ? [chips] : []), input, list, status], read }
}
