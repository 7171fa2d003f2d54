import { AsyncLocalStorage } from 'node:async_hooks'
import { randomInt } from 'node:crypto'

const references = new AsyncLocalStorage<string>()

/** Runs work under one reference, which all of its log lines carry. */
export function withReference<T>(reference: string, work: () => T): T {
  return references.run(reference, work)
}

/** The reference of the running work; `undefined` outside of any. */
export function currentReference(): string | undefined {
  return references.getStore()
}

/** Six letters and digits that are hard to mistake for one another when read out. */
export function drawReference(): string {
  const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
  return Array.from({ length: 6 }, () => letters[randomInt(letters.length)]).join('')
}
