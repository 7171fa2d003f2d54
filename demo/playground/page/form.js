import { fetchJson, make } from './dom.js'
import { makeField } from './fields.js'
import { drawForm } from './form-views.js'
import { waiting } from './waiting.js'

/**
 * Opens a form in a dialog of our own drawing. `send` gets its values and says what came of them: mistakes, which are told
 * beside their fields, or anything else, with which the dialog closes.
 * @param onClose however it was closed, when the browser has given the focus back to where it was
 */
export function openForm(shown, send, onClose) {
  const { id, form, language, words } = shown
  const suggest = (field, typed) => fetchJson('/suggest', { id, field, typed })
  const fields = form.fields.map(field => makeField(field, { words, suggest }))
  const status = make('p', { role: 'status' })
  const submit = make('button', { type: 'submit', class: 'first' }, form.submit)
  const views = drawForm(shown)
  const cancel = make('button', { type: 'button', onclick: () => dialog.close() }, form.cancel)
  const dialog = make(
    'dialog',
    { lang: language, 'aria-labelledby': 'form-title', 'aria-describedby': 'form-about' },
    make(
      'form',
      { novalidate: '', onsubmit: submitForm },
      make('p', { class: 'ours', lang: 'en' }, 'Our drawing. Slack opens this form as a modal, Teams as a dialog.'),
      make('h2', { id: 'form-title' }, form.title),
      make('p', { id: 'form-about' }, form.about),
      ...fields.map(({ element }) => element),
      status,
      make('div', { class: 'row ends' }, cancel, submit),
    ),
    views.element,
  )
  dialog.addEventListener('close', () => {
    views.take()
    dialog.remove()
    onClose()
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
    for (const field of fields) field.tell(null)
    const wait = waiting(status, '…')
    try {
      const { mistakes } = await send({
        id,
        values: Object.fromEntries(fields.map(({ name, read }) => [name, read()])),
      })
      wait.end('')
      if (mistakes) tell(mistakes)
      else dialog.close()
    } catch (error) {
      // What was filled in stays: it can be sent again.
      wait.end(error.message)
    } finally {
      isSending = false
      document.body.setAttribute('aria-busy', 'false')
      submit.removeAttribute('aria-disabled')
    }
  }

  function tell(mistakes) {
    for (const field of fields) field.tell(mistakes[field.name] ?? null)
    fields.find(({ name }) => mistakes[name])?.input.focus()
  }
}
