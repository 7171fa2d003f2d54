import { make } from './dom.js'
import { model, view } from './model.js'
import { createStream } from './stream.js'
import { words } from './words.js'

/** A window of Slack or of Teams around a stream. */
export function createFrame(platform, onDetails) {
  const stream = createStream(platform, onDetails)
  const name = make('h2', { class: 'place' })
  const count = make('span', { class: 'soft members' })
  const home = make('div', {
    class: 'scroller home-view',
    hidden: '',
    tabindex: '0',
    role: 'region',
    'aria-label': `${words.home}: ${platform === 'slack' ? 'Slack' : 'Teams'}`,
  })
  const element = make(
    'section',
    { class: `frame ${platform}-frame`, 'aria-label': platform === 'slack' ? 'Slack' : 'Teams' },
    make(
      'header',
      { class: 'frame-head' },
      name,
      count,
      make('span', { class: 'frame-platform', 'aria-hidden': 'true' }, platform === 'slack' ? 'Slack' : 'Teams'),
    ),
    stream.element,
    home,
  )

  function showPlace() {
    const { conversation } = view
    const channel = model.state.channels.find(({ id }) => id === conversation)
    name.replaceChildren(
      make('span', { class: 'hash', 'aria-hidden': 'true' }, channel ? '# ' : ''),
      channel ? conversation : 'Tabnine Usage',
    )
    count.textContent = channel ? words.members(channel.members) : ''
    const isHome = conversation === 'home'
    stream.element.hidden = isHome
    home.hidden = !isHome
  }

  return {
    platform,
    element,
    stream,
    home,
    update(changed) {
      showPlace()
      stream.update(changed)
    },
  }
}
