/** Numbers about stored data and pending work, for an operator. Contains no names. */
export type StoredFigures = {
  /** Posts that are not over: pending, sending and unknown. */
  readonly deliveries: Readonly<Record<string, number>>
  /** Due time of the oldest post, or digest, that is still to be posted; `null`: nothing is due. */
  readonly oldestDue: Date | null
  /** Alerts that report unused seats now. */
  readonly openAlerts: number
  /** Digests that rest, by reason. */
  readonly pausedDigests: Readonly<Record<string, number>>
  /** The last UTC day on which each daily job was done. */
  readonly dailyJobs: Readonly<Record<string, Date>>
  /** Jobs that are not over, by queue and state. */
  readonly jobs: readonly { readonly queue: string; readonly state: string; readonly jobs: number }[]
}
