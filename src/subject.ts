import { hasCode } from './errors.ts'
import type { Subject, UsageApi } from './ports.ts'

/**
 * A team or the organization as one word in command lines, snapshots and exports: the team's id, because names are not
 * unique, or `all`.
 */
export function subjectWord(subject: Subject): string {
  return subject.kind === 'organization' ? 'all' : subject.id
}

/**
 * A team that the list does not hold, as a default team or one of a list cut short, by its id; `null` where there is none,
 * or what was asked for does not look like an id.
 */
export async function findUnlistedTeam(
  usageApi: Pick<UsageApi, 'teamName'>,
  asked: string,
  signal?: AbortSignal,
): Promise<Subject | null> {
  if (!idShape.test(asked)) return null
  try {
    return { kind: 'team', id: asked, name: await usageApi.teamName(asked, signal) }
  } catch (error) {
    if (hasCode(error, 'not-found', 'refused-request', 'forbidden')) return null
    throw error
  }
}

/** One word with a digit in it: a misspelled name is seldom asked for as if it were an id. */
const idShape = /^(?=\D*\d)[\w.:~-]{3,200}$/
