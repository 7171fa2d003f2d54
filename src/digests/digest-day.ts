import type { Subject, Subscription } from '../ports.ts'
import { subjectWord } from '../subject.ts'
import { localDay } from '../time/wall-clock.ts'
import { upcoming } from './due.ts'

const dayMs = 24 * 60 * 60_000

/** Whether one of these subscriptions posts a digest about a subject on the local day of a moment. */
export function hasDigestOn(subscriptions: readonly Subscription[], subject: Subject, now: Date): boolean {
  return subscriptions.some(
    ({ subjects, schedule, pause }) =>
      (pause === null || (pause.until !== null && pause.until <= now)) &&
      subjects.some(each => subjectWord(each) === subjectWord(subject)) &&
      // The runs from a day before on: the one of today may be over.
      upcoming(schedule, new Date(now.getTime() - dayMs), 2).some(
        ({ at }) => +localDay(at, schedule.zone) === +localDay(now, schedule.zone),
      ),
  )
}
