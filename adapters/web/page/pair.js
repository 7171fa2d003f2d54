import { make } from './dom.js'
import { forget, keepDrawn } from './look.js'
import { createSlackDrawing } from './slack.js'
import { createTeamsDrawing } from './teams.js'

/** One message as Slack and as Teams show it, side by side. `take` away what is no longer shown: it is redrawn else. */
export function drawPair({ title, slack, teams }, onPress = () => {}) {
  const inSlack = make('div', { class: 'drawing' })
  const inTeams = make('div', { class: 'drawing teams' })
  const draws = [createSlackDrawing(inSlack, slack, onPress), createTeamsDrawing(inTeams, teams, onPress)]
  for (const draw of draws) keepDrawn(draw)
  const element = make('div', { class: 'pair' }, figure('Slack', title, inSlack), figure('Teams', title, inTeams))
  return {
    element,
    take() {
      for (const draw of draws) forget(draw)
      element.remove()
    },
  }
}

function figure(platform, title, drawing) {
  const label = `${title}, in ${platform}`
  return make('figure', { class: 'shown', 'aria-label': label }, make('figcaption', {}, platform), drawing)
}
