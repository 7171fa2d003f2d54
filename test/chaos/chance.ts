import { drawShare, keyOf } from '../../demo/sandbox/company/chance.ts'

/** Draws from 0 to just under 1: the same seed and name give the same row of them. */
export function createChance(seed: number, name: string): () => number {
  const key = keyOf(`${seed} ${name}`)
  let drawn = 0
  return () => {
    drawn += 1
    return drawShare(key, drawn)
  }
}
