import { german } from './words-de.js'
import { english } from './words-en.js'

/** The texts of the page, in the language that its address names. */
export const language = new URLSearchParams(location.search).get('lang') === 'de' ? 'de' : 'en'

export const words = language === 'de' ? german : english

/** Fills in the texts that stand in the page's own HTML. */
export function translatePage() {
  document.documentElement.lang = language
  for (const element of document.querySelectorAll('[data-text]')) element.textContent = words[element.dataset.text]
  for (const element of document.querySelectorAll('[data-label]'))
    element.setAttribute('aria-label', words[element.dataset.label])
}
