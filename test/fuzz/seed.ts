/** Of everything that is drawn in one run. `FUZZ_SEED` draws the same again. */
export const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31))
