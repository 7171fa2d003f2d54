import { make } from './dom.js'
import { keepDrawn, look } from './look.js'
import { createSlackDrawing } from './slack.js'
import { createTeamsDrawing } from './teams.js'

/**
 * A message as one platform shows it. `remove` what is no longer shown: else it is redrawn.
 * @param onPress called with the line of a button, its label, and whether it opens a form
 */
export function drawMessage(shown, platform, onPress = () => {}) {
  const { language, forms = [] } = shown
  const element = make('div', { class: `message ${platform}-message`, lang: language })
  const payload = () => (shown.without?.[look.charts] ?? shown)[platform]
  const press = (line, label) => onPress(line, label, forms.includes(line))
  const draw =
    platform === 'slack'
      ? createSlackDrawing(element, payload, press, language)
      : createTeamsDrawing(element, payload, press, language)
  const forget = keepDrawn(draw)
  return {
    element,
    remove() {
      forget()
      element.remove()
    },
  }
}
