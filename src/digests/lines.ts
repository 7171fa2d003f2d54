/** Command lines about a subscription, as its buttons have them. */
import { languageIn, languageNames } from '../command/language-names.ts'
import { quoteName } from '../command/line.ts'
import type { Subject, Subscription } from '../ports.ts'
import { formatSchedule } from '../time/read-schedule.ts'

/** The line that leaves a subscription as it is: what its form is filled with. */
export function editLine({ id, subjects, schedule }: Pick<Subscription, 'id' | 'subjects' | 'schedule'>): string {
  return ['edit', id, namesOf(subjects), formatSchedule(schedule)].join(' ')
}

/** The line that makes it again after it was ended. */
export function subscribeLine({ subjects, schedule, language }: Subscription): string {
  const wanted = languageNames.find(name => languageIn[name] === language)
  return ['subscribe', namesOf(subjects), formatSchedule(schedule), ...(wanted ? [wanted] : [])].join(' ')
}

function namesOf(subjects: readonly Subject[]): string {
  return subjects.map(subject => (subject.kind === 'organization' ? 'all' : quoteName(subject.id))).join(', ')
}
