import type { Language } from '../../src/message/languages.ts'
import { createWords } from '../../src/message/words.ts'
import type { Clock } from '../../src/ports.ts'
import { makeCompany } from '../sandbox/company/company.ts'
import { DEFAULTS } from '../sandbox/server.ts'
import { createMovableClock } from './clock.ts'
import { readShippedStory } from './kept-story.ts'
import { createPageState } from './page-state.ts'
import { createRoster, listPersonas } from './people.ts'
import { createPictures, type Pictures } from './pictures.ts'
import type { State } from './shown.ts'
import { storyStart } from './story.ts'
import { createStream } from './stream.ts'

/** What the page shows while the bot behind it is still being started: the story that comes with the demo. */
export type Preview = {
  state(since: number): State
  readonly pictures: Pictures
}

export function createPreview(language: Language, real: Clock): Preview {
  const story = readShippedStory(language)
  const clock = createMovableClock(real, story.now)
  const company = makeCompany(DEFAULTS.seed, DEFAULTS)
  const personas = listPersonas(company, storyStart)
  const roster = createRoster(company, personas, clock.now)
  const stream = createStream(clock, roster.personIn, story.stream)
  const pictures = createPictures()
  const state = createPageState({
    ...{ company, personas, roster, stream, clock, language },
    ...{ start: storyStart, words: createWords(language), pictures: pictures.looks, broken: () => null },
  })
  return { state, pictures }
}
