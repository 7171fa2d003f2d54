import type { TextFile } from '../../src/message/csv.ts'
import type { Language } from '../../src/message/languages.ts'
import type { Playground } from './playground.ts'
import type { Preview } from './preview.ts'
import type { ProgressLine } from './progress.ts'
import type { State } from './shown.ts'

/** The same story once for each language that a visitor reads: what the bot posts keeps the language it was posted in. */
export type Worlds = {
  /** Opened when it is first asked for. */
  in(language: Language): Promise<Playground>
  /** What changed since that revision: of the preview at once, while the world is being opened. */
  state(language: Language, since: number): Promise<State>
  progress(language: Language): ProgressLine | null
  /** Pictures and files of any of them. */
  paint(name: string): Promise<Buffer | null>
  file(id: string): Promise<TextFile | null>
  beat(): Promise<void>
  stop(): Promise<void>
}

/** @param preview what is shown of a world that is being opened; without it, the page waits */
export function createWorlds(
  open: (language: Language) => Promise<Playground>,
  preview: (language: Language) => Preview | null = () => null,
): Worlds {
  const opening = new Map<Language, Promise<Playground>>()
  const opened = new Map<Language, Playground>()
  const previews = new Map<Language, Preview>()
  const each = async (work: (playground: Playground) => Promise<void>) => {
    for (const playground of [...opening.values()]) {
      // What went wrong with one that could not be opened reaches those who asked for it.
      const found = await playground.catch(() => null)
      if (found) await work(found)
    }
  }

  function openWorld(language: Language): Promise<Playground> {
    const known = opening.get(language)
    if (known) return known
    const fresh = open(language)
    opening.set(language, fresh)
    fresh.then(
      playground => opened.set(language, playground),
      // One that could not be opened is tried again.
      () => opening.delete(language),
    )
    return fresh
  }

  function previewIn(language: Language): Preview | null {
    const known = previews.get(language) ?? preview(language)
    if (known) previews.set(language, known)
    return known
  }

  return {
    in: openWorld,
    async state(language, since) {
      const shown = opened.get(language) ?? previewIn(language)
      return (shown ?? (await openWorld(language))).state(since)
    },
    progress: language => opened.get(language)?.progress() ?? null,
    async paint(name) {
      for (const { pictures } of [...opened.values(), ...previews.values()]) {
        const painted = await pictures.paint(name)
        if (painted) return painted
      }
      return null
    },
    async file(id) {
      for (const { files } of opened.values()) {
        const file = files.get(id)
        if (file) return file
      }
      return null
    },
    beat: () => each(playground => playground.beat()),
    stop: () => each(playground => playground.stop()),
  }
}
