import { AsyncLocalStorage } from 'node:async_hooks'
import { randomInt } from 'node:crypto'

const references = new AsyncLocalStorage<string>()

/** Does work, and all that comes of it, under one reference: each of its log lines has it. */
export function withReference<T>(reference: string, work: () => T): T {
  return references.run(reference, work)
}

/** That of the work under way; `undefined` outside of any. */
export function currentReference(): string | undefined {
  return references.getStore()
}

/** Six letters and digits that are hard to mistake for one another when read out. */
export function drawReference(): string {
  const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
  return Array.from({ length: 6 }, () => letters[randomInt(letters.length)]).join('')
}
