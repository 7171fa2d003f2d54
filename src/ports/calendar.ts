/** Which days people do not work on. */
export type BusinessCalendar = {
  /** ISO weekdays on which no one works; Monday is 1, Sunday 7. */
  readonly weekend: readonly number[]
  /** ISO days, e.g. `2026-12-25`. */
  readonly holidays: readonly string[]
}
