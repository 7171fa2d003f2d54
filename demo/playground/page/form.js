import { fetchJson, make } from './dom.js'
import { makeField } from './fields.js'
import { drawForm } from './form-views.js'
import { language as pageLanguage } from './words.js'

/**
 * Opens a form in a dialog. `send` gets its values and returns what came of them: mistakes, which are shown next to their fields,
 * or anything else, with which the dialog closes.
 */
export function openForm(shown, send) {
  const before = document.activeElement
  const { id, form, language, words } = shown
  const suggest = (field, typed) => fetchJson('/suggest', { id, field, typed, language: pageLanguage })
  const fields = form.fields.map(field => makeField(field, { words, suggest }))
  const status = make('p', { role: 'status' })
  const submit = make('button', { type: 'submit', class: 'button primary' }, form.submit)
  const views = drawForm(shown)
  const cancel = make('button', { type: 'button', class: 'button', onclick: () => dialog.close() }, form.cancel)
  const dialog = make(
    'dialog',
    { lang: language, 'aria-labelledby': 'form-title', 'aria-describedby': 'form-about' },
    make(
      'form',
      { novalidate: '', onsubmit: submitForm },
      make('h2', { id: 'form-title' }, form.title),
      make('p', { id: 'form-about' }, form.about),
      ...fields.map(({ element }) => element),
      status,
      make('div', { class: 'row ends' }, cancel, submit),
    ),
    views.element,
  )
  dialog.addEventListener('close', () => {
    views.remove()
    dialog.remove()
    // The button that opened it may have been drawn again meanwhile.
    if (document.activeElement === document.body)
      (before.isConnected ? before : document.getElementById('line'))?.focus()
  })
  document.body.append(dialog)
  fields[0]?.input.setAttribute('autofocus', '')
  dialog.showModal()
  let isSending = false

  async function submitForm(event) {
    event.preventDefault()
    if (isSending) return
    isSending = true
    document.body.setAttribute('aria-busy', 'true')
    submit.setAttribute('aria-disabled', 'true')
    for (const field of fields) field.showMistake(null)
    status.textContent = '…'
    try {
      const { mistakes } = await send({
        id,
        values: Object.fromEntries(fields.map(({ name, read }) => [name, read()])),
      })
      status.textContent = ''
      if (mistakes) showMistakes(mistakes)
      else dialog.close()
    } catch (error) {
      // What was filled in stays: it can be sent again.
      status.textContent = error.message
    } finally {
      isSending = false
      document.body.setAttribute('aria-busy', 'false')
      submit.removeAttribute('aria-disabled')
    }
  }

  function showMistakes(mistakes) {
    for (const field of fields) field.showMistake(mistakes[field.name] ?? null)
    fields.find(({ name }) => mistakes[name])?.input.focus()
  }
}
