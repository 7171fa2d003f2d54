import { defaultPrivacy } from '../../src/access/policy.ts'
import type { Message } from '../../src/message/message.ts'
import type { Words } from '../../src/message/words.ts'
import { digestReport } from '../../src/report/digest.ts'
import type { Report, Voice } from '../../src/report/report.ts'
import { seatsReport } from '../../src/report/seats.ts'
import { teamReport } from '../../src/report/team.ts'
import { teamsReport } from '../../src/report/teams.ts'
import { exampleUnused, tellUnused } from '../../src/report/unused-seats.ts'
import { usageReport } from '../../src/report/usage.ts'
import { userReport } from '../../src/report/user.ts'
import { type Shown, show } from './shown.ts'

export type Example = Shown & { readonly name: string }

/** Every report's own example, told as its reader would be told. */
export function listExamples(words: Words): readonly Example[] {
  const { floor } = defaultPrivacy
  const voice: Voice = { words, zone: 'UTC', prefix: '' }
  const tell = <Facts>(report: Pick<Report<Facts, never>, 'tell' | 'example'>) => report.tell(report.example, voice)
  const told: readonly (readonly [name: string, message: Message])[] = [
    ['Digest', tell(digestReport)],
    ['Usage', tell(usageReport)],
    ['Seats', tell(seatsReport)],
    ['One team', tell(teamReport)],
    ['All teams', tell(teamsReport)],
    ['One person', tell(userReport)],
    ['Alert, as a channel reads it', tellUnused(exampleUnused, voice, { name: () => null, floor })],
    ['Alert, as an admin reads it', tellUnused(exampleUnused, voice, { name: ({ email }) => email, floor: 1 })],
  ]
  return told.map(([name, message]) => ({ name, ...show(message, words) }))
}
