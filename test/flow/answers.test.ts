import { beforeEach, describe, expect, test } from 'vitest'
import { dayOf } from '../../demo/sandbox/company/calendar.ts'
import { openDirectory } from '../../demo/sandbox/company/directory.ts'
import { listTruth } from '../../demo/sandbox/company/truth.ts'
import type { DigestFacts } from '../../src/digests/facts.ts'
import { largestUnit } from '../../src/message/formats.ts'
import { addDays, countDays, utcDay } from '../../src/time/utc-days.ts'
import { admin, openApp, type Shown } from '../helpers/app-on-sandbox.ts'
import { countInvites, countSeats, listAccounts, listActive } from '../helpers/company-truth.ts'
import {
  changeInPercent,
  changeInPoints,
  type Group,
  groupsOf,
  n,
  percent,
  truthOf,
  wholePercent,
} from '../helpers/expected-numbers.ts'
import { drawnIn, metricsIn, notesIn, rowsIn } from '../helpers/message-content.ts'
import { lastWeek, openProfiles } from '../helpers/usage-api-client.ts'
import { TODAY } from '../unit/demo/sandbox/ask.ts'

// Today is a Monday: last week ended yesterday, and this week has only just begun.
const weekBefore = { from: utcDay(2026, 8, 14), to: utcDay(2026, 8, 21) }
const lastWeekInWords = '21–27 Sep'
const sandboxes = await openProfiles()

beforeEach(() => {
  for (const { sandbox } of sandboxes) sandbox.clearRequests()
})

describe.each(sandboxes)('on a server of version $profile,', ({ profile, sandbox }) => {
  const { company } = sandbox
  const app = openApp(sandbox, TODAY)
  const groups = groupsOf(sandbox)
  const version = profile === '5.18' ? 'v1' : 'v2'
  /** Older servers only count them, open and expired together. */
  const inviteNumber = ({ teamId }: Group) => {
    const { open, expired } = countInvites(company, TODAY, teamId)
    return profile === '5.18' ? { Invites: n(open + expired) } : { 'Open invites': n(open) }
  }
  async function ask(line: string, caller = admin({ zone: 'Europe/Berlin' })): Promise<Shown> {
    const answer = await app.ask(line, caller)
    expect(answer.error, answer.text).toBeNull()
    expect(answer.text).not.toMatch(/undefined|NaN|Infinity|\[object/)
    return answer
  }

  test('help lists what can be asked', async () => {
    expect((await ask('')).text).toMatch(/^Ask me about Tabnine\n[\s\S]*^usage payments last week\b/m)
    const { text } = await ask('help all')
    for (const verb of ['teams', 'team', 'seats', 'usage', 'user', 'me', 'digest', 'help']) {
      expect(text).toMatch(new RegExp(`^${verb}\\b`, 'm'))
      await ask(`help ${verb}`)
    }
    expect(sandbox.requests).toHaveLength(0)
  })

  test('teams counts the seats of each, and keeps those of one name apart', async () => {
    const { message } = await ask('Teams!')
    const rows = company.teams.map(({ id, name }) => {
      const { registered, invited } = countSeats(company, TODAY, id)
      const { open } = countInvites(company, TODAY, id)
      const invites = profile === '5.18' ? invited : open
      return [name === 'Web' ? `Web (…${id.slice(-4)})` : name, n(registered), n(invites)]
    })
    const all = company.teams.map(({ id }) => countSeats(company, TODAY, id))
    const [members, deactivated] = (['registered', 'deactivated'] as const).map(state =>
      all.reduce((sum, seats) => sum + seats[state], 0),
    )
    const most = Math.max(...all.map(seats => seats.registered))
    expect(message.title).toBe(`Teams: ${company.name}`)
    expect(message.summary).toBe(
      `${members} members in 8 teams. Payments is the largest, with ${most} (${wholePercent(most, members ?? 0)}).`,
    )
    expect(metricsIn(message)).toMatchObject({ Teams: '8', Members: n(members ?? 0), Deactivated: n(deactivated ?? 0) })
    expect(rowsIn(message).toSorted()).toEqual(rows.toSorted())
    const registered = rowsIn(message).map(row => Number(row[1]))
    expect(registered).toEqual(registered.toSorted((a, b) => b - a))
  })

  test('team counts people by role', async () => {
    const people = openDirectory(company)(dayOf(TODAY.getTime())).accounts.filter(
      ({ team }) => team?.name === 'Payments',
    )
    // From 6.3 on the team's list does not say who is deactivated.
    const gone = new Set(
      listAccounts(company, TODAY)
        .filter(({ state }) => state === 'deactivated' && Number(profile) < 6.3)
        .map(({ userId }) => userId),
    )
    const roles = Object.groupBy(
      people.filter(({ id }) => !gone.has(id)),
      ({ role }) => role,
    )
    const truth = truthOf(sandbox, groups.payments)
    const { message, text, facts } = await ask('team payments')
    expect(metricsIn(message)).toEqual({
      Members: n(truth.registered),
      'Active last week': n(truth.active(lastWeek)),
      Completions: n(truth.sums(lastWeek).completions),
      ...inviteNumber(groups.payments),
    })
    expect(facts).toMatchObject({ seats: { deactivated: truth.deactivated } })
    const shown = /By role: (.*)/.exec(text)?.[1]?.split(', ') ?? []
    expect(shown.toSorted()).toEqual(
      Object.entries(roles)
        .map(([role, list]) => `${role.replace('TeamLead', 'Team lead')} ${n(list.length)}`)
        .toSorted(),
    )
    expect(message.summary).toMatch(
      new RegExp(`^${truth.registered} members\\. ${n(truth.active(lastWeek))} people used Tabnine last week\\.`),
    )
    expect((await ask('about team payments')).text).not.toContain('differ')
  })

  test.each(Object.values(groups))('seats of $name are the company’s', async group => {
    const { registered, deactivated, active } = truthOf(sandbox, group)
    const { message, text } = await ask(`seats ${group.line}`)
    const used = active(lastWeek)
    const numbers = metricsIn(message)
    const isBought = profile === '6.6' && group.teamId === undefined
    expect(numbers).toMatchObject({
      ...(isBought ? { Assigned: n(registered) } : { Members: n(registered), ...inviteNumber(group) }),
      'Active last week': n(used),
    })
    // Without a database it is unknown who has left since, except where no one was active.
    expect(numbers['Not active']).toBe(used === 0 ? n(registered) : undefined)
    if (used === 0) expect(message.summary).toContain(`None of the ${registered} members was active last week.`)
    if (deactivated === 0) expect(text).not.toContain('deactivated')
    else expect(text).toMatch(new RegExp(`^${deactivated} deactivated accounts? holds? no seat\\.$`, 'm'))
    const invitations = listTruth(company, TODAY).filter(
      ({ state, teamId }) => state === 'invited' && (group.teamId === undefined || teamId === group.teamId),
    )
    const open = invitations.filter(({ expired }) => !expired)
    const oldest = open.map(({ invitedAt }) => invitedAt?.getTime() ?? 0).toSorted((a, b) => a - b)[0]
    if (profile === '5.18') {
      expect((await ask(`about seats ${group.line}`)).text).toContain('This server does not list invites')
      expect(text.includes(`${invitations.length} invites, open or expired.`)).toBe(invitations.length > 1)
    } else if (oldest === undefined) expect(text.includes('No open invites.')).toBe(invitations.length > 0)
    else {
      const age = largestUnit(countDays(new Date(oldest), TODAY))
      const ago = `${age.count} ${age.unit}${age.count === 1 ? '' : 's'} ago`
      expect(message.summary).toContain(
        open.length === 1 ? `1 open invite, sent ${ago}.` : `${open.length} open invites, the oldest sent ${ago}.`,
      )
      expect(text.includes('expired')).toBe(invitations.length > open.length)
    }
  })

  test('seats of all shows the months before', async () => {
    const { message, text } = await ask('seats')
    const months = ['Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep, so far']
    expect(message.parts.find(part => part.kind === 'chart')?.categories).toEqual(months)
    const { registered } = countSeats(company, utcDay(2026, 4, 1))
    expect(drawnIn(message, 'Members')).toHaveLength(6)
    expect(drawnIn(message, 'Members')[0]).toBe(registered)
    expect(text).toContain(`: Apr ${registered}, May `)
  })

  test.each([groups.all, groups.payments])('usage of $name last week is the company’s', async group => {
    const truth = truthOf(sandbox, group)
    const [now, before] = [truth.sums(lastWeek), truth.sums(weekBefore)]
    const [active, activeBefore] = [truth.active(lastWeek), truth.active(weekBefore)]
    const { message } = await ask(`usage ${group.line} last week`)
    const weekly = Array.from({ length: 7 }, (_, nth) => addDays(lastWeek.from, -7 * (nth + 1)))
    const most = Math.max(...weekly.map(from => truth.active({ from, to: addDays(from, 7) })))
    const hasFallen = activeBefore - active > activeBefore / 20 || most - active >= Math.max(2, most / 10)
    expect(message.title).toBe(
      `${hasFallen ? '📉' : '✅'} ${group.name}: ${n(active)} people used Tabnine last week (${lastWeekInWords})`,
    )
    const difference = active - activeBefore
    const change =
      difference === 0 ? 'The same as' : `${difference > 0 ? 'Up' : 'Down'} ${n(Math.abs(difference))} from`
    expect(message.summary).toMatch(new RegExp(`^${change} the week before\\b`))
    expect(message.summary).toMatch(new RegExp(` There are ${n(truth.registered)} members today\\.$`))
    // A week that the sentence names has that many people.
    const past = / from (\d+) in (\w+)/.exec(message.summary)
    if (past) expect(drawnIn(message, 'Active')).toContain(Number(past[1]))
    const written = (of: typeof now): [number, number] => [of.completionChars, of.completionChars + of.keystrokes]
    expect(metricsIn(message)).toEqual({
      Completions: `${n(now.completions)} (${changeInPercent(now.completions, before.completions)})`,
      Chat: `${n(now.interactions)} (${changeInPercent(now.interactions, before.interactions)})`,
      'Code from Tabnine': `${percent(...written(now))} (${changeInPoints(written(now), written(before))})`,
      ...(profile === '5.18'
        ? {}
        : { 'Agent turns': `${n(now.agentTurns)} (${changeInPercent(now.agentTurns, before.agentTurns)})` }),
    })
    const weeks = Array.from({ length: 8 }, (_, nth) => {
      const from = addDays(lastWeek.from, 7 * (nth - 7))
      return { from, to: addDays(from, 7) }
    })
    expect(drawnIn(message, 'Active')).toEqual(weeks.map(week => truth.active(week)))
    expect(rowsIn(message)).toEqual([])
    const { text } = await ask(`about usage ${group.line} last week`)
    expect(text.includes('doesn’t report for these days: Agent turns.')).toBe(profile === '5.18')
  })

  test.each([groups.all, groups.payments])('the days of $name are the company’s, the weekend as one', async group => {
    const truth = truthOf(sandbox, group)
    const { message } = await ask(`usage ${group.line} last week daily`)
    const day = (nth: number) => ({ from: addDays(lastWeek.from, nth), to: addDays(lastWeek.from, nth + 1) })
    const [saturday, sunday] = [truth.active(day(5)), truth.active(day(6))]
    const weekend = Math.min(saturday, sunday) === 0 ? n(saturday + sunday) : `at least ${Math.max(saturday, sunday)}`
    expect(rowsIn(message).map(([, people, completions]) => [people, completions])).toEqual([
      ...[0, 1, 2, 3, 4].map(nth => [n(truth.active(day(nth))), n(truth.sums(day(nth)).completions)]),
      [weekend, n(truth.sums(day(5)).completions + truth.sums(day(6)).completions)],
    ])
    expect(drawnIn(message, 'Active')).toEqual([0, 1, 2, 3, 4].map(nth => truth.active(day(nth))))
  })

  test('the exact dates, zone and source are shown', async () => {
    const berlin = await ask('usage payments last week')
    expect(berlin.message.title).toContain(`(${lastWeekInWords})`)
    expect(notesIn(berlin.message)).toEqual(['Compared with 14–20 Sep · 28 Sep, 2:00 PM'])
    const newest = listActive(company, { from: utcDay(2026, 8, 28), to: utcDay(2026, 8, 29) }).size > 0
    expect(newest).toBe(true)
    for (const text of Object.values((await ask('about usage payments last week')).places)) {
      expect(text).toContain(`${lastWeekInWords} (“last week”), compared with 14–20 Sep; whole days in UTC.`)
      expect(text).toContain(
        `Source: Tabnine Usage API ${version} at ${new URL(sandbox.url).host}, read 28 Sep, 2:00 PM CEST.`,
      )
      expect(text).toContain('Latest day with activity in the company: 28 Sep.')
    }
    const { text } = await ask('about usage payments last week', admin())
    expect(text).toContain('read 28 Sep, 12:00 PM UTC.')
  })

  test('the reader’s zone decides which dates words mean, and these stay UTC', async () => {
    const early = openApp(sandbox, new Date('2026-09-27T22:30:00Z'))
    const inBerlin = await early.ask('usage payments yesterday', admin({ zone: 'Europe/Berlin' }))
    expect(inBerlin.message.title).toMatch(/^Payments: .* yesterday so far \(27 Sep\)$/)
    const inNewYork = await early.ask('usage payments yesterday', admin({ zone: 'America/New_York' }))
    expect(inNewYork.message.title).toMatch(/Payments: .* yesterday \(26 Sep\)$/)
  })

  test('a running period is compared with nothing', async () => {
    const truth = truthOf(sandbox, groups.payments)
    const today = { from: utcDay(2026, 8, 28), to: utcDay(2026, 8, 29) }
    for (const words of ['this week', 'today']) {
      const { message, text } = await ask(`usage payments ${words}`)
      const active = truth.active(today)
      expect(message.title).toBe(`Payments: ${n(active)} people used Tabnine ${words} so far (28 Sep)`)
      expect(text).toContain('No comparison yet: this period isn’t over')
      expect(metricsIn(message).Completions).toBe(n(truth.sums(today).completions))
      expect(Object.values(metricsIn(message)).join()).not.toMatch(/[+−(]/)
    }
  })

  test('a team in which no one started is quiet, and none of it active', async () => {
    const { registered } = truthOf(sandbox, groups.quiet)
    const { message, text } = await ask('usage legacy migration last week')
    expect(message.title).toBe(
      `⚠️ Legacy Migration: none of ${registered} members used Tabnine last week (${lastWeekInWords})`,
    )
    expect(message.summary).toBe('Nobody here has used it in the last 8 weeks, while others in the company did.')
    expect(message.parts.map(({ kind }) => kind)).toEqual(['text', 'note', 'actions'])
    // The server reported 0 for the week before as well, while others were active.
    expect(text).not.toContain('No comparison')
  })

  test.each(Object.values(groups))('digest of $name is last week’s, with eight weeks before', async group => {
    const truth = truthOf(sandbox, group)
    const { message, facts } = await ask(`digest ${group.line}`)
    expect(message.title).toContain(`Tabnine this week: ${group.name} · ${lastWeekInWords}`)
    const active = truth.active(lastWeek)
    expect(message.summary).toMatch(active === 0 ? /^None of / : new RegExp(`^${n(active)} (?:of|people)`))
    const [part] = (facts as DigestFacts).parts
    expect(part?.seats).toMatchObject({ registered: truth.registered, deactivated: truth.deactivated })
    const weeks = Array.from({ length: 8 }, (_, nth) => {
      const from = addDays(lastWeek.from, 7 * (nth - 7))
      return { from, to: addDays(from, 7) }
    })
    expect(part?.trend.map(({ metrics }) => [metrics?.activeUsers, metrics?.completions.accepted])).toEqual(
      weeks.map(week => [truth.active(week), truth.sums(week).completions]),
    )
    // A quiet week has neither numbers nor a picture.
    const shown = new Map(
      message.parts.flatMap(each =>
        each.kind === 'metrics' ? each.metrics.map(({ label, value }) => [label, value] as const) : [],
      ),
    )
    if (shown.size > 0 && active > 0) {
      expect(shown.get('Active members')).toMatch(new RegExp(`^${n(active)}( of |$)`))
      expect(shown.get('Completions')).toBe(n(truth.sums(lastWeek).completions))
    }
    const chart = message.parts.find(each => each.kind === 'chart')
    if (chart) expect(chart.series.at(-1)?.values).toEqual(weeks.map(week => truth.active(week)))
  })
})
