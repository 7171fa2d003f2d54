/** What is found unused, against what is really so in the sandbox's company, through the real client, by server version. */
import { describe, expect, test } from 'vitest'
import type { Company } from '../../demo/sandbox/company/company.ts'
import { listTruth, type Truth } from '../../demo/sandbox/company/truth.ts'
import type { SeatPolicy, Snapshot, Subject } from '../../src/ports.ts'
import { addDays, startOfDay } from '../../src/time/utc-days.ts'
import { findUnused } from '../../src/unused-seats/findings/find.ts'
import { defaultPolicy } from '../../src/unused-seats/findings/policy.ts'
import { type Findings, keyOf, seatsOf, type UnusedKind, unusedKinds } from '../../src/unused-seats/findings.ts'
import { countSeats } from '../helpers/company-truth.ts'
import { createCensusReader } from '../helpers/seat-census.ts'
import { connect, openProfiles } from '../helpers/usage-api-client.ts'
import { TODAY } from '../unit/demo/sandbox/ask.ts'

const policy: SeatPolicy = { ...defaultPolicy, serviceAccounts: ['svc-*@*'] }
const today = startOfDay(TODAY)
const profiles = await openProfiles()

describe.each(profiles)('$profile', async ({ profile, sandbox: { company, ...sandbox } }) => {
  const readCensus = createCensusReader(connect({ ...sandbox, company }), TODAY)
  const subjects: Subject[] = [
    ...company.teams.map(({ id, name }) => ({ kind: 'team', id, name }) as const),
    { kind: 'organization', name: company.name },
  ]
  const all: { subject: Subject; findings: Findings }[] = []
  for (const subject of subjects) {
    const census = await readCensus(subject, countDaily(company, subject))
    all.push({ subject, findings: findUnused(census, policy, TODAY) })
  }
  const ofProfile = profile === '5.18' ? unusedKinds.slice(1) : unusedKinds

  test.each(unusedKinds)('everyone who is %s is found, and no one else', kind => {
    const rows = all.map(({ subject, findings }) => ({
      found: seatsOf(findings, kind).map(({ record }) => keyOf(record)),
      real: ofProfile.includes(kind) ? listReal(company, subject, kind) : [],
    }))
    const found = rows.flatMap(({ found }) => found).length
    const real = rows.flatMap(({ real }) => real).length
    const hits = rows.flatMap(({ found, real }) => found.filter(who => real.includes(who))).length
    console.info(
      `${profile}, ${kind}: ${found} found of ${real}, precision ${share(hits, found)}, recall ${share(hits, real)}`,
    )
    for (const { found, real } of rows) expect(found.sort()).toEqual(real.sort())
    expect(real > 0).toBe(ofProfile.includes(kind))
  })

  test('since when a seat is unused is right to the second for an invitation, to the day for the rest', () => {
    const wrong = all.flatMap(({ findings }) =>
      seatsOf(findings, ...unusedKinds).filter(({ record, since, isAtLeast }) => {
        const truth = listTruth(company, TODAY).find(({ userId, email }) => (userId ?? email) === keyOf(record))
        return isAtLeast || since?.getTime() !== (truth && sinceOf(truth)?.getTime())
      }),
    )
    expect(wrong).toEqual([])
  })

  test('new starters and service accounts are spared', () => {
    const spared = listTruth(company, TODAY).filter(({ service, newStarter }) => service || newStarter)
    const named = new Set(
      all.flatMap(({ findings }) => seatsOf(findings, ...unusedKinds).map(({ record }) => keyOf(record))),
    )
    expect(spared.length).toBeGreaterThan(5)
    expect(spared.filter(({ userId, email }) => named.has(userId ?? email))).toEqual([])
  })

  test('the team that never started, and no other, is one finding', () => {
    const states = all.flatMap(({ subject, findings }) => (findings.team ? [[subject.name, findings.team.state]] : []))
    expect(states).toEqual(company.teams.filter(team => team.neverStarted).map(({ name }) => [name, 'never-started']))
    expect(states).toHaveLength(1)
  })

  test('invitations are named where they are listed, and otherwise a lower bound of their number is shown', () => {
    for (const { subject, findings } of all) {
      if (profile !== '5.18') {
        expect(findings).toMatchObject({ pending: null, areInvitationsListed: true })
        continue
      }
      const { pending } = findings
      expect(seatsOf(findings, 'invited')).toEqual([])
      const counts = countDaily(company, subject)
        .slice(-14)
        .map(({ invited }) => invited ?? 0)
      const least = Math.min(...counts, countOf(company, subject, TODAY).invited)
      expect(pending?.count ?? 0).toBe(least)
      expect(listReal(company, subject, 'invited').length).toBeLessThanOrEqual(least)
      if (pending) expect(pending.since.getTime()).toBeLessThanOrEqual(addDays(today, -14).getTime())
    }
  })
})

/** What the bot's own database would hold after a month. */
function countDaily(company: Company, subject: Subject): Snapshot[] {
  return Array.from({ length: 30 }, (_, index) => {
    const day = addDays(today, index - 30)
    return { ...countOf(company, subject, new Date(day.getTime() + 43_200_000)), day, subject: subject.name }
  })
}

function countOf(company: Company, subject: Subject, at: Date) {
  return countSeats(company, at, subject.kind === 'team' ? subject.id : undefined)
}

function listReal(company: Company, subject: Subject, kind: UnusedKind): string[] {
  const isReal: Record<UnusedKind, (truth: Truth) => boolean> = {
    invited: ({ state, invitedAt }) => state === 'invited' && isLongAgo(invitedAt),
    'never-used': ({ state, registeredAt }) => state === 'never used' && isLongAgo(registeredAt),
    idle: ({ state }) => state === 'idle',
  }
  return listTruth(company, TODAY)
    .filter(({ teamId }) => subject.kind === 'organization' || teamId === subject.id)
    .filter(truth => !truth.service && isReal[kind](truth))
    .map(({ userId, email }) => userId ?? email)
}

function isLongAgo(moment: Date | null): boolean {
  return moment !== null && TODAY.getTime() - moment.getTime() > 14 * 86_400_000
}

function sinceOf({ state, invitedAt, registeredAt, lastUsedOn }: Truth): Date | null {
  if (state === 'invited') return invitedAt
  return state === 'never used' ? registeredAt : addDays(new Date(lastUsedOn ?? ''), 1)
}

function share(part: number, whole: number): string {
  return whole === 0 ? 'none' : `${((part / whole) * 100).toFixed(1)} %`
}
