/** Plays the story in a thread of its own: creating a database would keep the page waiting for seconds. */
import { workerData } from 'node:worker_threads'
import { keepStory } from './kept-story.ts'
import { readLanguage } from './people.ts'
import { openPlayground } from './playground.ts'

const folder = String(workerData.folder)
const language = readLanguage(workerData.language) ?? 'en'
const playground = await openPlayground(folder, { language, hasStory: true })
const story = playground.story()
await playground.stop()
keepStory(folder, story)
