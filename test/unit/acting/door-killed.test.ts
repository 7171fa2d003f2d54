import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test, vi } from 'vitest'
import { createSeatDoor } from '../../../src/acting/door.ts'
import type { ActionTarget } from '../../../src/ports.ts'
import { openStorage } from '../../../src/storage/store.ts'
import { createSeatWriter } from '../../../src/usage-api/seat-writer.ts'
import { makeBlankDatabase } from '../../helpers/database.ts'
import { recordLog } from '../../helpers/recording-log.ts'
import { makeScratch } from '../../helpers/scratch.ts'
import { askAll, openSandbox, TODAY } from '../demo/sandbox/ask.ts'
import { admin } from './admin.ts'
import type { PressOfChild } from './child/press.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const folder = makeScratch('acting-')
const file = fileURLToPath(new URL('child/press.ts', import.meta.url))
const log = recordLog()
const later = (minutes: number) => new Date(TODAY.getTime() + minutes * 60_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.each([
  ['embedded', 'DELETE'],
  ['server', 'POST'],
] as const)('%s: killed during %s, the invite is offered again and sent once', async (home, method) => {
  const sandbox = await openSandbox({ profile: '6.6' })
  const databaseUrl = home === 'server' ? (await makeBlankDatabase()).url : undefined
  const where = { dataDir: join(folder, home), ...(databaseUrl ? { databaseUrl } : {}) }
  const [invite] = await askAll(sandbox, '/api/invitation/v1')
  const { id, email, teamId, role } = invite
  const target: ActionTarget = { target: id, person: email.toLowerCase(), teamId, role, resumes: null }

  const before = await openStorage({ ...where, log })
  const subject = { kind: 'organization', name: 'All' } as const
  const wish = { conversation: 'slack:C1', subject, owner: 'slack:U1', language: null, zone: null }
  const alert = await before.store.alerts.save({ ...wish, graceDays: 14, repeatDays: 7 }, TODAY)
  await before.close()

  // The request arrives, and is never answered.
  sandbox.fault('/api/invitation/v1', { method, delayMs: 60_000, times: 1 })
  const press: PressOfChild = {
    ...{ url: sandbox.url, token: sandbox.actionToken, ...where, now: TODAY.toISOString() },
    ...{ alert: alert.id, kind: 'invite', targets: [target] },
  }
  const child = spawn(process.execPath, [file, JSON.stringify(press)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const isThere = () => sandbox.requests.some(request => request.method === method)
  await vi.waitUntil(isThere, { timeout: 60_000, interval: 5 })
  child.kill('SIGKILL')
  await once(child, 'close')

  const { store, close } = await openStorage({ ...where, log })
  const writer = createSeatWriter({ url: sandbox.url, token: sandbox.actionToken, log })
  const newToken = () => 'after-restart'
  const door = createSeatDoor({ store, writer, allowed: ['invitations'], newToken, log })
  await door.settle(later(3))
  const [half] = await store.seatActions.ofAlert(alert.id, new Date(0))
  expect(half).toMatchObject({ state: 'half', person: target.person })

  const targets = [{ ...target, resumes: half?.id ?? 0 }]
  const token = await door.preview({ alert: alert.id, actor: 'slack:A', kind: 'invite', targets }, admin, later(4))
  const acted = await door.press({
    ...{ token, actor: 'slack:A', authorization: admin, now: later(4), signal: new AbortController().signal },
    onAccepted: async () => {},
  })
  expect(acted.actions.map(({ state }) => state)).toEqual(['done'])
  const listed = (await askAll(sandbox, '/api/invitation/v1')).filter((each: { email: string }) => each.email === email)
  expect(listed).toEqual([expect.objectContaining({ teamId, role })])
  expect(listed[0].id).not.toBe(id)
  const lines = (await store.audit.between(new Date(0), later(60), 10)).map(({ line }) => line)
  expect(lines).toEqual([
    `act ${alert.id} invite: ${target.person} · 1 done`,
    `act ${alert.id} invite: ${target.person} · interrupted, 1 half`,
  ])
  await close()
})
