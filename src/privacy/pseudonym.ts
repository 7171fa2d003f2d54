import { createHmac } from 'node:crypto'

/** Thirty-two letters and digits that are hard to mistake for one another. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** Fifty bits: among 20,000 people two of one pseudonym are rarer than one company in five million. */
const codeLength = 10

/**
 * The label of a person who may not be named, e.g. `Person K7F2Q-D9XM3`: always the same under one key, and impossible to
 * compute from an id or e-mail without the key.
 * @param id the person's Tabnine id, which stays when an e-mail changes
 */
export function pseudonymOf(id: string, key: string): string {
  if (key === '') throw new Error('a pseudonym needs a key')
  const bits = createHmac('sha256', key).update(`pseudonym\0${id}`).digest().readBigUInt64BE()
  const letters = Array.from({ length: codeLength }, (_, at) => alphabet[Number((bits >> BigInt(at * 5)) & 31n)])
  return `Person ${letters.slice(0, codeLength / 2).join('')}-${letters.slice(codeLength / 2).join('')}`
}
