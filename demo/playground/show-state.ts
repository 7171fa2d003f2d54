import type { Words } from '../../src/message/words.ts'
import { channels, type Roster } from './people.ts'
import type { Pictures } from './pictures.ts'
import { type ShownEntry, type State, showEveryWay } from './shown.ts'
import type { Entry } from './stream.ts'

type Parts = {
  readonly words: Words
  readonly pictures: Pictures['looks']
  readonly roster: Pick<Roster, 'find'>
}

/** Turns entries of the stream into what the page shows. */
export function createShow({ words, pictures, roster }: Parts) {
  const shown = new Map<string, { revision: number; entry: ShownEntry }>()
  const names = new Map<string, string>()

  function showEntry(entry: Entry): ShownEntry {
    const known = shown.get(entry.id)
    if (known?.revision === entry.revision) return known.entry
    const { id, conversation, visibleTo, inReplyTo, at, editedAt, content } = entry
    const fresh: ShownEntry = {
      ...{ id, conversation, visibleTo, inReplyTo },
      at: at.toISOString(),
      editedAt: editedAt?.toISOString() ?? null,
      content: content.kind === 'message' ? showMessage(content) : content,
    }
    shown.set(id, { revision: entry.revision, entry: fresh })
    return fresh
  }

  function showMessage({ message, ...others }: Extract<Entry['content'], { kind: 'message' }>) {
    return { ...others, shown: showEveryWay(message, words, pictures) }
  }

  /** Kept, for who has left the company is still called by name. */
  function nameOf(id: string): string {
    const name = roster.find(id)?.name ?? names.get(id) ?? id
    names.set(id, name)
    return name
  }

  return (entries: readonly Entry[]): Pick<State, 'entries' | 'names'> => {
    const chats = new Set(entries.map(({ conversation }) => conversation).filter(id => !isChannel(id)))
    return { entries: entries.map(showEntry), names: Object.fromEntries([...chats].map(id => [id, nameOf(id)])) }
  }
}

function isChannel(id: string): boolean {
  return channels.some(name => name === id)
}
