/** Everything a crash waits for, shortened; in the proportions of the real ones. All in milliseconds. */
export const times = { lease: 20_000, safety: 7_000, firstWait: 1_500 }

/** What Slack may take for an answer: less than `safety`, so that a post has ended before its lease has. */
export const patience = 5_000
