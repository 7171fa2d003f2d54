/** Everything that a crash waits for, shortened, in the proportions of the real times. All in milliseconds. */
export function timesFor(leaseMs: number) {
  return {
    times: { lease: leaseMs, safety: 0.35 * leaseMs, firstWait: 1_500, rest: 1_500 },
    /** How long Slack may take to answer: less than `safety`, so that a post has ended before its lease has. */
    patience: 0.25 * leaseMs,
  }
}
