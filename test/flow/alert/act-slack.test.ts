import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { dayOf } from '../../../demo/sandbox/company/calendar.ts'
import type { Company } from '../../../demo/sandbox/company/company.ts'
import { openDirectory } from '../../../demo/sandbox/company/directory.ts'
import { listTruth } from '../../../demo/sandbox/company/truth.ts'
import { makeScratch } from '../../helpers/scratch.ts'
import { askAll } from '../../unit/demo/sandbox/ask.ts'
import { openSlackWorld } from '../digest/slack-world.ts'

vi.setConfig({ testTimeout: 60_000 })

const folder = makeScratch('act-')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A Thursday. */
const noon = '2026-11-19T12:00:00Z'

/** A company on a server that can be changed, whose seats were checked, and an alert about all of them. */
async function openActing(settings: Record<string, string> = {}, locale = 'en-US', seed = 'acme', company = {}) {
  const world = await openSlackWorld(
    noon,
    ({ users }) => {
      users.meera.locale = locale
      return {
        ADMINS: `${users.meera.id},${users.ada.id}`,
        ACTIONS: 'invitations,seats',
        TABNINE_ACTION_TOKEN: 'sandbox-token-action',
        ...settings,
      }
    },
    { company: { profile: '6.6', seed, ...company } },
  )
  await world.ask('alerts all')
  await world.tick()
  const { store, sandbox, cloud } = world
  sandbox.clearRequests()

  return {
    ...world,
    alert: () => world.standing(world.channel).find(text => /^(⚠️|✅)/u.test(text)) ?? '',
    unused: () => Number(/(\d+) unused Tabnine seats/.exec(world.standing(world.channel).join('\n'))?.[1]),
    buttons: () => JSON.stringify(cloud.messages(world.channel).map(({ blocks }) => blocks)),
    /** The people of the newest preview, and its token. */
    async preview(): Promise<{ token: string; people: string[] }> {
      const { rows } = await store.execute(
        'select preview, person from seat_actions where preview = (select preview from seat_actions order by id desc limit 1)',
      )
      return { token: String(rows[0]?.preview), people: rows.map(({ person }) => String(person)) }
    },
    writes: () =>
      sandbox.requests.filter(({ method }) => method !== 'GET').map(({ method, route }) => `${method} ${route}`),
    audit: async () =>
      (await store.audit.between(new Date(0), new Date('2027-06-01'), 50)).filter(({ what }) => what === 'act'),
    /** Someone whose seat the check found unused. */
    async findUnused(kind: 'member' | 'invited'): Promise<string> {
      const alert = await store.alerts.get(1)
      const items = alert?.notified?.episode?.items ?? []
      const found = items.find(item => (kind === 'invited') === (item.kind === 'invited'))
      const { rows } = await store.execute('select email from people where id = $1 or email = $1', [found?.who ?? ''])
      return String(rows[0]?.email).toLowerCase()
    },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  }
}

/** Whose seats are really unused: the sandbox's truth knows nothing of what was changed in it. */
function listUnused(company: Company, at: Date): string[] {
  const isOld = (moment: Date | null) => moment !== null && at.getTime() - moment.getTime() > 14 * 86_400_000
  return listTruth(company, at)
    .filter(({ state, invitedAt, registeredAt }) => {
      if (state === 'invited') return isOld(invitedAt)
      return state === 'idle' || (state === 'never used' && isOld(registeredAt))
    })
    .map(({ email }) => email.toLowerCase())
}

async function reactivate({ url }: { readonly url: string }, userId: string): Promise<void> {
  const headers = { authorization: 'Bearer sandbox-token-action', 'content-type': 'application/json' }
  const body = JSON.stringify({ active: true })
  const { status } = await fetch(`${url}/api/user/v1/${userId}`, { method: 'PATCH', headers, body })
  expect(status).toBe(200)
}

describe('acting from an alert in Slack', () => {
  it('withdraws the invites of a preview, counts them on the alert, and the next check confirms it', async () => {
    await using world = await openActing()
    expect(world.alert()).toContain('unused Tabnine seats')
    for (const line of ['act 1 withdraw', 'act 1 invite', 'act 1 free']) expect(world.buttons()).toContain(line)

    const shown = await world.ask('act 1 withdraw')
    const { token, people } = await world.preview()
    expect(shown).toContain(`Withdraw ${people.length} invites?`)
    for (const person of people) expect(shown).toContain(person)
    expect(shown).toContain('Only you can confirm this, once, within 10 minutes')
    expect(world.writes()).toEqual([])

    const answer = await world.ask(`confirm ${token}`)
    expect(answer).toContain(`✅ ${people.length} invites withdrawn`)
    expect(world.writes()).toEqual(people.map(() => 'DELETE /api/invitation/v1'))
    await world.tick()
    expect(world.alert()).toContain('Changed from here')
    expect(world.alert()).toContain(`${people.length} invites withdrawn`)
    expect(await world.audit()).toEqual([
      expect.objectContaining({
        who: `slack:${world.person.id}`,
        line: `act 1 withdraw: ${people.join(', ')} · ${people.length} done`,
      }),
    ])

    // The next day's check finds them gone.
    world.moveTo('2026-11-20T12:00:00Z')
    await world.tick()
    expect(world.driver.failures).toEqual([])
    expect(world.alert()).not.toContain('not confirmed')
    expect(world.alert()).toMatch(new RegExp(`\\b${people.length} freed`))
    expect(await world.ask('act 1 withdraw')).toContain('No invites to withdraw')
  })

  it('invites again, and offers what stays half done, also on the alert', async () => {
    await using world = await openActing()
    const person = await world.findUnused('invited')
    world.sandbox.fault('/api/invitation/v1', { method: 'POST', status: 500, times: 1 })
    await world.ask(`act 1 ${person} invite`)
    const first = await world.preview()
    expect(first.people).toEqual([person])
    const answer = await world.ask(`confirm ${first.token}`)
    expect(answer).toContain('No one invited again')
    expect(answer).toContain('1 of 1 not done.')
    expect(answer).toContain(`${person}: the old invite may be withdrawn, and no new one is confirmed.`)
    await world.tick()
    expect(world.alert()).toContain('1 half done (invite withdrawn, not sent again)')
    expect(world.buttons()).toContain('act 1 invite')

    // A day later, when no list has the old invite any more.
    world.moveTo('2026-11-20T12:00:00Z')
    await world.tick()
    expect(await world.ask(`act 1 ${person} invite`)).toContain('Withdrawn, not invited again')
    expect(await world.ask(`confirm ${(await world.preview()).token}`)).toContain('✅ 1 person invited again')
    await world.tick()
    expect(world.alert()).toContain('1 invited again')
    expect(world.alert()).not.toContain('half done')
    expect(await world.audit()).toHaveLength(2)
  })

  it('shows and offers what a crash has cut off, without anyone asking', async () => {
    await using world = await openActing()
    const person = await world.findUnused('invited')
    await world.ask(`act 1 ${person} invite`)
    const { token } = await world.preview()
    await world.ask(`confirm ${token}`)
    // As if the process had ended right after the first of the two requests.
    const [action] = await world.store.seatActions.ofPreview(token)
    await world.store.seatActions.record([action?.id ?? 0], { state: 'withdrawn' }, world.now())
    await world.tick()
    expect(world.alert()).not.toContain('half done')
    expect(world.driver.waiting()).toContainEqual({ kind: 'refresh-alert', alert: 1 })
    world.pass(181)
    await world.tick()
    expect(world.driver.failures).toEqual([])
    expect(world.alert()).toContain('1 half done (invite withdrawn, not sent again)')
    expect((await world.audit())[0]?.line).toContain('interrupted, 1 half')
  })

  it('answers in German', async () => {
    await using world = await openActing({}, 'de-DE')
    const { store } = world
    const person = await world.findUnused('member')
    expect(await world.ask(`handeln 1 ${person} freigeben`)).toContain('1 Platz freigeben?')
    world.sandbox.fault('/api/user/v1/{userId}', {
      ...{ method: 'PATCH', status: 403, times: 1 },
      body: { message: 'User is managed by the identity provider' },
    })
    const refused = await world.ask(`bestätigen ${(await world.preview()).token}`)
    expect(refused).toContain('Kein Platz freigegeben')
    expect(refused).toContain('1 von 1 nicht erledigt.')
    expect(refused).toContain(`${person}: wird vom Identity-Provider verwaltet, also dort ändern.`)
    await world.ask(`handeln 1 ${person} freigeben`)
    expect(await world.ask(`bestätigen ${(await world.preview()).token}`)).toContain('✅ 1 Platz freigegeben')
    const { rows } = await store.execute(`select preview from seat_actions where kind = 'restore'`)
    expect(await world.ask(`bestätigen ${rows[0]?.preview}`)).toContain('✅ 1 Platz zurückgegeben')
    expect(await world.ask('handeln 1 zurückgeben')).toContain('Keine Plätze zurückzugeben')
  })

  it('frees a named person’s seat, and undoes it', async () => {
    await using world = await openActing()
    expect(await world.ask('act 1 free')).toContain('No seats to free')
    const person = await world.findUnused('member')
    expect(await world.ask(`act 1 ${person} free`)).toContain('Free 1 seat?')
    const answer = await world.ask(`confirm ${(await world.preview()).token}`)
    expect(answer).toContain('✅ 1 seat freed')
    expect(answer).toContain('Undo')
    await world.tick()
    expect(world.alert()).toContain('1 seat freed')
    // Nor reminded: the list of the last check still has them.
    expect((await world.store.seatActions.doneSince(new Date(0))).map(each => each.person)).toEqual([person])
    const reminded = await world.ask('remind 1')
    expect(reminded).not.toContain(person)
    // It is not offered again, though the list of the last check still has it.
    expect(await world.ask(`act 1 ${person} free`)).toContain('No seats to free')
    const undo = await world.store.execute(`select preview from seat_actions where kind = 'restore'`)
    expect(await world.ask(`confirm ${undo.rows[0]?.preview}`)).toContain('✅ 1 seat given back')
    expect(world.writes()).toEqual(['PATCH /api/user/v1/{userId}', 'PATCH /api/user/v1/{userId}'])
    await world.tick()
    expect(world.alert()).not.toContain('Changed from here')
    expect(await world.ask(`act 1 ${person} free`)).toContain('Free 1 seat?')
  })

  it.each(['acme', 'globex', 'initech'])(
    'is counted at once; the next check shows again what came back, seed %s',
    async seed => {
      await using world = await openActing({}, 'en-US', seed)
      const before = world.unused()
      expect(before).toBe(listUnused(world.sandbox.company, world.now()).length)

      const member = await world.findUnused('member')
      await world.ask(`act 1 ${member} free`)
      await world.ask(`confirm ${(await world.preview()).token}`)
      await world.tick()
      expect(world.unused()).toBe(before - 1)
      expect(world.alert()).toContain('1 seat freed since the last check')
      // Everything else that counts the same people does so at once.
      expect(await world.ask('why all')).toContain(`Why ${before - 1} seats are flagged`)
      await world.ask('act 1 withdraw')
      const { token, people } = await world.preview()
      await world.ask(`confirm ${token}`)
      await world.tick()
      expect(world.unused()).toBe(before - 1 - people.length)
      expect(world.alert()).toContain(`${people.length} invites withdrawn since the last check`)

      // Someone gives the seat back in Tabnine's own console.
      const [freed] = await world.store.seatActions.doneSince(new Date(0))
      await reactivate(world.sandbox, freed?.target ?? '')
      world.moveTo('2026-11-20T12:00:00Z')
      await world.tick()
      expect(world.driver.failures).toEqual([])
      expect(world.alert()).not.toContain('since the last check')
      expect(world.alert()).toContain('1 not confirmed by the check')
      const real = listUnused(world.sandbox.company, world.now())
      expect(real).toContain(member)
      expect(world.unused()).toBe(real.filter(email => !people.includes(email)).length)
      expect(world.standing(world.channel).filter(text => /^(⚠️|✅)/u.test(text))).toHaveLength(1)
    },
  )

  it('offers what people answered; an answer alone changes nothing', async () => {
    await using world = await openActing()
    const [member, invited] = [await world.findUnused('member'), await world.findUnused('invited')]
    const { reminders } = world.store
    for (const [token, person] of [
      ['a', member],
      ['b', invited],
    ] as const) {
      await reminders.claim({ token, alert: 1, person }, new Date(0), world.now())
      await reminders.answer(token, 'release', world.now())
    }
    world.pass(86_400)
    await world.tick()
    expect(world.writes()).toEqual([])
    const answers = await world.ask('remind 1 answers')
    for (const text of [member, invited, 'Free 1 seat…', 'Withdraw 1 invite…']) expect(answers).toContain(text)

    expect(await world.ask('act 1 free')).toContain('Free 1 seat?')
    expect((await world.preview()).people).toEqual([member])
    await world.ask('act 1 answered withdraw')
    const { token, people } = await world.preview()
    expect(people).toEqual([invited])
    expect(world.writes()).toEqual([])
    expect(await world.ask(`confirm ${token}`)).toContain('✅ 1 invite withdrawn')
    expect(world.writes()).toEqual(['DELETE /api/invitation/v1'])
  })

  it('is refused to everyone but the admin who looked, and each attempt is recorded', async () => {
    await using world = await openActing()
    const { ada, grace } = world.cloud.users
    const person = await world.findUnused('member')
    await world.ask(`act 1 ${person} free`)
    const { token } = await world.preview()
    expect(await world.ask(`confirm ${token}`, { user: grace.id })).toContain('Only admins can do that')
    expect(await world.ask(`act 1 ${person} free`, { user: grace.id })).toContain('Only admins can do that')
    expect(await world.ask(`confirm ${token}`, { user: ada.id })).toContain('This preview isn’t yours')
    world.pass(601)
    const expired = await world.ask(`confirm ${token}`)
    expect(expired).toContain('This preview is older than 10 minutes')
    expect(expired).toContain('See preview again…')
    expect(await world.ask(`act 1 "${person}" free`)).toContain('Free 1 seat?')
    expect(world.writes()).toEqual([])
    expect((await world.audit()).map(({ who, line }) => [who, line.split(' · ')[1]])).toEqual([
      [`slack:${world.person.id}`, 'refused: preview-expired'],
      [`slack:${ada.id}`, 'refused: preview-gone'],
      [`slack:${grace.id}`, 'refused: admins-only'],
    ])
    expect(await world.ask('audit')).toContain('changed seats in Tabnine')
  })

  it('a token without the right is one sentence, and nothing is half done', async () => {
    await using world = await openActing({ TABNINE_ACTION_TOKEN: 'sandbox-token-member' })
    await world.ask('act 1 withdraw')
    const { token, people } = await world.preview()
    const answer = await world.ask(`confirm ${token}`)
    expect(answer).toContain('No invite withdrawn')
    expect(answer).toContain(`${people.length} of ${people.length} not done.`)
    expect(answer).toContain('TABNINE_ACTION_TOKEN doesn’t have the right to do this.')
    expect(world.writes()).toHaveLength(1)
  })

  describe('where pseudonyms hide names from admins', () => {
    const withPrivacy = (privacy: string) => {
      const path = join(folder, `${privacy.length}.yaml`)
      writeFileSync(path, `privacy: { ${privacy} }\n`)
      return { CONFIG_FILE: path }
    }

    it('no one acts, and one sentence says why', async () => {
      await using world = await openActing(withPrivacy('pseudonyms: true'))
      const person = await world.findUnused('member')
      for (const line of ['act 1 withdraw', `act 1 ${person} free`])
        expect(await world.ask(line)).toContain('I can’t show whose seats would change')
      expect(await world.ask('act 1 withdraw', { user: world.cloud.users.grace.id })).toContain(
        'Only admins can do that',
      )
      expect(world.writes()).toEqual([])
    })

    it('the preview alone has names, where the policy says so', async () => {
      await using world = await openActing(withPrivacy('pseudonyms: true, namesForActions: true'))
      const person = await world.findUnused('member')
      expect(await world.ask(`act 1 ${person} free`)).toContain(person)
      expect(await world.ask(`confirm ${(await world.preview()).token}`)).toContain('✅ 1 seat freed')
      const invited = await world.findUnused('invited')
      expect(await world.ask('act 1 withdraw')).toContain(invited)
      const [named] = (await world.store.audit.between(new Date(0), new Date('2027-06-01'), 50)).filter(
        ({ what }) => what === 'named',
      )
      expect(named?.line).toBe('act 1 withdraw')
      for (const line of ['why 1', 'remind 1']) expect(await world.ask(line)).not.toContain(invited)
      const { grace } = world.cloud.users
      expect(await world.ask('act 1 withdraw', { user: grace.id })).toContain('Only admins can do that')
    })
  })

  it('says which teams the identity provider fills, and what it refuses', async () => {
    await using world = await openActing({}, 'en-US', 'acme', { idpSync: true })
    const accounts = await askAll(world.sandbox, '/api/v1/organization/users')
    const { items = [] } = (await world.store.alerts.get(1))?.notified?.episode ?? {}
    const synced = new Set(
      openDirectory(world.sandbox.company)(dayOf(world.now().getTime()))
        .accounts.filter(({ life, role }) => life.invited === null && role === 'Member')
        .map(({ id }) => id),
    )
    const target = items.find(({ kind, who }) => kind !== 'invited' && synced.has(who))
    const person = accounts.find(({ id }: { id: string }) => id === target?.who)?.email.toLowerCase()
    const shown = await world.ask(`act 1 ${person} free`)
    expect(shown).toContain('1 person in teams of your identity provider: if Tabnine refuses, change it there.')
    const answer = await world.ask(`confirm ${(await world.preview()).token}`)
    expect(answer).toContain(`${person}: your identity provider manages them, so change it there.`)
    expect(world.unused()).toBe(items.length)
  })

  it('is switched off where the settings do not allow it', async () => {
    await using world = await openActing({ ACTIONS: 'invitations' })
    expect(world.buttons()).toContain('act 1 withdraw')
    expect(world.buttons()).not.toContain('act 1 free')
    expect(await world.ask('act 1 free')).toContain('I can’t change seats in Tabnine')
    expect(world.writes()).toEqual([])
  })
})

it('without settings nothing is offered, and nothing is sent', async () => {
  await using world = await openSlackWorld(noon, ({ users }) => ({ ADMINS: users.meera.id }), {
    company: { profile: '6.6' },
  })
  await world.ask('alerts all')
  await world.tick()
  expect(JSON.stringify(world.cloud.messages(world.channel).map(({ blocks }) => blocks))).not.toContain('act 1')
  expect(await world.ask('act 1 withdraw')).toContain('set ACTIONS and TABNINE_ACTION_TOKEN')
  expect(await world.ask('confirm made-up')).toContain('This preview isn’t yours')
  expect(world.sandbox.requests.filter(({ method }) => method !== 'GET')).toEqual([])
})
