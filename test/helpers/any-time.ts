import { plainCalendar } from '../../src/time/utc-days.ts'

/** An installation that notifies at any hour of a working day, in UTC. */
export const anyTime = { zone: 'UTC', politeness: { quietHours: { from: 0, to: 0 }, calendar: plainCalendar } }
