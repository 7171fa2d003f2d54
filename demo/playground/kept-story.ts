/**
 * The played story outside of the bot's database, as text. One comes with the demo for each language, so that the page
 * has something to show at once; another is in the folder of a database in which the story was played.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '../../src/message/languages.ts'
import type { Decision } from '../sandbox/company/changes.ts'
import type { StreamState } from './stream.ts'

export type KeptStory = {
  readonly now: Date
  readonly stream: StreamState
  /** What people decided about seats, in order; the day counts as in the sandbox. */
  readonly decisions: readonly KeptDecision[]
}

export type KeptDecision = { readonly email: string; readonly decision: Decision; readonly day: number }

/** The story that comes with the demo; a test compares it with what the bot plays. */
export function readShippedStory(language: Language): KeptStory {
  return parseStory(readFileSync(new URL(`./story/${language}.json`, import.meta.url), 'utf8'))
}

/** `null` where the folder holds none. The file is this program's own, made for this run. */
export function readKeptStory(folder: string): KeptStory | null {
  const path = pathIn(folder)
  return existsSync(path) ? parseStory(readFileSync(path, 'utf8')) : null
}

export function keepStory(folder: string, story: KeptStory): void {
  writeFileSync(pathIn(folder), printStory(story))
}

/** Dates are marked, for in JSON they would be texts like any others. */
export function printStory({ stream, ...story }: KeptStory): string {
  const printed = { ...story, stream: { ...stream, posted: [...stream.posted] } }
  const replace = function (this: Record<string, unknown>, key: string, value: unknown) {
    const original = this[key]
    return original instanceof Date ? { $date: original.toISOString() } : value
  }
  return `${JSON.stringify(printed, replace, 1)}\n`
}

function parseStory(text: string): KeptStory {
  const { stream, ...story } = JSON.parse(text, (_key, value) =>
    typeof value?.$date === 'string' ? new Date(value.$date) : value,
  )
  return { ...story, stream: { ...stream, posted: new Map(stream.posted) } }
}

function pathIn(folder: string): string {
  return join(folder, 'story.json')
}
