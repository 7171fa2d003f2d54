/** Milliseconds. A limit for what hangs, far above what a slow machine needs: no test depends on how fast it runs. */
export const longestWaitMs = 20_000
