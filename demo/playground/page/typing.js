import { onActivity } from './actions.js'
import { fetchJson } from './dom.js'
import { language, words } from './words.js'

/** Milliseconds after which progress is shown, and between two looks at it. */
const patience = 1_500
const checkMs = 700

/** While the bot works on an answer it is typing; after a while the page says how far it is. */
export function startTyping(frames) {
  let timer = null
  let started = 0

  onActivity(activity => {
    clearTimeout(timer)
    timer = null
    if (activity?.kind !== 'ask' && activity?.kind !== 'open') return show(null)
    started = Date.now()
    show(words.typing)
    timer = setTimeout(look, patience)
  })

  async function look() {
    const progress = await fetchJson(`/progress?language=${language}`).catch(() => null)
    if (timer === null) return
    const seconds = words.seconds(Math.round((Date.now() - started) / 1000))
    show([words.typing, progress?.text, seconds].filter(Boolean).join(' · '))
    timer = setTimeout(look, checkMs)
  }

  function show(text) {
    for (const { stream } of frames) stream.showTyping(text)
  }
}
