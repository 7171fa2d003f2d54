/** The state of the story outside of the bot's database, in a file next to it: it is played once and then copied. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { Decision } from '../sandbox/company/changes.ts'
import type { StreamState } from './stream.ts'

export type KeptStory = {
  readonly now: Date
  readonly stream: StreamState
  /** What people decided about seats, in order; the day counts as in the sandbox. */
  readonly decisions: readonly KeptDecision[]
}

export type KeptDecision = { readonly email: string; readonly decision: Decision; readonly day: number }

/** `null` where the folder holds none. The file is this program's own, made for this run. */
export function readKeptStory(folder: string): KeptStory | null {
  const path = pathIn(folder)
  return existsSync(path) ? (deserialize(readFileSync(path)) as KeptStory) : null
}

export function keepStory(folder: string, story: KeptStory): void {
  writeFileSync(pathIn(folder), serialize(story))
}

function pathIn(folder: string): string {
  return join(folder, 'story.bin')
}
