import type { Subject } from './ports.ts'

/**
 * A team, or everybody, as one word in command lines, snapshots and exports: an id, so that two teams of one name stay
 * apart, or `all`.
 */
export function subjectWord(subject: Subject): string {
  return subject.kind === 'organization' ? 'all' : subject.id
}
