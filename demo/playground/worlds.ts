import type { TextFile } from '../../src/message/csv.ts'
import type { Language } from '../../src/message/languages.ts'
import type { Playground } from './playground.ts'

/** The same story once for each language that a visitor reads: what the bot posts keeps the language it was posted in. */
export type Worlds = {
  /** Opened when it is first asked for. */
  in(language: Language): Promise<Playground>
  /** Pictures and files of any of them. */
  paint(name: string): Promise<Buffer | null>
  file(id: string): Promise<TextFile | null>
  beat(): Promise<void>
  stop(): Promise<void>
}

export function createWorlds(open: (language: Language) => Promise<Playground>): Worlds {
  const opened = new Map<Language, Promise<Playground>>()
  const each = async (work: (playground: Playground) => Promise<void>) => {
    for (const playground of opened.values()) await work(await playground)
  }
  async function first<T>(look: (playground: Playground) => Promise<T | null>): Promise<T | null> {
    for (const playground of opened.values()) {
      const found = await look(await playground)
      if (found !== null) return found
    }
    return null
  }

  return {
    in(language) {
      const known = opened.get(language)
      if (known) return known
      const fresh = open(language)
      opened.set(language, fresh)
      // One that could not be opened is tried again.
      fresh.catch(() => opened.delete(language))
      return fresh
    },
    paint: name => first(({ pictures }) => pictures.paint(name)),
    file: id => first(async ({ files }) => files.get(id)),
    beat: () => each(playground => playground.beat()),
    stop: () => each(playground => playground.stop()),
  }
}
