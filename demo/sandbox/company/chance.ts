// Chance without memory: the same key and number always give the same draw, so nothing that was drawn needs to be kept.

/** Scrambles 32 bits so that no two inputs meet (murmur3's last step): unique numbers stay unique. */
function mix(value: number): number {
  let h = value | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** A draw from 0 to 2^32 - 1. For one key, different numbers give different draws. */
export function draw(key: number, number: number): number {
  return mix(key ^ Math.imul(number + 1, 0x9e3779b1))
}

/** A draw as a fraction, from 0 to just under 1. */
export function drawShare(key: number, number: number): number {
  return draw(key, number) / 0x1_0000_0000
}

/** A whole number between two bounds, both included. */
export function drawBetween(key: number, number: number, least: number, most: number): number {
  return least + (draw(key, number) % (most - least + 1))
}

/** The key that a written seed stands for. */
export function keyOf(seed: string): number {
  let key = 0x811c9dc5
  for (let i = 0; i < seed.length; i++) key = mix(key ^ Math.imul(seed.charCodeAt(i) + 1, 0x01000193))
  return key
}

/** An id in the shape of a random UUID; different for every pair of `a` and `b` under one key. */
export function idFrom(key: number, a: number, b = 0): string {
  const first = draw(key, a)
  const last = draw(first ^ 0x5bd1e995, b)
  const middle = draw(first ^ last, 1)
  const hex = (n: number, digits: number) => (n >>> 0).toString(16).padStart(8, '0').slice(-digits)
  const variant = ((draw(middle, 2) & 0x3fff) | 0x8000) >>> 0
  return `${hex(first, 8)}-${hex(middle >>> 16, 4)}-4${hex(middle, 3)}-${hex(variant, 4)}-${hex(draw(middle, 3), 4)}${hex(last, 8)}`
}

/** Scatters 0 … count-1 over itself, neighbours far apart: the place of `nth` in a shuffled row. */
export function scatter(nth: number, count: number): number {
  let stride = Math.max(1, Math.round(count * 0.618))
  while (divisor(stride, count) !== 1) stride++
  return (nth * stride) % count
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b)
}
