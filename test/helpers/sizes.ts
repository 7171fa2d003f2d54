/**
 * How much a test tries. `npm run check` is for every change and takes minutes; `npm run check:long` sets `CHECK=long`
 * and tries full sizes and many more inputs. `PROPERTY_RUNS` sets the number of inputs alone.
 */
const isLong = process.env.CHECK === 'long'

/** Inputs that each property is tried with. */
export const propertyRuns = Number(process.env.PROPERTY_RUNS ?? (isLong ? 1_000 : 30))

/**
 * From which properties draw. `npm run check` draws the same each time, so that it fails by what was changed and by nothing
 * else; `npm run check:long` draws new inputs. A failure prints its seed, and `PROPERTY_SEED` repeats it.
 */
export const propertySeed = Number(process.env.PROPERTY_SEED ?? (isLong ? Math.floor(Math.random() * 2 ** 31) : 1))

/** A part of them, at least one, for a property in which each input starts a bot or simulates a year. */
export function partOfRuns(part: number): number {
  return Math.max(1, Math.round(propertyRuns * part))
}

/** A size for every change, and the full one. */
export function sizeOf<T>(short: T, long: T): T {
  return isLong ? long : short
}
