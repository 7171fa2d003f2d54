/** Every report's own example as each of its readers gets it: shown in the gallery, and used to test the renderers. */

import { commands } from '../../src/commands.ts'
import { digestReport } from '../../src/digests/digest.ts'
import type { DigestFacts } from '../../src/digests/facts.ts'
import type { Message } from '../../src/message/message.ts'
import type { RenderContext } from '../../src/message/render-context.ts'
import type { Words } from '../../src/message/words.ts'
import type { Metrics } from '../../src/ports.ts'
import { type Authorization, type Content, decide } from '../../src/privacy/authorize.ts'
import { defaultPrivacy, type Role, type Surface } from '../../src/privacy/policy.ts'
import type { Report } from '../../src/report/report.ts'
import { type SeatsFacts, seatsReport } from '../../src/seats/seats.ts'
import { teamReport } from '../../src/seats/team.ts'
import { type TeamsFacts, teamsReport } from '../../src/seats/teams.ts'
import { exampleUnused } from '../../src/unused-seats/findings/example.ts'
import { renderUnused } from '../../src/unused-seats/findings.ts'
import { viewFor } from '../../src/unused-seats/view.ts'
import { usageReport } from '../../src/usage/usage.ts'
import { type UserFacts, userReport } from '../../src/usage/user.ts'
import { listEnded } from './ended-examples.ts'
import { nameOfReport } from './example-groups.ts'
import { listStoredExamples } from './remembered-examples.ts'

/** Who reads, and where. */
export type Audience = {
  readonly id: string
  readonly label: string
  readonly surface: Surface
  readonly role: Role
  readonly pseudonyms?: boolean
}

export const audiences = [
  { id: 'channel', label: 'a channel: totals', surface: 'channel', role: 'admin' },
  { id: 'private', label: 'a viewer, alone: totals', surface: 'private', role: 'viewer' },
  { id: 'personal', label: 'an admin, alone: names', surface: 'personal', role: 'admin' },
  {
    id: 'pseudonym',
    label: 'an admin, alone: pseudonyms',
    surface: 'personal',
    role: 'admin',
    pseudonyms: true,
  },
] as const satisfies readonly Audience[]

export type Example = { readonly name: string; readonly message: Message }

/** What this reader gets of each report; reports that are not for them are left out. */
export function listExamples(words: Words, audience: Audience): readonly Example[] {
  const rendering: RenderContext = { t: words, timeZone: 'UTC', commandPrefix: '' }
  const ofGroups = authorizationOf(audience, 'groups')
  if (!ofGroups) throw new Error('every audience of the gallery may see something')
  const { minGroupSize } = ofGroups
  const render = <Facts, Args>(report: Report<Facts, Args>, facts: Facts) =>
    report.render(minGroupSize === 0 ? facts : report.suppress(facts, minGroupSize), rendering)
  const view = viewFor(ofGroups, 'the key of the gallery')
  return [
    { name: 'Digest', message: render(digestReport, digestReport.example) },
    { name: 'Digest of several teams', message: render(digestReport, severalTeams) },
    { name: 'Usage', message: render(usageReport, usageReport.example) },
    { name: 'Seats', message: render(seatsReport, seatsReport.example) },
    { name: 'Seats of the organization', message: render(seatsReport, organizationSeats) },
    { name: 'One team', message: render(teamReport, teamReport.example) },
    { name: 'All teams', message: render(teamsReport, teamsReport.example) },
    { name: 'Many teams', message: render(teamsReport, manyTeams) },
    { name: 'Alert', message: renderUnused(exampleUnused, rendering, view) },
    ...(authorizationOf(audience, 'own')
      ? [{ name: 'One’s own usage', message: render(userReport, { ...userReport.example, isSelf: true }) }]
      : []),
    ...(authorizationOf(audience, 'people')
      ? [{ name: 'Someone’s usage', message: render(userReport, personUsage) }]
      : []),
    ...listOthers(render),
    ...listStoredExamples(rendering, { ...audience, level: ofGroups.level, view }),
    ...listEnded(rendering, view, audience.surface !== 'channel' && audience.role === 'admin'),
  ]
}

/** Reports of commands that have no examples of their own above. */
function listOthers(render: <Facts>(report: Report<Facts, unknown>, facts: Facts) => Message): Example[] {
  const listed: readonly unknown[] = [digestReport, usageReport, seatsReport, teamReport, teamsReport, userReport]
  return commands.flatMap(command => {
    const { report } = command
    if (!report || listed.includes(report)) return []
    return [{ name: nameOfReport(command), message: render(report, report.example) }]
  })
}

function authorizationOf<What extends Content>(
  { surface, role, pseudonyms = false }: Audience,
  content: What,
): Authorization<What> | null {
  const decided = decide({ ...defaultPrivacy, pseudonyms }, { surface, role }, content)
  return 'refusal' in decided ? null : decided
}

const personUsage: UserFacts = {
  ...userReport.example,
  person: { ...userReport.example.person, id: 'user-2', email: 'grace@northwind.example' },
}

const names = ['Payments', 'Web', 'Mobile', 'Data Science', 'Plattform & Betrieb', 'فريق البيانات']

const severalTeams: DigestFacts = {
  ...digestReport.example,
  parts: digestReport.example.parts.flatMap(part =>
    names.slice(0, 3).map((name, at) => ({
      ...part,
      subject: { kind: 'team' as const, id: `team-${at + 1}`, name },
      seats: { ...part.seats, registered: (part.seats.registered ?? 0) - 8 * at },
      // Each grows by different steps, so that their lines differ.
      trend: part.trend.map((row, week) => ({ ...row, metrics: fewer(row.metrics, at * (6 + (week % 3))) })),
      activity: part.activity.total
        ? { ...part.activity, total: { ...part.activity.total, metrics: fewer(part.activity.total.metrics, 7 * at) } }
        : part.activity,
    })),
  ),
}

function fewer<Some extends Metrics | null>(metrics: Some, by: number): Some {
  return metrics && { ...metrics, activeUsers: Math.max(0, (metrics.activeUsers ?? 0) - by) }
}

const organizationSeats: SeatsFacts = {
  ...seatsReport.example,
  subject: { kind: 'organization', name: teamsReport.example.organization },
  months: ['07', '08', '09', '10', '11'].map((month, at) => ({
    month: `2026-${month}`,
    registered: 41 + 4 * at,
    invited: 14 - 2 * at,
    deactivated: at === 0 ? null : at,
  })),
}

const manyTeams: TeamsFacts = {
  ...teamsReport.example,
  teams: Array.from({ length: 24 }, (_, at) => {
    const name = `${names[at % names.length]} ${Math.floor(at / names.length) + 1}`
    const registered = Math.max(3, 260 - 11 * at)
    const seats = { registered, invited: (at * 7) % 13, deactivated: at % 5 === 4 ? null : (at * 3) % 8 }
    return { team: { id: `team-${at + 1}`, name, people: registered }, seats }
  }),
  total: 124,
}
