import { describe, expect, test } from 'vitest'
import { dayOf } from '../../../demo/sandbox/company/calendar.ts'
import { openDirectory } from '../../../demo/sandbox/company/directory.ts'
import { createTabnineRoles } from '../../../src/privacy/tabnine-roles.ts'
import { recordLog } from '../../helpers/recording-log.ts'
import { connect } from '../../helpers/usage-api-client.ts'
import { openSandbox, TODAY } from '../demo/sandbox/ask.ts'

const minutes = (count: number) => new Date(TODAY.getTime() + count * 60_000)

async function open(seed = 'acme', profile: '6.6' | '5.18' = '6.6') {
  const sandbox = await openSandbox({ profile, seed })
  let now = TODAY
  const clock = { now: () => now }
  const log = recordLog()
  const usageApi = connect(sandbox, { clock, retries: 0 })
  const roles = createTabnineRoles(usageApi, { clock, log })
  const at = (count: number) => {
    now = minutes(count)
  }
  const asked = () => sandbox.counts.get('/api/v1/instance/permissions') ?? 0
  return { sandbox, roles, log, at, asked }
}

describe('who is an admin in Tabnine', () => {
  test.each(['acme', 'globex', 'initech'])('are exactly its Admins and Managers, seed %s', async seed => {
    const { sandbox, roles, asked } = await open(seed)
    await roles.refresh()
    const { accounts } = openDirectory(sandbox.company)(dayOf(TODAY.getTime()))
    const found = accounts.filter(({ email }) => roles.isAdmin(email.toLowerCase()) === true)
    const real = accounts.filter(({ role, deactivatedAt }) => /^(Admin|Manager)$/.test(role) && deactivatedAt === null)
    expect(found.map(({ email }) => email)).toEqual(real.map(({ email }) => email))
    expect(real.length).toBeGreaterThan(1)
    expect(asked()).toBe(2)
  })

  test('is read every 15 minutes, however often it is asked for', async () => {
    const { roles, at, asked } = await open()
    for (const minute of [0, 1, 14]) {
      at(minute)
      await roles.refresh()
    }
    expect(asked()).toBe(2)
    at(15)
    await Promise.all([roles.refresh(), roles.refresh()])
    expect(asked()).toBe(4)
  })

  test('is unknown before it was read, and an hour after it could not be read again', async () => {
    const { sandbox, roles, at, log } = await open()
    const { accounts } = openDirectory(sandbox.company)(dayOf(TODAY.getTime()))
    const admin = accounts.find(({ role }) => role === 'Admin')?.email.toLowerCase() ?? ''
    expect(roles.isAdmin(admin)).toBe('unknown')
    await roles.refresh()
    sandbox.fault('/api/v1/instance/permissions', { status: 500, body: {} })
    at(59)
    await roles.refresh()
    expect(roles.isAdmin(admin)).toBe(true)
    at(60)
    await roles.refresh()
    expect(roles.isAdmin(admin)).toBe('unknown')
    expect(log.records.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['roles could not be read from Tabnine']),
    )
    sandbox.clearFaults()
    at(61)
    await roles.refresh()
    expect(roles.isAdmin(admin)).toBe(true)
  })

  test.each([
    ['refuses the token', { status: 403, body: {} }],
    ['does not have the list', { status: 404, body: {} }],
  ])('no one, where the server %s', async (_what, fault) => {
    const { sandbox, roles } = await open()
    sandbox.fault('/api/v1/instance/permissions', fault)
    await roles.refresh()
    const { accounts } = openDirectory(sandbox.company)(dayOf(TODAY.getTime()))
    expect(accounts.map(({ email }) => roles.isAdmin(email.toLowerCase()))).toEqual(accounts.map(() => false))
  })

  test('no one of another organization on the same installation', async () => {
    const { sandbox, roles } = await open()
    const own = { username: 'Own@x.example', organizationId: sandbox.company.id }
    const body = [own, { username: 'other@x.example', organizationId: 'another' }, { ...own, username: 'no-address' }]
    sandbox.fault('/api/v1/instance/permissions', { status: 200, body })
    await roles.refresh()
    expect(['own@x.example', 'other@x.example', 'no-address'].map(name => roles.isAdmin(name))).toEqual([
      ...[true, false, false],
    ])
  })
})
