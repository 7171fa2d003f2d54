import { fetchJson, make } from './dom.js'

/** Milliseconds after which somebody who waits is told that it goes on, and between two times of that. */
const patience = 2_000
const pace = 1_000

/**
 * Says in an element what is being done and, after a while, how far it is, with a bar where that can be known.
 * @returns `end`, with what came of it
 */
export function waiting(element, doing) {
  const started = Date.now()
  const words = make('span', {}, doing)
  // Seen and not heard: read out each second it would be in the way.
  const clock = make('span', { 'aria-hidden': 'true' })
  element.replaceChildren(words, clock)
  let bar = null
  let timer = setTimeout(look, patience)

  async function look() {
    const far = await fetchJson('/progress').catch(() => null)
    if (timer === null) return
    const seconds = Math.round((Date.now() - started) / 1000)
    words.textContent = [doing, far?.said ?? ''].filter(Boolean).join(' ')
    clock.textContent = ` (${seconds} seconds so far) `
    bar ??= element.appendChild(make('progress', { 'aria-label': 'How far it is' }))
    if (far?.of) {
      bar.max = far.of
      bar.value = far.done
    } else bar.removeAttribute('value')
    timer = setTimeout(look, pace)
  }

  return {
    end(said) {
      clearTimeout(timer)
      timer = null
      element.replaceChildren(said)
    },
  }
}
