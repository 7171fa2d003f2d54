import type { TextFile } from '../../src/message/csv.ts'

/** A file that goes with an answer, as the page links to it. */
export type LinkedFile = { readonly name: string; readonly address: string }

export type KeptFiles = {
  keep(file: TextFile): LinkedFile
  /** `null` where there is none of that id, or none any more. */
  get(id: string): TextFile | null
}

/** Files that are kept: the answers of older ones have left the page. */
const maxKept = 50

/** Files of answers, for download. @param newId must be hard to guess: anyone who has an id may read its file */
export function createKeptFiles(newId: () => string): KeptFiles {
  const kept = new Map<string, TextFile>()
  return {
    keep(file) {
      const id = newId()
      kept.set(id, file)
      for (const oldest of [...kept.keys()].slice(0, -maxKept)) kept.delete(oldest)
      return { name: file.name, address: `/files/${id}` }
    },
    get: id => kept.get(id) ?? null,
  }
}
