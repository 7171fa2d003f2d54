/** How things are shown: theme, width, charts, and which platform. Drawings follow it. */

const dark = matchMedia('(prefers-color-scheme: dark)')
const drawings = new Set()
const listeners = new Set()

const choices = {
  theme: ['light', 'dark'],
  device: ['desktop', 'phone'],
  charts: ['native', 'image', 'text'],
  platform: ['slack', 'teams', 'both'],
}

export const look = { theme: dark.matches ? 'dark' : 'light', device: 'desktop', charts: 'native', platform: 'slack' }

/** Draws now, and again when the theme or the charts change. @returns ends that */
export function keepDrawn(draw) {
  drawings.add(draw)
  draw(look.theme)
  return () => drawings.delete(draw)
}

/** @returns ends it */
export function onLook(listener) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Takes what is one of the choices; anything else stays as it is. */
export function setLook(changes) {
  for (const [name, value] of Object.entries(changes)) {
    if (choices[name]?.includes(value)) look[name] = value
  }
  Object.assign(document.documentElement.dataset, look)
  for (const draw of drawings) draw(look.theme)
  for (const listener of listeners) listener(look)
}

/** From the page's address and the system's own wish, until something else is chosen. */
export function readLook() {
  setLook(Object.fromEntries(new URLSearchParams(location.search)))
  dark.addEventListener('change', ({ matches }) => setLook({ theme: matches ? 'dark' : 'light' }))
}
