import type { Language } from '../../src/message/languages.ts'
import type { Words } from '../../src/message/words.ts'
import type { Clock } from '../../src/ports.ts'
import type { Company } from '../sandbox/company/company.ts'
import { type Breakage, breakages } from './breaking.ts'
import { channels, type Persona, type Roster } from './people.ts'
import type { Pictures } from './pictures.ts'
import { createShow } from './show-state.ts'
import type { State } from './shown.ts'
import type { Stream } from './stream.ts'

type Parts = {
  readonly company: Company
  readonly personas: readonly Persona[]
  readonly roster: Pick<Roster, 'find'>
  readonly stream: Pick<Stream, 'since' | 'revision'>
  readonly clock: Clock
  /** Where the time line begins. */
  readonly start: Date
  readonly words: Words
  readonly pictures: Pictures['looks']
  readonly language: Language
  readonly broken: () => Breakage | null
}

/** @returns a function that gives what changed since a revision */
export function createPageState(parts: Parts): (since: number) => State {
  const { company, personas, roster, stream, clock, start, words, pictures, language, broken } = parts
  const show = createShow({ words, pictures, roster })
  return since => ({
    now: clock.now().toISOString(),
    start: start.toISOString(),
    company: company.name,
    language,
    broken: broken(),
    breakages: Object.keys(breakages) as Breakage[],
    personas: personas.map(({ email: _, ...persona }) => persona),
    channels: channels.map(id => ({ id, members: id === 'payments' ? 22 : 98 })),
    revision: stream.revision(),
    ...show(stream.since(since)),
  })
}
